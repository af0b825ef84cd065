package dev.naru.gateway.source;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One secret as configured: its text alone, or with when it ends.
 *
 * @param value the secret's text
 * @param file a file that holds it and nothing else, in place of {@code value}
 * @param notAfter the last moment at which it proves anything; it always does if not set
 */
public record SecretProperties(@Nullable String value, @Nullable String file, @Nullable Instant notAfter) {

	/**
	 * A secret that is written as its text alone.
	 */
	public static SecretProperties valueOf(String text) {
		return new SecretProperties(text, null, null);
	}

	/**
	 * Names nothing of it.
	 */
	@Override
	public String toString() {
		return "SecretProperties[hidden]";
	}

}
