package dev.naru.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * What may stand in an attribute of a CloudEvent: no control characters and no code
 * points that Unicode assigns to no character for ever (CloudEvents 1.0, section "Type
 * System"). Halves of surrogate pairs do not get this far.
 */
public final class AttributeText {

	/**
	 * Names of things are short. An attribute stands several times in a record, and one
	 * of the size of a body would make a record that Kafka never takes.
	 */
	private static final int LONGEST = 1024;

	private AttributeText() {
	}

	/**
	 * Whether all of them may; an absent one may.
	 */
	public static boolean fits(@Nullable String... texts) {
		for (String text : texts) {
			if (text != null && !fits(text)) {
				return false;
			}
		}
		return true;
	}

	private static boolean fits(String text) {
		if (text.length() > LONGEST) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			int codePoint = text.codePointAt(i);
			if (isForbidden(codePoint)) {
				return false;
			}
			i += Character.charCount(codePoint) - 1;
		}
		return true;
	}

	private static boolean isForbidden(int codePoint) {
		boolean noncharacter = (codePoint & 0xfffe) == 0xfffe || (codePoint >= 0xfdd0 && codePoint <= 0xfdef);
		return noncharacter || Character.isISOControl(codePoint);
	}

}
