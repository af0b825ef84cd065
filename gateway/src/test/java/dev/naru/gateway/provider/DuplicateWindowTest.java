package dev.naru.gateway.provider;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For how long after an event the same one is a duplicate.
 */
class DuplicateWindowTest {

	@ParameterizedTest
	@CsvSource({ "0s,0", "1s,1", "1000ms,1", "5m,300", "24h,86400", "168h,604800" })
	void isWhatTheProfileSays(String written, long seconds) {
		assertThat(Acme.profile(Acme.VERIFY, Acme.READ, "duplicate-window: " + written + "\n").duplicateWindow())
			.isEqualTo(Duration.ofSeconds(seconds));
	}

	@Test
	void isADayWhereTheProfileSaysNothing() {
		assertThat(Acme.profile(Acme.VERIFY, Acme.READ).duplicateWindow()).hasHours(24);
	}

	@ParameterizedTest
	@MethodSource("dev.naru.gateway.provider.TestProfiles#names")
	void isADayInEveryBuiltInProfileWhoseEventsAreTheirOwn(String name) {
		Duration window = TestProfiles.builtIn(name).duplicateWindow();

		// Of some events Kakao gives nothing but what was done, and it may be done again;
		// so
		// do partial cancellations of PortOne V1.
		assertThat(window)
			.isEqualTo(Set.of("kakao", "portone-v1").contains(name) ? Duration.ofMinutes(10) : Duration.ofHours(24));
	}

	@ParameterizedTest
	@ValueSource(strings = { "604801s", "169h", "999ms", "1001ms" })
	void mustBeInWholeSecondsAndNoLongerThanAWeek(String written) {
		GoodProfile.assertMistake(GoodProfile.YAML + "duplicate-window: " + written + "\n", "line 29, duplicate-window",
				"it is not in whole seconds, or longer than seven days", "write 0s to 168h");
	}

}
