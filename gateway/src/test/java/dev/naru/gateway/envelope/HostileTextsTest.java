package dev.naru.gateway.envelope;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import dev.naru.gateway.envelope.EnvelopeProperties.Mode;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.HostileTexts;
import dev.naru.gateway.testkit.Records;
import dev.naru.gateway.testkit.Webhook;
import io.cloudevents.CloudEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every place of a request whose bytes reach a record, and every hostile text there:
 * whatever it is, the record is one of the source that it came to, as proven as that is,
 * and of a type that this source has.
 */
class HostileTextsTest {

	private static final Webhook PLAIN = Webhook.json("{\"id\":\"1\",\"type\":\"happened\",\"thing\":\"t\"}");

	private final Endpoint acme = TestProfiles.endpoint(
			TestProfiles.of("acme",
					"""
							name: acme
							accepts: [json, form]
							verify: [{name: open, pinned-only: true, none: {}}]
							read:
							  - version: "1"
							    id: [{field: /id}, {header: Acme-Id}, {query: id}, {sha256: body}]
							    type: [{field: /type}, {header: Acme-Type}, {query: type}]
							    detail: {field: /detail}
							    time: [{rfc3339: {field: /time}}, {local: {value: {field: /local}, pattern: yyyyMMddHHmmss, zone: Asia/Seoul}}]
							    resource: [{kind: thing, id: [{field: /thing}, {header: Acme-Thing}, {query: thing}]}]
							    state: {field: /state}
							    sequence: [{field: /sequence}, {header: Acme-Sequence}]
							    references: {other: {field: /other}}
							answer: {status: 200}
							"""),
			"open");

	static Stream<Arguments> places() {
		Map<String, BiFunction<Webhook, String, Webhook>> places = new HashMap<>();
		for (String field : List.of("id", "type", "thing", "detail", "time", "local", "state", "sequence", "other",
				"unread")) {
			places.put("field " + field,
					(webhook, text) -> body("{\"id\":\"1\",\"type\":\"happened\",\"thing\":\"t\",\"" + field + "\":"
							+ HostileTexts.json(text) + "}"));
			places.put("field " + field + " of what cannot be read",
					(webhook, text) -> body("{\"" + field + "\":" + HostileTexts.json(text) + "}"));
			places.put("form field " + field,
					(webhook, text) -> Webhook.form("type=happened&" + field + "=" + encoded(text)));
		}
		places.put("name of a field",
				(webhook, text) -> body("{\"type\":\"happened\"," + HostileTexts.json(text) + ":1}"));
		places.put("name of a form field", (webhook, text) -> Webhook.form("type=happened&" + encoded(text) + "=1"));
		places.put("body", (webhook, text) -> body(text));
		places.put("body of a form", (webhook, text) -> Webhook.form(text));
		for (String header : List.of("Acme-Id", "Acme-Type", "Acme-Thing", "Acme-Sequence")) {
			places.put("header " + header, (webhook, text) -> body("{}").header(header, received(text)));
		}
		for (String parameter : List.of("id", "type", "thing")) {
			places.put("query " + parameter, (webhook, text) -> body("{}").query(parameter + "=" + encoded(text)));
		}
		places.put("query", (webhook, text) -> body("{}").query(encoded(text)));
		places.put("charset", (webhook, text) -> webhook.header("Content-Type",
				"application/json; charset=" + received(text).replace(";", "")));
		places.put("charset of what cannot be read",
				(webhook, text) -> body("{").header("Content-Type", "application/json;" + received(text)));
		for (String name : HostileTexts.NAMES) {
			places.put("header " + name, (webhook, text) -> webhook.header(name, received(text)));
			places.put("header " + name + " of what cannot be read",
					(webhook, text) -> body("{").header(name, received(text)));
		}
		return places.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.flatMap((place) -> Stream.of(Mode.values())
				.map((mode) -> arguments(place.getKey(), mode, place.getValue())));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("places")
	void noTextInAnyPlaceMakesARecordOfAnotherSourceProofOrKind(String place, Mode mode,
			BiFunction<Webhook, String, Webhook> in) {
		for (String text : HostileTexts.all()) {
			Webhook webhook = in.apply(PLAIN, text);
			try {
				check(Records.checked(this.acme, mode, webhook), mode, webhook);
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError(place + ": " + HostileTexts.named(text), ex);
			}
		}
	}

	private static void check(Envelope record, Mode mode, Webhook webhook) {
		Map<String, String> headers = record.headers();
		boolean quarantined = record.topic().equals("webhooks.quarantine");
		assertThat(record.topic()).isIn("webhooks.acme", "webhooks.quarantine");
		assertThat(headers.get("naru-source")).isEqualTo("/sources/test");
		if (quarantined) {
			assertThat(headers).containsEntry("naru-type", "naru.quarantined")
				.containsEntry("content-type", "application/octet-stream");
			assertThat(record.value()).isEqualTo(webhook.body());
		}
		else {
			assertThat(headers.get("naru-type")).startsWith("acme.");
			assertThat(headers).containsEntry("content-type",
					(mode == Mode.STRUCTURED) ? "application/cloudevents+json; charset=UTF-8" : "application/json");
			assertThat(names(record.value())).doesNotHaveDuplicates();
		}
		assertThat(headers.keySet()).allMatch((name) -> name.startsWith("naru-") || name.equals("content-type")
				|| name.equals("traceparent") || (name.startsWith("ce_") && (quarantined || mode == Mode.BINARY)));
		Map<String, String> texts = new HashMap<>(headers);
		String request = texts.remove("naru-request");
		assertThat(request != null).isEqualTo(quarantined);
		assertThat(request).satisfiesAnyOf((text) -> assertThat(text).isNull(),
				(text) -> assertThat(text).matches("[ -~]{1,16384}"));
		assertThat(texts.values()).allMatch(HostileTextsTest::isAText);
		assertThat(isAText(record.key())).isTrue();
		CloudEvent event = Records.event(record);
		assertThat(event.getSource()).hasToString("/sources/test");
		assertThat(event.getType()).isEqualTo(headers.get("naru-type"));
		assertThat(event.getExtension("provider")).isEqualTo("acme");
		assertThat(event.getExtension("authenticity")).isEqualTo("none");
		assertThat(event.getExtension("coverage")).isEqualTo("none");
	}

	/**
	 * The names at the top of a JSON object, each as often as it stands there.
	 */
	private static List<String> names(byte[] value) {
		List<String> names = new ArrayList<>();
		try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), value)) {
			json.nextToken();
			while (json.nextToken() == JsonToken.PROPERTY_NAME) {
				names.add(json.currentName());
				json.nextToken();
				json.skipChildren();
			}
			assertThat(json.nextToken()).isNull();
		}
		return names;
	}

	/**
	 * Short, and of nothing but characters that a line of text may have.
	 */
	private static boolean isAText(String text) {
		return text.length() < 1200 && text.codePoints()
			.noneMatch((point) -> Character.isISOControl(point) || (point & 0xfffe) == 0xfffe
					|| Character.getType(point) == Character.SURROGATE || (point >= 0xfdd0 && point <= 0xfdef));
	}

	static Stream<String> bodies() {
		return Stream.of("[".repeat(480) + "]".repeat(480), "[".repeat(490) + "]".repeat(490),
				"[".repeat(499) + "]".repeat(499), "[".repeat(500) + "]".repeat(500),
				"{\"a\":".repeat(497) + "1" + "}".repeat(497), "1".repeat(1000), "1".repeat(1001),
				"[0." + "1".repeat(1000) + "]", "{\"a\":1e999999999}", "{\"a\":1e9999999999}", "{\"a\":1E+2147483648}",
				"[1e-99999999999]", "{\"id\":1e99999999999}", "{\"" + "x".repeat(49_000) + "\":1}",
				"{\"" + "x".repeat(70_000) + "\":1}", "{\"a\":\"" + "x".repeat(1_000_000) + "\"}",
				"{\"a\":1,\"a\":2,\"payload\":3,\"specversion\":\"0.3\"}");
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void whatReadersOfJsonDoNotTakeIsNoEvent(String body) {
		for (Mode mode : Mode.values()) {
			Webhook webhook = body(body).header("Acme-Type", "happened");

			check(Records.checked(this.acme, mode, webhook), mode, webhook);
		}
	}

	@Test
	void noHeaderOfARequestBecomesOneOfTheRecord() {
		for (Mode mode : Mode.values()) {
			for (Webhook webhook : List.of(PLAIN, body("{"))) {
				Map<String, String> expected = withoutRequest(Records.of(this.acme, mode, webhook));
				Webhook told = webhook;
				for (String name : HostileTexts.NAMES) {
					told = told.header(name, "payment.paid");
				}
				assertThat(withoutRequest(Records.of(this.acme, mode, told))).isEqualTo(expected);
			}
		}
	}

	@Test
	void theSendersMediaTypeStandsInQuarantineAsItCame() {
		for (String mediaType : HostileTexts.MEDIA_TYPES) {
			Envelope record = Records.checked(this.acme, Mode.STRUCTURED, body("{").header("Content-Type", mediaType));

			assertThat(record.headers()).containsEntry("naru-content-type", mediaType)
				.containsEntry("content-type", "application/octet-stream");
		}
	}

	private static Map<String, String> withoutRequest(Envelope record) {
		Map<String, String> headers = new HashMap<>(record.headers());
		headers.remove("naru-request");
		return headers;
	}

	private static Webhook body(String text) {
		return Webhook.json(text);
	}

	/**
	 * As a server gives the bytes of a header.
	 */
	private static String received(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
