package dev.naru.gateway.provider;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.QuarantineReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a provider has to say is found in whatever it is wrapped in.
 */
class FormatsTest {

	@Test
	void aJsonTextInAFormIsThePayload() {
		Webhook webhook = Webhook.form("a=1&payload=" + encoded("{\"kind\":\"한\",\"n\":1.0}"));

		NormalizedEvent event = event("[{json-in-form: payload}]", webhook);

		assertThat(event.providerType()).isEqualTo("한");
		assertThat(event.payload()).isInstanceOfSatisfying(Payload.Json.class,
				(json) -> assertThat(json.utf8()).asString(StandardCharsets.UTF_8)
					.isEqualTo("{\"kind\":\"한\",\"n\":1.0}"));
	}

	@Test
	void aFormWithoutTheJsonTextIsAFormWhereBothAreSent() {
		assertThat(event("[{json-in-form: payload}, form]", Webhook.form("kind=x")).payload())
			.isInstanceOf(Payload.Form.class);
		assertThat(event("[form, {json-in-form: payload}]", Webhook.form("kind=x")).payload())
			.isInstanceOf(Payload.Form.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "kind=x", "payload=", "payload=%7B", "payload=%7B%7D%7D" })
	void whatIsNoJsonTextIsMalformed(String form) {
		assertMalformed("[{json-in-form: payload}]", Webhook.form(form));
	}

	@ParameterizedTest
	@ValueSource(strings = { "EUC-KR", "MS949", "UTF-8" })
	void aFormIsReadInItsCharset(String charset) {
		Webhook webhook = Webhook.form("kind=" + URLEncoder.encode("입금", Charset.forName(charset)));

		assertThat(event("[form]\ncharset: " + charset, webhook).providerType()).isEqualTo("입금");
	}

	@Test
	void aRawFormIsReadInItsCharset() {
		Webhook utf8 = Webhook.form("");
		Webhook raw = new Webhook("POST", null, utf8.headers(), "kind=입금".getBytes(Charset.forName("EUC-KR")));

		assertThat(event("[form]\ncharset: EUC-KR", raw).providerType()).isEqualTo("입금");
		assertMalformed("[form]", raw);
	}

	@Test
	void aQueryIsAnEventOfItsOwn() {
		Webhook first = Webhook.get("kind=unlinked&user=1");
		Webhook second = Webhook.get("kind=unlinked&user=2");

		NormalizedEvent event = event("[query, json]", first);

		assertThat(event.providerType()).isEqualTo("unlinked");
		assertThat(event.id()).isEqualTo(EventId.ofBody("kind=unlinked&user=1".getBytes(StandardCharsets.UTF_8)));
		assertThat(event.id()).isNotEqualTo(event("[query, json]", second).id());
		assertThat(event.payload()).isInstanceOfSatisfying(Payload.Form.class,
				(form) -> assertThat(form.text()).isEqualTo("kind=unlinked&user=1"));
		assertMalformed("[query, json]", Webhook.get("kind=%zz"));
	}

	@Test
	void whoSendsByQueryMaySendAnythingElse() {
		Endpoint endpoint = endpoint("[query, json]");

		assertThat(endpoint.methods()).containsExactly("POST", "GET");
		assertThat(endpoint.profile().accepts("application/json")).isTrue();
		assertThat(endpoint.profile().accepts(null)).isTrue();
		assertThat(endpoint.profile().accepts("text/plain")).isFalse();
		assertThat(endpoint("[json]").methods()).containsExactly("POST");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<n><kind> a b </kind></n>                                          | a b
			<n><kind>a<![CDATA[<b>]]>&amp;c</kind></n>                         | a<b>&c
			<?xml version="1.0"?><!-- <kind>no</kind> --><n><kind>x</kind></n> | x
			<n><sub><kind>no</kind></sub><kind type="datetime">x</kind></n>    | x
			<n><kind>no</kind><kind>x</kind></n>                               | x
			<p:n xmlns:p="urn:x"><p:kind>x</p:kind></p:n>                      | x
			""")
	void anXmlDocumentIsReadByTheNamesOfItsElements(String xml, String kind) {
		NormalizedEvent event = event("[{xml-in-form: payload}]", xml(xml));

		assertThat(event.providerType()).isEqualTo(kind);
		assertThat(event.payload()).isEqualTo(new Payload.Xml(xml));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "text", "<n>", "<n/><n/>", "<n><kind>&x;</kind></n>",
			"<!DOCTYPE n><n><kind>x</kind></n>", "<!DOCTYPE n [<!ENTITY x 'y'>]><n><kind>&x;</kind></n>",
			"<!DOCTYPE n [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><n><kind>&x;</kind></n>",
			"<!DOCTYPE n SYSTEM 'http://127.0.0.1:9/x'><n><kind>x</kind></n>",
			"<!DOCTYPE n [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]><n><kind>&c;</kind></n>" })
	void whatIsMoreThanElementsAndTextIsMalformed(String xml) {
		assertMalformed("[{xml-in-form: payload}]", xml(xml));
	}

	@Test
	void aDocumentHasAnEndInDepth() {
		String deep = "<a>".repeat(100) + "</a>".repeat(100);
		String deeper = "<a>".repeat(101) + "</a>".repeat(101);

		assertThat(TestProfiles.read(endpoint("[{xml-in-form: payload}]"), xml(deep))).isInstanceOfSatisfying(
				Unreadable.class,
				(unreadable) -> assertThat(unreadable.reason()).isEqualTo(QuarantineReason.MISSING_FIELD));
		assertMalformed("[{xml-in-form: payload}]", xml(deeper));
	}

	@ParameterizedTest
	@ValueSource(strings = { "kind=x", "payload=%FF%FE", "payload=%" })
	void whatIsNoXmlInBase64IsMalformed(String form) {
		assertMalformed("[{xml-in-form: payload}]", Webhook.form(form));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			[{json-in-form: }]       | a text belongs here
			[{yaml-in-form: a}]      | 'yaml-in-form' is not known here
			[json]\\ncharset: EUC-KR | only forms have a charset, and the provider sends none
			[form]\\ncharset: EUC    | no charset has the name 'EUC'
			""")
	void aMistakeIsNamed(String accepts, String problem) {
		ConfigurationException found = catchThrowableOfType(ConfigurationException.class,
				() -> endpoint(accepts.replace("\\n", "\n")));

		assertThat(found).isNotNull().hasMessageContaining(problem);
	}

	private static Webhook xml(String document) {
		return Webhook.form("payload="
				+ encoded(Base64.getMimeEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8)) + "\n"));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static void assertMalformed(String accepts, Webhook webhook) {
		assertThat(TestProfiles.read(endpoint(accepts), webhook)).isInstanceOfSatisfying(Unreadable.class,
				(unreadable) -> assertThat(unreadable.reason()).isEqualTo(QuarantineReason.MALFORMED_BODY));
	}

	private static NormalizedEvent event(String accepts, Webhook webhook) {
		return TestProfiles.event(endpoint(accepts), webhook);
	}

	private static Endpoint endpoint(String accepts) {
		return TestProfiles.endpoint(TestProfiles.of("acme", """
				name: acme
				accepts: %s
				verify:
				  - {name: open, none: {}}
				read:
				  - {version: "1", id: {sha256: body}, type: {field: /kind}}
				answer: {status: 200}
				""".formatted(accepts)), null);
	}

}
