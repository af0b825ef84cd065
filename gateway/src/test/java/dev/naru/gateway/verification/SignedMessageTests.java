package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.SampleSource;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.verification.MessagePart.Given;
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
		byte[][] missing = message.pieces(REQUEST.withHeader("x-id").delivery(), "", "");
		byte[][] doubled = message.pieces(REQUEST.withHeader("x-id", "id-1", "id-1").delivery(), "", "");
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

	private static String message(List<MessagePart> parts, Source source, Request request) {
		byte[][] pieces = SignedMessage.of(parts, source).pieces(request.delivery(), "1767225600", "비밀");
		return (pieces != null) ? new String(Signing.joined(pieces), StandardCharsets.UTF_8) : "nothing";
	}

}
