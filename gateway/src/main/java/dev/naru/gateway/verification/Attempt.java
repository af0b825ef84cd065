package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.naru.gateway.source.Secret;
import dev.naru.gateway.verification.Check.Finding;
import dev.naru.gateway.verification.Check.Flawed;
import dev.naru.gateway.verification.Check.Matched;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * What all signature schemes have in common: find the signatures, look at the timestamp,
 * then try each secret on the message.
 *
 * @param signature where the signatures stand
 * @param encoding how a signature is written
 * @param timestamp where the timestamp stands, or null
 * @param window how far it may be off, or null
 * @param message what is signed
 */
record Attempt(Place signature, Encoding encoding, @Nullable Place timestamp, @Nullable ReplayWindow window,
		SignedMessage message) {

	/**
	 * Providers send one signature per active secret: two, rarely three.
	 */
	private static final int MOST_SIGNATURES = 8;

	private static final byte[] NO_TIME = {};

	/** Tries one secret. */
	@FunctionalInterface
	interface Trial {

		/**
		 * @param slot which secret
		 * @param signature one decoded signature
		 * @param pieces the message
		 */
		boolean matches(int slot, byte[] signature, byte[][] pieces);

	}

	/**
	 * What a delivery claims, well-formed and in time, and not proven.
	 *
	 * @param time the raw text of the timestamp, or empty if the scheme has none
	 * @param signatures the signatures, decoded; at least one
	 */
	record Claim(byte[] time, List<byte[]> signatures) {
	}

	Finding judge(Delivery delivery, Content content, Instant now, List<Secret> secrets, Trial trial,
			Flaw undecodable) {
		return claimed(delivery, content, now, undecodable,
				(claim) -> tried(delivery, content, now, secrets, trial, claim));
	}

	/**
	 * Reads what a delivery claims.
	 * @param undecodable what is wrong if no signature can be decoded
	 * @param next what is done with the claim
	 * @return what is wrong with it, or else what comes next
	 */
	Finding claimed(Delivery delivery, Content content, Instant now, Flaw undecodable, Function<Claim, Finding> next) {
		String text = this.signature.text(delivery, content);
		if (text == null) {
			return new Flawed(Flaw.MISSING_HEADER);
		}
		byte[] time = NO_TIME;
		if (this.timestamp != null && this.window != null) {
			String whole = this.timestamp.text(delivery, content);
			if (whole == null) {
				return new Flawed(Flaw.MISSING_HEADER);
			}
			List<String> times = this.timestamp.values(whole, 1);
			if (times.size() != 1) {
				return new Flawed(Flaw.BAD_TIMESTAMP);
			}
			Flaw flaw = this.window.check(times.get(0), now);
			if (flaw != null) {
				return new Flawed(flaw);
			}
			// What the window takes is ASCII.
			time = times.get(0).getBytes(StandardCharsets.ISO_8859_1);
		}
		List<String> candidates = this.signature.values(text, MOST_SIGNATURES);
		if (candidates.isEmpty()) {
			return new Flawed(Flaw.NO_SUPPORTED_SIGNATURE);
		}
		if (candidates.size() > MOST_SIGNATURES) {
			return new Flawed(Flaw.SIGNATURE_MALFORMED);
		}
		List<byte[]> signatures = decoded(candidates);
		return signatures.isEmpty() ? new Flawed(undecodable) : next.apply(new Claim(time, signatures));
	}

	private Finding tried(Delivery delivery, Content content, Instant now, List<Secret> secrets, Trial trial,
			Claim claim) {
		Flaw flaw = Flaw.SIGNATURE_MISMATCH;
		int spellings = this.message.spellings(delivery);
		for (int slot = 0; slot < secrets.size(); slot++) {
			Secret secret = secrets.get(slot);
			for (int spelling = 0; spelling < spellings; spelling++) {
				byte[][] pieces = this.message.pieces(delivery, content, claim.time(), secret.reveal(), spelling);
				if (pieces == null) {
					return new Flawed(Flaw.MISSING_HEADER);
				}
				for (byte[] candidate : claim.signatures()) {
					if (trial.matches(slot, candidate, pieces)) {
						if (!secret.hasExpired(now)) {
							return new Matched(slot);
						}
						flaw = Flaw.SECRET_EXPIRED;
					}
				}
			}
		}
		return new Flawed(flaw);
	}

	/**
	 * What may have been signed, where no secret is part of it.
	 * @return the message in each of its spellings, or null if a part of it is missing
	 */
	@Nullable List<byte[][]> messages(Delivery delivery, Content content, byte[] time) {
		int spellings = this.message.spellings(delivery);
		List<byte[][]> messages = new ArrayList<>(spellings);
		for (int spelling = 0; spelling < spellings; spelling++) {
			byte[][] pieces = this.message.pieces(delivery, content, time, "", spelling);
			if (pieces == null) {
				return null;
			}
			messages.add(pieces);
		}
		return messages;
	}

	/**
	 * What it takes for signed, part by part, whatever the signature is; a secret among
	 * the parts is left empty.
	 * @return the message in each of its spellings; none if the delivery lacks a part of
	 * it
	 */
	List<SigningInput> signingInputs(Delivery delivery, Content content) {
		String whole = (this.timestamp != null) ? this.timestamp.text(delivery, content) : "";
		List<String> times = (this.timestamp != null && whole != null) ? this.timestamp.values(whole, 1)
				: List.of(String.valueOf(whole));
		byte[] time = (whole != null && times.size() == 1) ? SignedMessage.received(times.get(0)) : null;
		List<byte[][]> messages = (time != null) ? messages(delivery, content, time) : null;
		return (messages != null) ? messages.stream().map(this.message::named).toList() : List.of();
	}

	private List<byte[]> decoded(List<String> candidates) {
		List<byte[]> signatures = new ArrayList<>(candidates.size());
		for (String text : candidates) {
			byte[] bytes = this.encoding.decode(text);
			if (bytes != null) {
				signatures.add(bytes);
			}
		}
		return signatures;
	}

}
