package dev.naru.gateway.verification;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FieldsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '>',
			value = { "t=1,v1=ab,v1=cd > ab|cd", "v1=ab > ab", "v1=ab== > ab==", "v1= > ''", "t=1, v1=ab > ab",
					"'v1=ab\t, \tv1=cd ' > ab|cd", "v0=ab,v10=cd,xv1=ef,V1=gh > -", "v1 > -", "v1:ab > -",
					",,,v1=ab,,, > ab", "v1=ab;v1=cd > ab;v1=cd", "v1 =ab > -", "v1= ab >  ab" })
	void onlyTheNamedEntriesAreTaken(String text, String values) {
		// Given
		Fields fields = new Fields(",", "=", "v1", null, null);
		// When
		List<String> taken = fields.take(text, 10);
		// Then
		assertThat(taken.isEmpty() ? "-" : String.join("|", taken).strip()).isEqualTo(values.strip());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '>',
			value = { "timestamp=1,key=a=;b== > a=|b==", "key=a > a", "key=;a; > |a|", "key=a,key=b;c > a|b|c" })
	void anEntryMayHoldSeveralValues(String text, String values) {
		// Given
		Fields fields = new Fields(",", "=", "key", null, ";");
		// When
		List<String> taken = fields.take(text, 10);
		// Then
		assertThat(String.join("|", taken)).isEqualTo(values);
	}

	/**
	 * White space around an entry is a space or a tab (RFC 9110, section 5.6.3): no other
	 * character is taken for a part of the separator.
	 */
	@ParameterizedTest
	@ValueSource(
			strings = { "\u001d", "\u001c", "\u000b", "\f", "\n", "\r", "\0", "\u0085", "\u00a0", "\u2003", "\u3000" })
	void noOtherCharacterIsWhiteSpace(String character) {
		// Given
		Fields fields = new Fields(",", "=", "v1", null, null);
		// When
		List<String> behind = fields.take("t=1,v1=ab" + character, 10);
		List<String> before = fields.take("t=1," + character + "v1=ab", 10);
		// Then
		assertThat(behind).containsExactly("ab" + character);
		assertThat(before).isEmpty();
	}

	@Test
	void noMoreThanWantedAreTaken() {
		// Given
		String text = String.join(",", Collections.nCopies(10_000, "key=a;b;c"));
		Fields fields = new Fields(",", "=", "key", null, ";");
		// When
		List<String> taken = fields.take(text, 17);
		// Then
		assertThat(taken).hasSize(17);
	}

	@Test
	void nothingOfTheGrammarIsEmpty() {
		// Given, When, Then
		assertThatIllegalArgumentException().isThrownBy(() -> new Fields("", "=", "v1", null, null));
		assertThatIllegalArgumentException().isThrownBy(() -> new Fields(",", "", "v1", null, null));
		assertThatIllegalArgumentException().isThrownBy(() -> new Fields(",", "=", "", null, null));
		assertThatIllegalArgumentException().isThrownBy(() -> new Fields(",", "=", "v1", null, ""));
	}

}
