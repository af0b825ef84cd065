package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.SampleSource;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.webhook.Parameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SignedMessageTests {

	private static final Request REQUEST = Request.post("{\"나\":1}").withHeader("X-Id", "id-1");

	private static final SampleSource SOURCE = SampleSource.withSecrets("비밀");

	@Test
	void thePartsStandInTheirOrder() {
		// Given
		Source source = SOURCE.configured("merchant", "상점").source();
		List<MessagePart> parts = List.of(Given.METHOD, new MessagePart.Text("|한|"), Given.PATH, Given.TIMESTAMP,
				new MessagePart.Header("x-id"), new MessagePart.Config("merchant"), Given.SECRET, Given.BODY);
		// When
		String message = message(parts, source, REQUEST);
		// Then
		assertThat(message).isEqualTo("POST|한|/webhooks/shop1767225600id-1상점비밀{\"나\":1}");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "https://hooks.example.com/webhooks/shop, -, https://hooks.example.com/webhooks/shop",
					"https://hooks.example.com/webhooks/shop, a=%20&b, https://hooks.example.com/webhooks/shop?a=%20&b",
					"https://hooks.example.com/webhooks/shop, '', https://hooks.example.com/webhooks/shop?",
					"https://hooks.example.com:8443/a%2Fb/, -, https://hooks.example.com:8443/a%2Fb/" })
	void theUrlIsTheEnteredOneWithTheQueryOfTheRequest(String entered, @Nullable String query, String signed) {
		// Given
		Source source = SOURCE.at(entered).source();
		// When
		String message = message(List.of(Given.URL), source, REQUEST.withQuery(query));
		// Then
		assertThat(message).isEqualTo(signed);
	}

	@Test
	void aQueryThatWasEnteredWithTheUrlIsSignedOnce() {
		// Given
		Source source = SOURCE.at("https://hooks.example.com/webhooks/shop?tenant=7").source();
		// When
		String same = message(List.of(Given.URL), source, REQUEST.withQuery("tenant=7"));
		String other = message(List.of(Given.URL), source, REQUEST.withQuery("tenant=8"));
		// Then
		assertThat(same).isEqualTo("https://hooks.example.com/webhooks/shop?tenant=7");
		assertThat(other).isEqualTo("https://hooks.example.com/webhooks/shop?tenant=8");
	}

	@Test
	void aUrlBeyondAsciiIsSignedInUtf8() {
		// Given
		Source source = SOURCE.at("https://hooks.example.com/웹훅").source();
		// When
		String message = message(List.of(Given.URL), source, REQUEST.withQuery("a=1"));
		// Then
		assertThat(message).isEqualTo("https://hooks.example.com/웹훅?a=1");
	}

	@Test
	void aHeaderGivesTheBytesThatTheServerRead() {
		// Given
		String asTheServerReadIt = new String(Signing.bytes("나루"), StandardCharsets.ISO_8859_1);
		// When
		String message = message(List.of(new MessagePart.Header("x-id")), SOURCE.source(),
				REQUEST.withHeader("x-id", asTheServerReadIt));
		// Then
		assertThat(message).isEqualTo("나루");
	}

	@Test
	void aHeaderThatIsNotThereOnceGivesNoMessage() {
		// Given
		SignedMessage message = SignedMessage.of(List.of(new MessagePart.Header("x-id"), Given.BODY), SOURCE.source());
		// When
		byte[][] missing = message.pieces(REQUEST.withHeader("x-id").delivery(), Content.NONE, new byte[0], "", 0);
		byte[][] doubled = message.pieces(REQUEST.withHeader("x-id", "id-1", "id-1").delivery(), Content.NONE,
				new byte[0], "", 0);
		// Then
		assertThat(missing).isNull();
		assertThat(doubled).isNull();
	}

	@Test
	void whatIsSignedAndNotConfiguredIsNamedAtTheStart() {
		// Given
		List<MessagePart> signsUrl = List.of(Given.BODY, Given.URL);
		List<MessagePart> signsConfig = List.of(Given.BODY, new MessagePart.Config("webhook-id"));
		// When
		ConfigurationException noUrl = catchThrowableOfType(ConfigurationException.class,
				() -> SignedMessage.of(signsUrl, SOURCE.configured("webhook-id", "7").source()));
		ConfigurationException noValue = catchThrowableOfType(ConfigurationException.class,
				() -> SignedMessage.of(signsConfig, SOURCE.at("https://hooks.example.com").source()));
		// Then
		assertThat(noUrl.place()).isEqualTo("naru.sources.shop.public-url");
		assertThat(noUrl).hasMessageContaining("provider acme");
		assertThat(noValue.place()).isEqualTo("naru.sources.shop.config.webhook-id");
		assertThat(noValue).hasMessageContaining("provider acme");
	}

	@Test
	void piecesOfTheQueryAndTheBodyStandInTheirOrder() {
		// Given
		Content content = new Content(Map.of("/amount", "1.0", "/empty", ""),
				Parameters.parse("payload=%EA%B0%80+%2B"));
		List<MessagePart> parts = List.of(new MessagePart.Query("h"), new MessagePart.Form("payload"),
				new MessagePart.Field("/amount", false), new MessagePart.Field("/empty", false),
				new MessagePart.Field("/absent", true));
		// When
		byte[][] pieces = pieces(parts, SOURCE.source(), REQUEST.withQuery("h=%41&g"), content, 0);
		// Then
		assertThat(text(pieces)).isEqualTo("A가 +1.0");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "-, a=1", "h, -", "h=1&h=1, a=1", "h=1, b=1", "h=1, a=1&a=1", "h=%zz, a=1" })
	void aPieceThatIsNotThereOnceGivesNoMessage(@Nullable String query, @Nullable String form) {
		// Given
		List<MessagePart> parts = List.of(new MessagePart.Query("h"), new MessagePart.Form("a"));
		Content content = new Content(Map.of(), (form != null) ? Parameters.parse(form) : null);
		// When
		byte[][] pieces = pieces(parts, SOURCE.source(), REQUEST.withQuery(query), content, 0);
		// Then
		assertThat(pieces).isNull();
	}

	@Test
	void aFieldThatMustBeThereGivesNoMessageIfItIsNot() {
		// When
		byte[][] pieces = pieces(List.of(new MessagePart.Field("/a", false)), SOURCE.source(), REQUEST, Content.NONE,
				0);
		// Then
		assertThat(pieces).isNull();
	}

	/**
	 * The example of Twilio's documentation, and what its library does with a name that
	 * comes twice.
	 */
	@ParameterizedTest
	@CsvSource({ "To=%2B18005551212&Digits=1234, Digits1234To+18005551212", "b=2&a=&b=1&b=2&B=0, B0ab1b2", "'', ''" })
	void aSortedFormHasEveryPairOnce(String form, String signed) {
		// When
		byte[][] pieces = pieces(List.of(Given.SORTED_FORM), SOURCE.source(), REQUEST,
				new Content(Map.of(), Parameters.parse(form)), 0);
		// Then
		assertThat(text(pieces)).isEqualTo(signed);
	}

	@Test
	void whatIsNoFormHasNoSortedForm() {
		assertThat(pieces(List.of(Given.SORTED_FORM), SOURCE.source(), REQUEST, Content.NONE, 0)).isNull();
	}

	/** The check value of CRC-32/ISO-HDLC, in decimal. */
	@Test
	void theChecksumIsInDecimal() {
		// When
		String message = message(List.of(Given.CRC32), SOURCE.source(), Request.post("123456789"));
		// Then
		assertThat(message).isEqualTo("3421780262");
	}

	@ParameterizedTest
	@CsvSource({ "https://a.example/x, https://a.example:443/x", "http://a.example/x?y=1, http://a.example:80/x",
			"https://a.example:443/x, https://a.example/x", "https://a.example:8443/443, https://a.example/443" })
	void aUrlIsAlsoSpeltWithAnotherPort(String entered, String other) {
		// Given
		Source source = SOURCE.at(entered).source();
		SignedMessage message = SignedMessage.of(List.of(Given.URL_ANY_PORT), source);
		// When
		byte[][] first = pieces(List.of(Given.URL_ANY_PORT), source, REQUEST.withQuery("z=1"), Content.NONE, 0);
		byte[][] second = pieces(List.of(Given.URL_ANY_PORT), source, REQUEST.withQuery("z=1"), Content.NONE, 1);
		// Then
		assertThat(message.spellings(REQUEST.withQuery("z=1").delivery())).isEqualTo(2);
		assertThat(text(first)).isEqualTo(entered.replaceAll("\\?.*", "") + "?z=1");
		assertThat(text(second)).isEqualTo(other + "?z=1");
	}

	/** With the port and without, in the order of the request and as it was entered. */
	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "b=456&a=123, a=123&b=456, b=456&a=123", "b=456&a=123, a=123&h=1&b=456, b=456&a=123&h=1",
					"a=%20b, a=+b, a=%20b", "a=1&a=2, a=2&a=1, -", "b=456&a=123, a=123&b=457, -",
					"b=456&a=123, a=123, -", "a=1, a=1&h=2, -", "a=1, a=%zz, -" })
	void aUrlIsAlsoSpeltAsItWasEntered(String entered, String received, @Nullable String other) {
		// Given
		Source source = SOURCE.at("https://a.example/x?" + entered).source();
		List<MessagePart> parts = List.of(Given.URL_ANY_PORT);
		Request request = REQUEST.withQuery(received);
		// When
		int spellings = SignedMessage.of(parts, source).spellings(request.delivery());
		// Then
		assertThat(IntStream.range(0, spellings).mapToObj((i) -> text(pieces(parts, source, request, Content.NONE, i))))
			.containsExactlyElementsOf(Stream.of(received, other)
				.filter(Objects::nonNull)
				.flatMap((query) -> Stream.of("https://a.example/x?" + query, "https://a.example:443/x?" + query))
				.toList());
	}

	/** Those that HubSpot's documentation lists, and no other. */
	@ParameterizedTest
	@CsvSource(delimiter = ' ', nullValues = "-", value = { "tenant=a%3Ab tenant=a:b",
			"a=%2F%3f%40%21%24%27%28%29%2A%2C%3B a=/?@!$'()*,;", "a=%26%3D%20%25 -", "a=b -" })
	void aUrlIsAlsoSpeltWithItsEscapesDecoded(String received, @Nullable String other) {
		// Given
		Source source = SOURCE.at("https://a.example/x").source();
		List<MessagePart> parts = List.of(Given.URL_DECODED);
		Request request = REQUEST.withQuery(received);
		// When
		int spellings = SignedMessage.of(parts, source).spellings(request.delivery());
		// Then
		assertThat(IntStream.range(0, spellings).mapToObj((i) -> text(pieces(parts, source, request, Content.NONE, i))))
			.containsExactlyElementsOf(Stream.of(received, other)
				.filter(Objects::nonNull)
				.map((query) -> "https://a.example/x?" + query)
				.toList());
	}

	@Test
	void aUrlWithoutAChoiceOfPortIsSpeltOnce() {
		assertThat(SignedMessage.of(List.of(Given.URL), SOURCE.at("https://a.example/x").source())
			.spellings(REQUEST.delivery())).isEqualTo(1);
	}

	private static byte @Nullable [][] pieces(List<MessagePart> parts, Source source, Request request, Content content,
			int spelling) {
		return SignedMessage.of(parts, source)
			.pieces(request.delivery(), content, Signing.bytes("1767225600"), "비밀", spelling);
	}

	private static String text(byte @Nullable [][] pieces) {
		return (pieces != null) ? new String(Signing.joined(pieces), StandardCharsets.UTF_8) : "nothing";
	}

	private static String message(List<MessagePart> parts, Source source, Request request) {
		return text(pieces(parts, source, request, Content.NONE, 0));
	}

}
