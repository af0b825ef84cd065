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

	/**
	 * Whether they match all that other patterns match.
	 */
	boolean matchAll(List<String> others) {
		return others.stream()
			.allMatch((other) -> this.patterns.contains(other) || this.patterns.stream()
				.anyMatch((pattern) -> pattern.endsWith("*")
						&& other.startsWith(pattern.substring(0, pattern.length() - 1))));
	}

	boolean isEmpty() {
		return this.patterns.isEmpty();
	}

}
