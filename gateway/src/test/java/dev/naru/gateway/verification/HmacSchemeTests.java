package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.verification.Scheme.Hash;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

/**
 * A keyed hash, in the four forms that providers give it.
 */
class HmacSchemeTests {

	private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

	private static byte[] mac(String secret, String head) {
		return Signing.hmacSha256(Signing.bytes(secret), Signing.joined(Signing.bytes(head), SignatureContract.BODY));
	}

	@Nested
	class StandardWebhooks extends SignatureContract {

		private static final String ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W?é";

		private static final Place PLACE = new Place("webhook-signature", null, null, null, null,
				new Fields(" ", ",", "v1", null, ","));

		static final Scheme SCHEME = new Scheme.Hmac(Hash.SHA256, new SecretForm(Encoding.BASE64, "whsec_", null),
				List.of(new MessagePart.Header("webhook-id"), new MessagePart.Text("."), Given.TIMESTAMP,
						new MessagePart.Text("."), Given.BODY),
				PLACE, Encoding.BASE64, new Timestamp(new Place("webhook-timestamp", null, null, null, null, null),
						Timestamp.Unit.SECONDS, FIVE_MINUTES));

		StandardWebhooks() {
			super(SCHEME, PLACE, sample("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
					sample("C2FVsBQIhrscChlQIMV+b5sSYspob7oD"));
		}

		@Override
		List<String> signedHeaders() {
			return List.of("webhook-id", "webhook-timestamp");
		}

		private static Sample sample(String key) {
			// The server gives each byte of a header as one character: é is one byte
			// here.
			byte[] head = (ID + "." + TIME + ".").getBytes(StandardCharsets.ISO_8859_1);
			byte[] mac = Signing.hmacSha256(Base64.getDecoder().decode(key), Signing.joined(head, BODY));
			return new Sample("whsec_" + key,
					Request.post(BODY).withHeader("Webhook-Id", ID).withHeader("Webhook-Timestamp", TIME),
					"v1," + Signing.base64(mac));
		}

	}

	@Nested
	class Steppay extends SignatureContract {

		private static final Place PLACE = new Place("Steppay-Signature", null, null, null, null,
				new Fields(",", "=", "key", null, ";"));

		static final Scheme SCHEME = new Scheme.Hmac(Hash.SHA256, Variants.TEXT,
				List.of(Given.TIMESTAMP, new MessagePart.Text("."), Given.BODY), PLACE, Encoding.BASE64,
				new Timestamp(new Place("Steppay-Signature", null, null, null, null,
						new Fields(",", "=", "timestamp", null, null)), Timestamp.Unit.SECONDS, FIVE_MINUTES));

		Steppay() {
			super(SCHEME, PLACE, sample("검증-KEY-1"), sample("검증-KEY-2"));
		}

		private static Sample sample(String secret) {
			return new Sample(secret, Request.post(BODY),
					"timestamp=" + TIME + ",key=" + Signing.base64(mac(secret, TIME + ".")));
		}

	}

	@Nested
	class GitHub extends SignatureContract {

		private static final Place PLACE = new Place("X-Hub-Signature-256", null, null, null, "sha256=", null);

		static final Scheme SCHEME = new Scheme.Hmac(Hash.SHA256, Variants.TEXT, List.of(Given.BODY), PLACE,
				Encoding.HEX, null);

		GitHub() {
			super(SCHEME, PLACE, sample("It's a Secret to Everybody"), sample("It's a secret to everybody"));
		}

		@Override
		boolean saysTheSame(String changed) {
			return HexDigits.sameIn(this.ours.credential(), changed, "sha256=".length());
		}

		private static Sample sample(String secret) {
			return new Sample(secret, Request.post(BODY), "sha256=" + Signing.hex(mac(secret, "")));
		}

	}

	@Nested
	class Stripe extends SignatureContract {

		private static final Place PLACE = new Place("Stripe-Signature", null, null, null, null,
				new Fields(",", "=", "v1", null, null));

		static final Scheme SCHEME = new Scheme.Hmac(Hash.SHA256, Variants.TEXT,
				List.of(Given.TIMESTAMP, new MessagePart.Text("."), Given.BODY), PLACE, Encoding.HEX,
				new Timestamp(
						new Place("Stripe-Signature", null, null, null, null, new Fields(",", "=", "t", null, null)),
						Timestamp.Unit.SECONDS, FIVE_MINUTES));

		Stripe() {
			super(SCHEME, PLACE, sample("whsec_YWJjZGVmZ2hpamtsbW5vcA"), sample("whsec_YWJjZGVmZ2hpamtsbW5vcB"));
		}

		@Override
		boolean saysTheSame(String changed) {
			return HexDigits.sameIn(this.ours.credential(), changed, this.ours.credential().indexOf("v1=") + 3);
		}

		/** Which of two the provider means, only the sender would decide. */
		@TestFactory
		Stream<DynamicTest> aSecondTimestampIsRefused() {
			return Stream
				.of("t=0," + this.ours.credential(), this.ours.credential() + ",t=0",
						"t=" + TIME + "," + this.ours.credential())
				.map((credential) -> refused(credential, carrying(credential)));
		}

		private static Sample sample(String secret) {
			return new Sample(secret, Request.post(BODY), "t=" + TIME + ",v1=" + Signing.hex(mac(secret, TIME + ".")));
		}

	}

}
