package dev.naru.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * What may stand in an attribute of a CloudEvent: no control characters and no half of a
 * surrogate pair (CloudEvents 1.0, section "Type System").
 */
final class AttributeText {

	private AttributeText() {
	}

	/**
	 * Whether all of them may; an absent one may.
	 */
	static boolean fits(@Nullable String... texts) {
		for (String text : texts) {
			if (text != null && text.chars().anyMatch(Character::isISOControl)) {
				return false;
			}
		}
		return true;
	}

}
