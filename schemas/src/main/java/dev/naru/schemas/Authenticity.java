package dev.naru.schemas;

import java.util.Arrays;

/**
 * What showed the gateway that a webhook is genuine, strongest first; a subscriber that
 * moves money asks the provider again unless it is {@link #SIGNATURE} and covers the
 * {@link Coverage#BODY}.
 */
public enum Authenticity {

	/** A signature matched, over what {@link Coverage} says. */
	SIGNATURE("signature"),

	/** A secret that the provider sent along with the webhook matched. */
	SHARED_SECRET("shared_secret"),

	/** Nothing but the sender's network address spoke for it. */
	ADDRESS("address"),

	/**
	 * Nothing at all spoke for it; also read where a newer gateway says what this reader
	 * does not know.
	 */
	NONE("none");

	private final String text;

	Authenticity(String text) {
		this.text = text;
	}

	/** The value of the attribute {@code authenticity}. */
	public String text() {
		return this.text;
	}

	/**
	 * The authenticity of that name, or the weakest.
	 */
	static Authenticity of(String text) {
		return Arrays.stream(values()).filter((value) -> value.text.equals(text)).findFirst().orElse(NONE);
	}

}
