package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.testing.Certificates;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Authenticity;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.ProviderKey;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.Flaw;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * PayPal signs a checksum with the key of a certificate that it names.
 */
class PayPalProfileTest {

	private static final String BODY = """
			{"id":"WH-1","create_time":"2026-01-01T00:00:00Z","event_type":"PAYMENT.CAPTURE.COMPLETED",
			"resource":{"id":"4711","status":"COMPLETED","amount":{"value":"57.60"}}}""";

	private static final String URL = "https://api.paypal.com/v1/notifications/certs/CERT-1";

	private static KeyPair keys;

	private static ProviderKey key;

	private final Profile profile = TestProfiles.builtIn("paypal");

	private final Endpoint endpoint = TestProfiles.endpoint(this.profile, null, Map.of("webhook-id", "WEBHOOK-1"));

	@BeforeAll
	static void sign() {
		X509Bundle authority = Certificates.authority();
		X509Bundle signer = Certificates.issued(Certificates.named("CN=messageverificationcerts.paypal.com").rsa2048(),
				authority);
		keys = signer.getKeyPair();
		key = ProviderKey.trusting(Certificates.pem(authority))
			.read(Certificates.pem(signer), "paypal.com", Instant.now());
	}

	@Test
	void aGenuineEventIsReadAndSaysThatItIsNotCoveredWhole() {
		VerifiedDelivery verified = (VerifiedDelivery) verdict(signed(BODY, "WEBHOOK-1"));
		NormalizedEvent event = (NormalizedEvent) this.endpoint.read(verified);

		assertThat(verified.authenticity()).isEqualTo(Authenticity.SIGNATURE);
		assertThat(verified.coverage()).isEqualTo(Coverage.CHECKSUM);
		assertThat(verified.slot()).isEqualTo(-1);
		assertThat(event.id().value()).isEqualTo("WH-1");
		assertThat(event.type()).isEqualTo("payment.paid");
		assertThat(event.resource()).isEqualTo(new Resource("payment", "4711"));
		assertThat(event.time()).isEqualTo("2026-01-01T00:00:00Z");
	}

	@Test
	void anotherBodyIsNotGenuine() {
		Webhook webhook = signed(BODY, "WEBHOOK-1");

		assertThat(verdict(new Webhook("POST", null, webhook.headers(),
				BODY.replace("57.60", "57.61").getBytes(StandardCharsets.UTF_8))))
			.isEqualTo(new Verdict.Forged(Flaw.SIGNATURE_MISMATCH));
	}

	@Test
	void anEventOfAnotherWebhookIsNotGenuine() {
		assertThat(verdict(signed(BODY, "WEBHOOK-2"))).isEqualTo(new Verdict.Forged(Flaw.SIGNATURE_MISMATCH));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PAYPAL-TRANSMISSION-ID", "PAYPAL-TRANSMISSION-TIME", "PAYPAL-TRANSMISSION-SIG",
			"PAYPAL-CERT-URL" })
	void nothingIsFetchedUnlessEveryPartIsThereOnce(String header) {
		Webhook webhook = signed(BODY, "WEBHOOK-1");
		String value = Objects.requireNonNull(webhook.headers().get(header)).get(0);

		assertThat(judged(webhook.header(header))).isEqualTo(new Verdict.Forged(Flaw.MISSING_HEADER));
		assertThat(judged(webhook.header(header, ""))).isEqualTo(new Verdict.Forged(Flaw.MISSING_HEADER));
		assertThat(judged(webhook.header(header, value, value))).isEqualTo(new Verdict.Forged(Flaw.MISSING_HEADER));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 64, 255, 1025 })
	void nothingIsFetchedForWhatCannotBeASignature(int bytes) {
		Webhook webhook = signed(BODY, "WEBHOOK-1");

		assertThat(judged(webhook.header("PAYPAL-TRANSMISSION-SIG", Signing.base64(new byte[bytes]))))
			.isEqualTo(new Verdict.Forged(Flaw.SIGNATURE_MALFORMED));
		assertThat(judged(webhook.header("PAYPAL-TRANSMISSION-SIG", "?".repeat(344))))
			.isEqualTo(new Verdict.Forged(Flaw.SIGNATURE_MALFORMED));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/cert", URL + "?1", URL + "#1", URL + "/../CERT-1",
			"https://api.paypal.com/v1/notifications/certs/%43ERT-1", "https://user@api.paypal.com/",
			"https://api.paypal.com:443/v1/notifications/certs/CERT-1" })
	void nothingIsFetchedFromElsewhere(String url) {
		assertThat(judged(signed(BODY, "WEBHOOK-1").header("PAYPAL-CERT-URL", url)))
			.isEqualTo(new Verdict.Forged(Flaw.UNTRUSTED_CERTIFICATE));
	}

	@Test
	void theTimeIsNotHeldAgainstTheClock() {
		assertThat(verdict(signed(BODY, "WEBHOOK-1").header("PAYPAL-TRANSMISSION-TIME", "x")))
			.isEqualTo(new Verdict.Forged(Flaw.SIGNATURE_MISMATCH));
	}

	@Test
	void theWebhooksIdHasToBeGivenAndNoSecret() {
		ConfigurationException without = catchThrowableOfType(ConfigurationException.class,
				() -> TestProfiles.endpoint(this.profile, null));
		ConfigurationException secret = catchThrowableOfType(ConfigurationException.class,
				() -> TestProfiles.endpoint(this.profile, null, Map.of("webhook-id", "WEBHOOK-1"), "secret"));

		assertThat(without.place()).isEqualTo("naru.sources.test.config.webhook-id");
		assertThat(secret.place()).isEqualTo("naru.sources.test.secrets");
	}

	private Verdict verdict(Webhook webhook) {
		return ((Verdict.Undecided) judged(webhook)).judge().apply(key);
	}

	private Verdict judged(Webhook webhook) {
		return this.endpoint.verify(webhook.delivery(), Webhook.NOW);
	}

	private static Webhook signed(String body, String webhookId) {
		CRC32 crc = new CRC32();
		crc.update(body.getBytes(StandardCharsets.UTF_8));
		byte[] message = Signing.bytes("t-1|2026-01-01T00:00:01Z|" + webhookId + "|" + crc.getValue());
		return Webhook.json(body)
			.header("PAYPAL-TRANSMISSION-ID", "t-1")
			.header("PAYPAL-TRANSMISSION-TIME", "2026-01-01T00:00:01Z")
			.header("PAYPAL-TRANSMISSION-SIG", Signing.base64(Signing.signed("SHA256withRSA", keys, message)))
			.header("PAYPAL-AUTH-ALGO", "SHA256withRSA")
			.header("PAYPAL-CERT-URL", URL);
	}

}
