package dev.naru.gateway.webhook;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SourceIdTests {

	private static final String LONGEST = "a23456789012345678901234567890123456789012345678901234567890123";

	@ParameterizedTest
	@ValueSource(strings = { "a", "0", "shop", "shop-2", "a-", "a--b", LONGEST })
	void aNameOfLowerCaseLettersDigitsAndHyphensIsTaken(String text) {
		// Given, When
		SourceId id = SourceId.parse(text);
		// Then
		assertThat(id).isEqualTo(new SourceId(text)).hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-", "-a", "A", "shop ", " shop", "shop\n", "a_b", "a.b", "a/b", "..", "a%20b",
			"é", "상점", "１", "a\0", LONGEST + "4" })
	void anyOtherTextIsNoName(String text) {
		// Given, When, Then
		assertThat(SourceId.parse(text)).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> new SourceId(text));
	}

}
