package dev.naru.gateway.webhook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ParametersTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', nullValues = "-",
			value = { "a=1, 1", "a=1&b=2, 1", "b=2&a=1, 1", "a=1&a=2, 1", "a=, \"\"", "a, \"\"", "a&b, \"\"",
					"a=b=c, b=c", "a=%EB%82%98%EB%A3%A8, 나루", "a=x+y, x y", "a=x%2By, x+y", "a=%26, &", "%61=1, 1",
					"&&a=1&&, 1", "a=나루, 나루", "A=1, -", "\"\", -", "&, -", "=1, -", "b=a=1, -" })
	void theFirstValueIsFound(String text, String value) {
		// Given
		Parameters parameters = Parameters.parse(text);
		// When
		String first = parameters.first("a");
		// Then
		assertThat(first).isEqualTo(value);
	}

	@Test
	void namesAndValuesKeepTheOrderReceived() {
		// Given
		String text = "b=1&a=2&b=3&c&b=1";
		// When
		Parameters parameters = Parameters.parse(text);
		// Then
		assertThat(parameters.values().keySet()).containsExactly("b", "a", "c");
		assertThat(parameters.values()).containsEntry("b", List.of("1", "3", "1"));
	}

	@Test
	void anEmptyNameIsAName() {
		// Given
		String text = "=1&=&a=2";
		// When
		Parameters parameters = Parameters.parse(text);
		// Then
		assertThat(parameters.values()).containsEntry("", List.of("1", "")).containsEntry("a", List.of("2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=%", "a=%4", "a=%zz", "a=%-1", "%=a", "a=1&b=%g0", "a=%%41", "a=%u0041", "a=% 1" })
	void aBrokenPercentEncodingIsRefused(String text) {
		// Given, When, Then
		assertThatIllegalArgumentException().isThrownBy(() -> Parameters.parse(text));
	}

	@Test
	void tenThousandPairsAreTakenAndOneMoreIsNot() {
		// Given
		String most = IntStream.range(0, 10_000).mapToObj((i) -> "n" + i + "=v").collect(Collectors.joining("&"));
		// When
		Parameters parameters = Parameters.parse(most);
		// Then
		assertThat(parameters.values()).hasSize(10_000);
		assertThatIllegalArgumentException().isThrownBy(() -> Parameters.parse(most + "&x"));
		assertThatIllegalArgumentException().isThrownBy(() -> Parameters.parse("a&".repeat(10_001)));
	}

}
