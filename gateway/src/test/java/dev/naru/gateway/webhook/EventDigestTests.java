package dev.naru.gateway.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventDigestTests {

	private static final byte[] BODY = { 'a' };

	private static String digest(@Nullable String... texts) {
		return EventDigest.of(BODY, Arrays.asList(texts));
	}

	@Test
	void whatIsIdenticalHasTheSameDigest() {
		assertThat(digest("x", null)).isEqualTo(digest("x", null)).matches("[0-9a-f]{64}");
	}

	@Test
	void noTextPassesForAnother() {
		assertThat(Stream.of(digest(), digest("a"), digest("a", ""), digest("a", null), digest("", "a"), digest("ab"),
				digest("a", "b"), EventDigest.of(new byte[0], List.of("a")),
				EventDigest.of(new byte[] { 'b' }, List.of())))
			.doesNotHaveDuplicates();
	}

}
