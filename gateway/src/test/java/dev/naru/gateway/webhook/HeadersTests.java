package dev.naru.gateway.webhook;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeadersTests {

	@Test
	void onlyAValueThatStandsThereExactlyOnceIsTrusted() {
		// Given
		Headers none = (name) -> List.of();
		Headers one = (name) -> List.of("a");
		Headers empty = (name) -> List.of("");
		Headers two = (name) -> List.of("a", "a");
		// When, Then
		assertThat(one.only("x")).isEqualTo("a");
		assertThat(none.only("x")).isNull();
		assertThat(empty.only("x")).isNull();
		assertThat(two.only("x")).isNull();
	}

}
