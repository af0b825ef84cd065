package dev.naru.gateway.verification;

import java.util.Locale;

/**
 * Coverage of an event by its proof, most first: the rest could have been changed by
 * whoever has seen a genuine delivery.
 */
public enum Coverage {

	/** All that the event is read from. */
	BODY,

	/**
	 * The body, and not all that was read beside it: the id, the type or another
	 * attribute stood in a header or a query parameter that the proof does not cover.
	 */
	BODY_ONLY,

	/**
	 * A checksum of the body: whoever has a genuine proof can find another body that fits
	 * it.
	 */
	CHECKSUM,

	/** Some fields. */
	FIELDS,

	/** Nothing: the sender is known, if at all, and not what was sent. */
	NONE;

	private final String label = name().toLowerCase(Locale.ROOT);

	/**
	 * The lesser of this one and another.
	 */
	public Coverage atMost(Coverage other) {
		return (compareTo(other) < 0) ? other : this;
	}

	/**
	 * The word as it stands in the envelope.
	 */
	public String label() {
		return this.label;
	}

}
