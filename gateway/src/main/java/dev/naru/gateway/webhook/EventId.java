package dev.naru.gateway.webhook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What identifies an event within its source, however often it is delivered: the
 * CloudEvents {@code id}.
 *
 * @param value never empty
 */
public record EventId(String value) {

	/**
	 * @throws IllegalArgumentException if the value is empty
	 */
	public EventId {
		if (value.isEmpty()) {
			throw new IllegalArgumentException("an event id must not be empty");
		}
	}

	/**
	 * The id of an event whose provider gives none: a retry is taken to be identical,
	 * byte for byte.
	 * @param body the body as received
	 * @return {@code sha256-} and 64 hexadecimal digits
	 */
	public static EventId ofBody(byte[] body) {
		try {
			return ofHash(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	/**
	 * The id of an event that is told by a hash of more than the body.
	 * @param sha256 64 hexadecimal digits
	 */
	public static EventId ofHash(String sha256) {
		return new EventId("sha256-" + sha256);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
