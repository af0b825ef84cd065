package dev.naru.gateway.verification;

import java.time.Duration;
import java.util.List;

import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.verification.MessagePart.Given;

/**
 * A plain hash over a message that holds the secret.
 */
class DigestSchemeTests extends SignatureContract {

	private static final Place PLACE = new Place("X-Signature", null, null, null, null, null);

	private static final Scheme SCHEME = new Scheme.Digest(Scheme.Hash.SHA256,
			List.of(Given.TIMESTAMP, new MessagePart.Text("|"), Given.SECRET, new MessagePart.Text("|"),
					new MessagePart.Header("X-Delivery"), new MessagePart.Text("|"), Given.BODY),
			PLACE, Encoding.HEX, new Timestamp(new Place("X-Time", null, null, null, null, null),
					Timestamp.Unit.SECONDS, Duration.ofMinutes(5)));

	DigestSchemeTests() {
		super(SCHEME, PLACE, sample("상점-key-1"), sample("상점-key-2"));
	}

	@Override
	List<String> signedHeaders() {
		return List.of("X-Time", "X-Delivery");
	}

	@Override
	boolean saysTheSame(String changed) {
		return HexDigits.sameIn(this.ours.credential(), changed, 0);
	}

	private static Sample sample(String secret) {
		byte[] hash = Signing.sha256(Signing.joined(Signing.bytes(TIME + "|" + secret + "|d-1|"), BODY));
		return new Sample(secret, Request.post(BODY).withHeader("X-Time", TIME).withHeader("X-Delivery", "d-1"),
				Signing.hex(hash));
	}

}
