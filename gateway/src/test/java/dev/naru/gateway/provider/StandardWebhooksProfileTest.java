package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any sender that follows Standard Webhooks, with a shared secret or with a key pair.
 */
class StandardWebhooksProfileTest {

	private static final String BODY = """
			{"type":"contact.created","timestamp":"2022-11-03T20:26:10.344522Z","data":{"id":"c-1"}}""";

	private final Profile profile = TestProfiles.builtIn("standard-webhooks");

	private final Endpoint symmetric = TestProfiles.endpoint(this.profile, null, Webhook.STANDARD_SECRET);

	@Test
	void aTypeKeepsItsOwnName() {
		Webhook webhook = Webhook.json(BODY).standard("msg_1");

		NormalizedEvent event = TestProfiles.event(this.symmetric, webhook);

		assertThat(event)
			.isEqualTo(new NormalizedEvent(new EventId("msg_1"), "standard-webhooks.contact.created", "contact.created",
					"1", new Resource("object", "c-1"), OffsetDateTime.parse("2022-11-03T20:26:10.344522Z"), null, null,
					Map.of(), Coverage.BODY, event.payload(), new Reply(200, null, "")));
	}

	@Test
	void theDataNeedsNoId() {
		Webhook webhook = Webhook.json("{\"type\":\"ping\",\"data\":[1]}").standard("msg_1");

		NormalizedEvent event = TestProfiles.event(this.symmetric, webhook);

		assertThat(event.resource()).isNull();
		assertThat(event.time()).isNull();
	}

	@Test
	void aPublicKeyProvesWhatItsPrivateKeySigned() throws GeneralSecurityException {
		KeyPair keys = keys();
		Endpoint asymmetric = TestProfiles.endpoint(this.profile, null, publicKey(keys));
		Webhook webhook = signed(keys, BODY);

		VerifiedDelivery verified = TestProfiles.verified(asymmetric, webhook);

		assertThat(verified.variant()).isEqualTo("v1a");
		assertThat(asymmetric.read(verified)).isInstanceOf(NormalizedEvent.class);
	}

	@Test
	void oneOfSeveralPublicKeysProvesIt() throws GeneralSecurityException {
		KeyPair keys = keys();
		Endpoint asymmetric = TestProfiles.endpoint(this.profile, null, publicKey(keys()), publicKey(keys));

		VerifiedDelivery verified = TestProfiles.verified(asymmetric, signed(keys, BODY));

		assertThat(verified.slot()).isEqualTo(1);
	}

	@Test
	void anotherKeyProvesNothing() throws GeneralSecurityException {
		Endpoint asymmetric = TestProfiles.endpoint(this.profile, null, publicKey(keys()));

		Verdict verdict = asymmetric.verify(signed(keys(), BODY).delivery(), Webhook.NOW);

		assertThat(verdict).isEqualTo(new Verdict.Forged(Flaw.SIGNATURE_MISMATCH));
	}

	@Test
	void whoKnowsThePublicKeyCannotSignWithIt() throws GeneralSecurityException {
		Endpoint asymmetric = TestProfiles.endpoint(this.profile, null, publicKey(keys()));

		Verdict verdict = asymmetric.verify(Webhook.json(BODY).standard("msg_1").delivery(), Webhook.NOW);

		assertThat(verdict).isEqualTo(new Verdict.Forged(Flaw.NO_SUPPORTED_SIGNATURE));
	}

	private static KeyPair keys() throws GeneralSecurityException {
		return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
	}

	/**
	 * The 32 raw bytes are the end of the key's X.509 form.
	 */
	private static String publicKey(KeyPair keys) {
		byte[] encoded = keys.getPublic().getEncoded();
		return "whpk_"
				+ Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
	}

	private static Webhook signed(KeyPair keys, String body) throws GeneralSecurityException {
		String time = Long.toString(Webhook.NOW.getEpochSecond());
		Signature signature = Signature.getInstance("Ed25519");
		signature.initSign(keys.getPrivate());
		signature.update(("msg_1." + time + "." + body).getBytes(StandardCharsets.UTF_8));
		return Webhook.json(body)
			.header("webhook-id", "msg_1")
			.header("webhook-timestamp", time)
			.header("webhook-signature", "v1a," + Base64.getEncoder().encodeToString(signature.sign()));
	}

}
