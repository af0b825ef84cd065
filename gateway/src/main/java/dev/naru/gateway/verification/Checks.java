package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

import javax.crypto.Mac;

import dev.naru.gateway.source.Secret;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.verification.Check.Finding;
import dev.naru.gateway.verification.Check.Flawed;
import dev.naru.gateway.verification.Check.Matched;
import dev.naru.gateway.verification.Check.Undecided;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * Makes a scheme ready for a source. All comparisons take constant time.
 */
final class Checks {

	private Checks() {
	}

	/**
	 * @throws dev.naru.gateway.source.ConfigurationException if the source lacks what the
	 * scheme needs
	 */
	static Check of(Scheme scheme, Source source) {
		return switch (scheme) {
			case Scheme.None() -> (delivery, content, now) -> new Matched(-1);
			case Scheme.Token(Place from) -> token(from.of(source), source.secrets());
			case Scheme.Basic() -> basic(source.secrets());
			case Scheme.Hmac hmac -> hmac(hmac, source);
			case Scheme.Digest digest -> digest(digest, source);
			case Scheme.Asymmetric asymmetric -> asymmetric(asymmetric, source);
			case Scheme.Certified certified -> certified(certified, source);
		};
	}

	private static Check token(Place from, List<Secret> secrets) {
		return (delivery, content, now) -> {
			String text = from.text(delivery, content);
			if (text == null) {
				return new Flawed(Flaw.MISSING_HEADER);
			}
			List<String> tokens = from.values(text, 1);
			return (tokens.size() == 1) ? matching(secrets, from.bytes(tokens.get(0)), now)
					: new Flawed(Flaw.BAD_CREDENTIALS);
		};
	}

	private static Check basic(List<Secret> secrets) {
		String scheme = "Basic ";
		return (delivery, content, now) -> {
			String value = delivery.headers().only("authorization");
			if (value == null) {
				return new Flawed(Flaw.MISSING_HEADER);
			}
			if (!value.regionMatches(true, 0, scheme, 0, scheme.length())) {
				return new Flawed(Flaw.BAD_CREDENTIALS);
			}
			return matching(secrets, Encoding.BASE64.decode(Fields.trimmed(value, scheme.length(), value.length())),
					now);
		};
	}

	private static Finding matching(List<Secret> secrets, byte @Nullable [] given, Instant now) {
		if (given == null) {
			return new Flawed(Flaw.BAD_CREDENTIALS);
		}
		Flaw flaw = Flaw.BAD_CREDENTIALS;
		for (int slot = 0; slot < secrets.size(); slot++) {
			Secret secret = secrets.get(slot);
			if (MessageDigest.isEqual(secret.reveal().getBytes(StandardCharsets.UTF_8), given)) {
				if (!secret.hasExpired(now)) {
					return new Matched(slot);
				}
				flaw = Flaw.SECRET_EXPIRED;
			}
		}
		return new Flawed(flaw);
	}

	private static Check hmac(Scheme.Hmac hmac, Source source) {
		Attempt attempt = attempt(hmac, source);
		List<Mac> macs = Keys.macs(source, hmac.secret(), hmac.algorithm());
		Attempt.Trial trial = (slot, signature, pieces) -> MessageDigest.isEqual(mac(macs.get(slot), pieces),
				signature);
		return new MessageCheck(attempt, (delivery, content, now) -> attempt.judge(delivery, content, now,
				source.secrets(), trial, Flaw.SIGNATURE_MISMATCH));
	}

	static byte[] mac(Mac keyed, byte[][] pieces) {
		try {
			Mac mac = (Mac) keyed.clone();
			for (byte[] piece : pieces) {
				mac.update(piece);
			}
			return mac.doFinal();
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("the platform's " + keyed.getAlgorithm() + " can be cloned", ex);
		}
	}

	private static Check digest(Scheme.Digest digest, Source source) {
		Attempt attempt = attempt(digest, source);
		Attempt.Trial trial = (slot, signature, pieces) -> MessageDigest
			.isEqual(BodyHash.hash(digest.algorithm(), pieces), signature);
		return new MessageCheck(attempt, (delivery, content, now) -> attempt.judge(delivery, content, now,
				source.secrets(), trial, Flaw.SIGNATURE_MISMATCH));
	}

	private static Check asymmetric(Scheme.Asymmetric scheme, Source source) {
		Attempt attempt = attempt(scheme, source);
		List<VerificationKey> keys = Keys.publicKeys(source, scheme.secret(), scheme.algorithm());
		Attempt.Trial trial = (slot, signature, pieces) -> keys.get(slot)
			.verifies(scheme.algorithm(), signature, pieces);
		return new MessageCheck(attempt, (delivery, content, now) -> attempt.judge(delivery, content, now,
				source.secrets(), trial, Flaw.SIGNATURE_MALFORMED));
	}

	/**
	 * Asks for a certificate only where everything but the signature itself is right: to
	 * fetch one costs more than to send a request.
	 */
	private static Check certified(Scheme.Certified scheme, Source source) {
		Attempt attempt = attempt(scheme, source);
		return new MessageCheck(attempt, (delivery, content, now) -> {
			String text = scheme.certificate().text(delivery, content);
			if (text == null) {
				return new Flawed(Flaw.MISSING_HEADER);
			}
			CertificateName name = scheme.certificate().name(text);
			if (name == null) {
				return new Flawed(Flaw.UNTRUSTED_CERTIFICATE);
			}
			return attempt.claimed(delivery, content, now, Flaw.SIGNATURE_MALFORMED, (claim) -> {
				List<byte[]> signatures = claim.signatures()
					.stream()
					.filter((signature) -> scheme.algorithm().mayHave(signature.length))
					.toList();
				if (signatures.isEmpty()) {
					return new Flawed(Flaw.SIGNATURE_MALFORMED);
				}
				List<byte[][]> messages = attempt.messages(delivery, content, claim.time());
				if (messages == null) {
					return new Flawed(Flaw.MISSING_HEADER);
				}
				return new Undecided(name, (key) -> signed(scheme.algorithm(), key.key(), signatures, messages)
						? new Matched(-1) : new Flawed(Flaw.SIGNATURE_MISMATCH));
			});
		});
	}

	private static boolean signed(Scheme.SignatureAlgorithm algorithm, VerificationKey key, List<byte[]> signatures,
			List<byte[][]> messages) {
		return messages.stream()
			.anyMatch((message) -> signatures.stream()
				.anyMatch((signature) -> key.verifies(algorithm, signature, message)));
	}

	private static Attempt attempt(Scheme.Signed scheme, Source source) {
		Timestamp timestamp = scheme.timestamp();
		ReplayWindow window = (timestamp != null) ? new ReplayWindow(timestamp.unit(),
				(source.tolerance() != null) ? source.tolerance() : timestamp.tolerance()) : null;
		return new Attempt(scheme.signature().of(source), scheme.encoding(),
				(timestamp != null) ? timestamp.from().of(source) : null, window,
				SignedMessage.of(scheme.message(), source));
	}

	/**
	 * A check of a message.
	 *
	 * @param attempt puts the message together
	 * @param check judges it
	 */
	private record MessageCheck(Attempt attempt, Check check) implements Check {

		@Override
		public Finding check(Delivery delivery, Content content, Instant now) {
			return this.check.check(delivery, content, now);
		}

		@Override
		public List<SigningInput> signingInputs(Delivery delivery, Content content) {
			return this.attempt.signingInputs(delivery, content);
		}

	}

}
