package dev.naru.schemas;

import java.util.Arrays;

/**
 * Coverage of an event by its proof, most first. Whoever has seen a genuine webhook could
 * have changed the rest, and sent it again under another id.
 */
public enum Coverage {

	/** All that the event was read from. */
	BODY("body"),

	/**
	 * The body, and not all that was read beside it: the id, the type or another
	 * attribute stood where no signature covers it.
	 */
	BODY_ONLY("body_only"),

	/** A checksum of the body, for which another body can be found. */
	CHECKSUM("checksum"),

	/** Some of its fields; the provider's documentation says which. */
	FIELDS("fields"),

	/**
	 * Nothing of it; also read where a newer gateway says what this reader does not know.
	 */
	NONE("none");

	private final String text;

	Coverage(String text) {
		this.text = text;
	}

	/** The value of the attribute {@code coverage}. */
	public String text() {
		return this.text;
	}

	/**
	 * The coverage of that name, or the weakest.
	 */
	static Coverage of(String text) {
		return Arrays.stream(values()).filter((value) -> value.text.equals(text)).findFirst().orElse(NONE);
	}

}
