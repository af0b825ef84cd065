package dev.naru.gateway.verification;

import java.util.Locale;

/**
 * What a genuine delivery was believed for, strongest first.
 */
public enum Authenticity {

	/** A signature, over what {@link Coverage} says. */
	SIGNATURE,

	/** A password or token that the sender knows. */
	SHARED_SECRET,

	/** Nothing but the address it came from. */
	ADDRESS,

	/** Nothing at all: to be confirmed with the provider before use. */
	NONE;

	private final String label = name().toLowerCase(Locale.ROOT);

	/**
	 * The word as it stands in the envelope.
	 */
	public String label() {
		return this.label;
	}

}
