package dev.naru.schemas;

import java.util.Arrays;
import java.util.Optional;

/**
 * What of a webhook's body its proof covers, most first. Whoever has seen a genuine
 * webhook could have changed the rest.
 */
public enum Coverage {

	/** All that the event was read from. */
	BODY("body"),

	/** A checksum of the body, for which another body can be found. */
	CHECKSUM("checksum"),

	/** Some of its fields; the provider's documentation says which. */
	FIELDS("fields"),

	/** Nothing of it. */
	NONE("none");

	private final String text;

	Coverage(String text) {
		this.text = text;
	}

	/** The value of the attribute {@code coverage}. */
	public String text() {
		return this.text;
	}

	static Optional<Coverage> of(String text) {
		return Arrays.stream(values()).filter((value) -> value.text.equals(text)).findFirst();
	}

}
