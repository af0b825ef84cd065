package dev.naru.gateway.verification;

import java.time.Duration;
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
 * A keyed hash, in the forms that providers give it.
 */
class HmacSchemeTests {

	private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

	private static byte[] mac(String secret, String head) {
		return Signing.hmacSha256(Signing.bytes(secret), Signing.joined(Signing.bytes(head), SignatureContract.BODY));
	}

	@Nested
	class GitHub extends SignatureContract {

		private static final Place PLACE = new Place("X-Hub-Signature-256", null, "sha256=", null);

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

		private static final Place PLACE = new Place("Stripe-Signature", null, null, new Fields(",", "=", "v1", null));

		static final Scheme SCHEME = new Scheme.Hmac(Hash.SHA256, Variants.TEXT,
				List.of(Given.TIMESTAMP, new MessagePart.Text("."), Given.BODY), PLACE, Encoding.HEX,
				new Timestamp(new Place("Stripe-Signature", null, null, new Fields(",", "=", "t", null)),
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
