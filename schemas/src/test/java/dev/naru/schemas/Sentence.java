package dev.naru.schemas;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One sentence: it begins with a capital, ends with a full stop and has no other.
 */
final class Sentence {

	private Sentence() {
	}

	static void check(String text) {
		assertThat(text).matches("[A-Z].*\\.").doesNotContain(". ").doesNotContain("\n");
	}

}
