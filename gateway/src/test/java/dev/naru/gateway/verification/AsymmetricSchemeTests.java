package dev.naru.gateway.verification;

import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.verification.Scheme.SignatureAlgorithm;
import org.junit.jupiter.api.Nested;

/**
 * A signature that a public key checks.
 */
class AsymmetricSchemeTests {

	@Nested
	class Ed25519 extends SignatureContract {

		private static final Place PLACE = new Place("webhook-signature", null, null, null, null,
				new Fields(" ", ",", "v1a", null, ","));

		private static final Scheme SCHEME = new Scheme.Asymmetric(SignatureAlgorithm.ED25519,
				new SecretForm(Encoding.BASE64, "whpk_", null),
				List.of(new MessagePart.Header("webhook-id"), new MessagePart.Text("."), Given.TIMESTAMP,
						new MessagePart.Text("."), Given.BODY),
				PLACE, Encoding.BASE64, new Timestamp(new Place("webhook-timestamp", null, null, null, null, null),
						Timestamp.Unit.SECONDS, Duration.ofMinutes(5)));

		private static final Sample OURS = sample(Signing.keys("Ed25519", 255, 1));

		private static final Sample STRANGERS = sample(Signing.keys("Ed25519", 255, 2));

		Ed25519() {
			super(SCHEME, PLACE, OURS, STRANGERS);
		}

		@Override
		List<String> signedHeaders() {
			return List.of("webhook-id", "webhook-timestamp");
		}

		private static Sample sample(KeyPair keys) {
			byte[] encoded = keys.getPublic().getEncoded();
			byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
			byte[] signature = Signing.signed("Ed25519", keys,
					Signing.joined(Signing.bytes("msg_1." + TIME + "."), BODY));
			return new Sample("whpk_" + Signing.base64(raw),
					Request.post(BODY).withHeader("webhook-id", "msg_1").withHeader("webhook-timestamp", TIME),
					"v1a," + Signing.base64(signature));
		}

	}

	@Nested
	class EcdsaP256 extends SignatureContract {

		private static final Place PLACE = new Place("X-Twilio-Email-Event-Webhook-Signature", null, null, null, null,
				null);

		private static final Scheme SCHEME = new Scheme.Asymmetric(SignatureAlgorithm.ECDSA_SHA256,
				new SecretForm(Encoding.BASE64, null, null), List.of(Given.TIMESTAMP, Given.BODY), PLACE,
				Encoding.BASE64,
				new Timestamp(new Place("X-Twilio-Email-Event-Webhook-Timestamp", null, null, null, null, null),
						Timestamp.Unit.SECONDS, Duration.ofMinutes(5)));

		private static final Sample OURS = sample(Signing.keys("EC", 256, 1));

		private static final Sample STRANGERS = sample(Signing.keys("EC", 256, 2));

		EcdsaP256() {
			super(SCHEME, PLACE, OURS, STRANGERS);
		}

		@Override
		List<String> signedHeaders() {
			return List.of("X-Twilio-Email-Event-Webhook-Timestamp");
		}

		private static Sample sample(KeyPair keys) {
			byte[] signature = Signing.signed("SHA256withECDSA", keys, Signing.joined(Signing.bytes(TIME), BODY));
			return new Sample(Signing.base64(keys.getPublic().getEncoded()),
					Request.post(BODY).withHeader("X-Twilio-Email-Event-Webhook-Timestamp", TIME),
					Signing.base64(signature));
		}

	}

	@Nested
	class Rsa extends SignatureContract {

		private static final Place PLACE = new Place("X-Signature", null, null, null, null, null);

		private static final Scheme SCHEME = new Scheme.Asymmetric(SignatureAlgorithm.RSA_SHA256,
				new SecretForm(Encoding.BASE64, null, null), List.of(Given.BODY), PLACE, Encoding.BASE64, null);

		private static final Sample OURS = sample(Signing.keys("RSA", 2048, 1));

		private static final Sample STRANGERS = sample(Signing.keys("RSA", 2048, 2));

		Rsa() {
			super(SCHEME, PLACE, OURS, STRANGERS);
		}

		/**
		 * The first 24 bytes of a SubjectPublicKeyInfo, 32 characters, say no more than
		 * that this is an RSA key; the platform does not mind some of its bits. Modulus
		 * and exponent follow.
		 */
		@Override
		boolean namesTheSameKey(String changed) {
			return changed.substring(32).equals(this.ours.secret().substring(32));
		}

		private static Sample sample(KeyPair keys) {
			return new Sample(Signing.base64(keys.getPublic().getEncoded()), Request.post(BODY),
					Signing.base64(Signing.signed("SHA256withRSA", keys, BODY)));
		}

	}

}
