package dev.naru.gateway.verification;

import java.time.Duration;
import java.util.List;

import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.verification.Scheme.Hash;
import dev.naru.gateway.verification.Scheme.SignatureAlgorithm;
import dev.naru.gateway.verification.Variant.When;
import dev.naru.gateway.webhook.Delivery;

/**
 * Variants as profiles have them.
 */
final class Variants {

	static final SecretForm TEXT = new SecretForm(Encoding.UTF8, null, null);

	/** Signs time and body, five minutes of tolerance. */
	static final Variant TIMESTAMPED = new Variant("timestamped", null, false,
			new Scheme.Hmac(Hash.SHA256, TEXT, List.of(Given.TIMESTAMP, new MessagePart.Text("."), Given.BODY),
					header("X-Signature"), Encoding.HEX,
					new Timestamp(header("X-Time"), Timestamp.Unit.SECONDS, Duration.ofMinutes(5))),
			null, Coverage.BODY, null);

	/** Chosen by the form of the secret: a public key or a shared secret. */
	static final List<Variant> STANDARD_WEBHOOKS = List.of(
			new Variant("v1a", new When(null, null, null, "whpk_"), false,
					new Scheme.Asymmetric(SignatureAlgorithm.ED25519, new SecretForm(Encoding.BASE64, "whpk_", null),
							List.of(Given.BODY), header("webhook-signature"), Encoding.BASE64, null),
					null, Coverage.BODY, null),
			new Variant("v1", new When(null, null, null, "whsec_"), false,
					new Scheme.Hmac(Hash.SHA256, new SecretForm(Encoding.BASE64, "whsec_", null), List.of(Given.BODY),
							header("webhook-signature"), Encoding.BASE64, null),
					null, Coverage.BODY, null));

	private Variants() {
	}

	static Scheme hmacOfTheBody(String header) {
		return new Scheme.Hmac(Hash.SHA256, TEXT, List.of(Given.BODY), header(header), Encoding.HEX, null);
	}

	static Scheme token(String header) {
		return new Scheme.Token(header(header));
	}

	static Place header(String name) {
		return new Place(name, null, null, null, null, null);
	}

	static Delivery timestamped(String time, String secret) {
		return timestamped(time, time, secret);
	}

	/** A delivery for {@link #TIMESTAMPED} that signs one time and shows another. */
	static Delivery timestamped(String signed, String shown, String secret) {
		byte[] mac = Signing.hmacSha256(Signing.bytes(secret), Signing.bytes(signed + ".{}"));
		return Request.post("{}").withHeader("X-Time", shown).withHeader("X-Signature", Signing.hex(mac)).delivery();
	}

}
