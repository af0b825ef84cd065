package dev.naru.gateway.verification;

import java.time.Duration;
import java.time.Instant;

import dev.naru.gateway.webhook.Flaw;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayWindowTests {

	private static final Duration TOLERANCE = Duration.ofMinutes(5);

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	@ParameterizedTest
	@CsvSource({ "1767225600,", "1767225300,", "1767225299, TIMESTAMP_TOO_OLD", "1767225900,",
			"1767225901, TIMESTAMP_TOO_NEW", "0, TIMESTAMP_TOO_OLD", "999999999999999, TIMESTAMP_TOO_NEW",
			"1767225600000, TIMESTAMP_TOO_NEW" })
	void theBoundsInSecondsAreInclusive(String text, @Nullable Flaw flaw) {
		// Given
		ReplayWindow window = new ReplayWindow(Timestamp.Unit.SECONDS, TOLERANCE);
		Instant lateInTheSecond = NOW.plusNanos(999_999_999);
		// When
		Flaw early = window.check(text, NOW);
		Flaw late = window.check(text, lateInTheSecond);
		// Then
		assertThat(early).isEqualTo(flaw);
		assertThat(late).isEqualTo(flaw);
	}

	@ParameterizedTest
	@CsvSource({ "1767225600000,", "1767225300500,", "1767225300499, TIMESTAMP_TOO_OLD", "1767225900500,",
			"1767225900501, TIMESTAMP_TOO_NEW", "1767225600, TIMESTAMP_TOO_OLD" })
	void theBoundsInMillisecondsAreInclusive(String text, @Nullable Flaw flaw) {
		// Given
		ReplayWindow window = new ReplayWindow(Timestamp.Unit.MILLIS, TOLERANCE);
		// When
		Flaw found = window.check(text, NOW.plusMillis(500));
		// Then
		assertThat(found).isEqualTo(flaw);
	}

	@ParameterizedTest
	@CsvSource({ "2026-01-01T00:00:00Z,", "2026-01-01T09:00:00.123456789+09:00,", "2025-12-31T23:55:00.000000001Z,",
			"2025-12-31T23:55:00.000000000Z, TIMESTAMP_TOO_OLD", "2026-01-01T09:05:00.000000001+09:00,",
			"2026-01-01T00:05:00.000000002Z, TIMESTAMP_TOO_NEW", "2026-01-01T00:00:00+09:00, TIMESTAMP_TOO_OLD",
			"2026-01-01T00:00:00-09:00, TIMESTAMP_TOO_NEW", "2026-01-01T00:00:00, BAD_TIMESTAMP",
			"2026-01-01 00:00:00Z, BAD_TIMESTAMP", "2026-02-30T00:00:00Z, BAD_TIMESTAMP", "2026-01-01, BAD_TIMESTAMP",
			"1767225600, BAD_TIMESTAMP", "'', BAD_TIMESTAMP", "'2026-01-01T00:00:00Z ', BAD_TIMESTAMP" })
	void theBoundsOfAWrittenTimeAreInclusiveToTheNanosecond(String text, @Nullable Flaw flaw) {
		// Given
		ReplayWindow window = new ReplayWindow(Timestamp.Unit.RFC3339, TOLERANCE);
		// When
		Flaw found = window.check(text, NOW.plusNanos(1));
		// Then
		assertThat(found).isEqualTo(flaw);
	}

	/** What else a number parser would take: {@code Long.parseLong("+1")} is 1. */
	@ParameterizedTest
	@ValueSource(strings = { "", " ", "+1767225600", "-1767225600", " 1767225600", "1767225600 ", "1767225600\n",
			"1767225600.0", "1767225600,0", "1_767_225_600", "1.7672256e9", "0x6955b900", "6955b900", "١٧٦٧٢٢٥٦٠٠",
			"１７６７２２５６００", "1767225600L", "1767225600Z", "now", "NaN", "1767225600\0", "1000000000000000",
			"99999999999999999999", "18446744073709551616", "9223372036854775807" })
	void anythingButUpToFifteenDigitsIsNoTimestamp(String text) {
		// Given
		ReplayWindow seconds = new ReplayWindow(Timestamp.Unit.SECONDS, TOLERANCE);
		ReplayWindow millis = new ReplayWindow(Timestamp.Unit.MILLIS, TOLERANCE);
		// When
		Flaw inSeconds = seconds.check(text, NOW);
		Flaw inMillis = millis.check(text, NOW);
		// Then
		assertThat(inSeconds).isEqualTo(Flaw.BAD_TIMESTAMP);
		assertThat(inMillis).isEqualTo(Flaw.BAD_TIMESTAMP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0001767225600", "000001767225600" })
	void leadingZerosAreDigits(String text) {
		// Given
		ReplayWindow window = new ReplayWindow(Timestamp.Unit.SECONDS, TOLERANCE);
		// When
		Flaw flaw = window.check(text, NOW);
		// Then
		assertThat(flaw).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void aTextOfAMebibyteIsNoTimestamp(Timestamp.Unit unit) {
		// Given
		ReplayWindow window = new ReplayWindow(unit, TOLERANCE);
		// When
		Flaw flaw = window.check("1".repeat(1 << 20), NOW);
		// Then
		assertThat(flaw).isEqualTo(Flaw.BAD_TIMESTAMP);
	}

	@Test
	void withoutToleranceOnlyTheSameSecondIsIn() {
		// Given
		ReplayWindow window = new ReplayWindow(Timestamp.Unit.SECONDS, Duration.ZERO);
		// When
		Flaw same = window.check("1767225600", NOW.plusMillis(999));
		Flaw before = window.check("1767225599", NOW);
		Flaw after = window.check("1767225601", NOW);
		// Then
		assertThat(same).isNull();
		assertThat(before).isEqualTo(Flaw.TIMESTAMP_TOO_OLD);
		assertThat(after).isEqualTo(Flaw.TIMESTAMP_TOO_NEW);
	}

	/** How an operator may say "for ever". */
	@ParameterizedTest
	@CsvSource({ "SECONDS, 0", "SECONDS, 999999999999999", "MILLIS, 0", "RFC3339, -999999999-01-01T00:00:00+18:00",
			"RFC3339, +999999999-12-31T23:59:59-18:00" })
	void theGreatestToleranceTakesEveryTime(Timestamp.Unit unit, String text) {
		// Given
		ReplayWindow window = new ReplayWindow(unit, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
		// When
		Flaw flaw = window.check(text, NOW);
		// Then
		assertThat(flaw).isNull();
	}

}
