package dev.naru.gateway.source;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A shared secret or a provider's public key, as its text was given. It prints nothing.
 */
public final class Secret {

	private static final int SHORTEST = 8;

	private final String text;

	private final @Nullable Instant notAfter;

	/**
	 * A secret without an end.
	 * @param text the secret's text, in the encoding that the provider's profile names
	 */
	public Secret(String text) {
		this(text, null);
	}

	/**
	 * @param text the secret's text, in the encoding that the provider's profile names
	 * @param notAfter the last moment at which it proves anything, or null if it always
	 * does
	 */
	public Secret(String text, @Nullable Instant notAfter) {
		this.text = text;
		this.notAfter = notAfter;
	}

	/**
	 * The secret itself, for those who check with it.
	 */
	public String reveal() {
		return this.text;
	}

	/**
	 * Whether it has fewer than eight characters, so that guessing may find it.
	 */
	public boolean isShort() {
		return this.text.length() < SHORTEST;
	}

	/**
	 * Whether its time is over.
	 */
	public boolean hasExpired(Instant now) {
		return this.notAfter != null && now.isAfter(this.notAfter);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Secret that && this.text.equals(that.text)
				&& Objects.equals(this.notAfter, that.notAfter);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return "Secret[hidden]";
	}

}
