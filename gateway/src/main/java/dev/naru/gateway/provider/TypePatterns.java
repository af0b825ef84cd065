package dev.naru.gateway.provider;

import java.util.List;

/**
 * Names of provider types as a profile lists them.
 *
 * @param patterns names, each exact or ending in {@code *}
 */
record TypePatterns(List<String> patterns) {

	boolean match(String type) {
		for (String pattern : this.patterns) {
			if (pattern.endsWith("*") ? type.regionMatches(0, pattern, 0, pattern.length() - 1)
					: type.equals(pattern)) {
				return true;
			}
		}
		return false;
	}

	boolean isEmpty() {
		return this.patterns.isEmpty();
	}

}
