package dev.naru.gateway.webhook;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeadersTests {

	@Test
	void onlyAValueThatStandsThereExactlyOnceIsTrusted() {
		// Given
		Headers none = Headers.of(Map.of());
		Headers one = Headers.of(Map.of("x", List.of("a")));
		Headers empty = Headers.of(Map.of("x", List.of("")));
		Headers two = Headers.of(Map.of("x", List.of("a", "a")));
		// When, Then
		assertThat(one.only("x")).isEqualTo("a");
		assertThat(none.only("x")).isNull();
		assertThat(empty.only("x")).isNull();
		assertThat(two.only("x")).isNull();
	}

}
