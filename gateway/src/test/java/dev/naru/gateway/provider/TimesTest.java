package dev.naru.gateway.provider;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Random;

import dev.naru.gateway.testkit.Webhook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way of writing a time is read.
 */
class TimesTest {

	@ParameterizedTest
	@CsvSource({ "2024-04-25T10:00:00Z,2024-04-25T10:00Z",
			"2024-04-25T10:00:00.123456789Z,2024-04-25T10:00:00.123456789Z",
			"2024-04-25T10:00:00+09:00,2024-04-25T10:00+09:00", "2024-04-25t10:00:00z,2024-04-25T10:00Z",
			"2024-04-25T10:00:00-00:00,2024-04-25T10:00Z", "0000-01-01T00:00:00Z,0000-01-01T00:00Z",
			"9999-12-31T23:59:59Z,9999-12-31T23:59:59Z" })
	void rfc3339(String written, OffsetDateTime expected) {
		assertThat(time("{rfc3339: {field: /at}}", "\"" + written + "\"")).isEqualTo(expected);
	}

	@Test
	void whatIsReadByPlaceIsReadAsThePlatformDoes() {
		TimeValue rfc3339 = new TimeValue(new Value.Text(""), new TimeValue.Format.Rfc3339());
		String letters = "0123456789-:.TZ+";
		Random random = new Random(3339);
		int read = 0;
		for (int i = 0; i < 200_000; i++) {
			StringBuilder text = new StringBuilder("2024-02-29T23:59:59.123456789Z");
			text.delete(19 + random.nextInt(11), 29);
			for (int mutation = random.nextInt(3); mutation > 0; mutation--) {
				text.setCharAt(random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
			}
			OffsetDateTime expected = platform(text.toString());
			assertThat(rfc3339.parse(text.toString())).as(text.toString()).isEqualTo(expected);
			read += (expected != null) ? 1 : 0;
		}
		assertThat(read).isBetween(50_000, 150_000);
	}

	private static @Nullable OffsetDateTime platform(String text) {
		try {
			return OffsetDateTime.parse(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	@ParameterizedTest
	@CsvSource({ "1767225600,2026-01-01T00:00Z", "0,1970-01-01T00:00Z", "-1,1969-12-31T23:59:59Z",
			"253402300799,9999-12-31T23:59:59Z" })
	void epochSeconds(String written, OffsetDateTime expected) {
		assertThat(time("{epoch-seconds: {field: /at}}", written)).isEqualTo(expected);
		assertThat(time("{epoch-seconds: {field: /at}}", "\"" + written + "\"")).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "1767225600123,2026-01-01T00:00:00.123Z", "-1,1969-12-31T23:59:59.999Z" })
	void epochMillis(String written, OffsetDateTime expected) {
		assertThat(time("{epoch-millis: {field: /at}}", written)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "yyyyMMddHHmmss;Asia/Seoul;20221222100033;2022-12-22T10:00:33+09:00",
					"yyyy-MM-dd HH:mm:ss.SSS;UTC;2022-12-22 10:00:33.500;2022-12-22T10:00:33.5Z",
					"uuuu-MM-dd'T'HH:mm;+05:30;2022-12-22T10:00;2022-12-22T10:00+05:30",
					"yyyyMMddHHmmss;Europe/Berlin;20220701120000;2022-07-01T12:00+02:00",
					"yyyyMMddHHmmss;Europe/Berlin;20220327023000;2022-03-27T03:30+02:00" })
	void aLocalTimeInItsZone(String pattern, String zone, String written, OffsetDateTime expected) {
		String rule = "{local: {value: {field: /at}, pattern: \"%s\", zone: %s}}".formatted(pattern, zone);

		assertThat(time(rule, "\"" + written + "\"")).isEqualTo(expected);
	}

	@Test
	void theNameOfAMonthIsEnglishWhereverTheGatewayRuns() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.KOREA);
		try {
			OffsetDateTime time = time("{local: {value: {field: /at}, pattern: dd MMM yyyy HH:mm, zone: UTC}}",
					"\"22 Dec 2022 10:00\"");

			assertThat(time).isEqualTo(OffsetDateTime.parse("2022-12-22T10:00Z"));
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\"soon\"", "null", "{}", "\"1767225600.\"", "\".5\"", "-1.5", "1.5e3",
			"\"1767225600.5.5\"", "\"1767225600.+5\"", "1e9", "\" 1767225600\"", "99999999999999999999",
			"9223372036854775807", "-9223372036854775808", "253402300800", "true" })
	void whatIsNoTimeIsAbsent(String written) {
		assertThat(time("{epoch-seconds: {field: /at}}", written)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2024-04-25", "2024-04-25T10:00:00", "2024-04-25 10:00:00Z", "2024-02-30T10:00:00Z",
			"+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "2024-04-25T10:00:00+09:00:30", "24-04-25T10:00:00Z" })
	void whatIsNoRfc3339IsAbsent(String written) {
		assertThat(time("{rfc3339: {field: /at}}", "\"" + written + "\"")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "20221322100033", "2022122210003", "202212221000333", "20221222246000", "20230230100000" })
	void whatIsNoLocalTimeIsAbsent(String written) {
		assertThat(time("{local: {value: {field: /at}, pattern: yyyyMMddHHmmss, zone: Asia/Seoul}}", written)).isNull();
	}

	@Test
	void theFirstThatCanBeReadCounts() {
		Endpoint endpoint = Acme.reading("""
				time:
				  - rfc3339: {field: /at}
				  - rfc3339: {field: /created}
				  - epoch-millis: {field: /at}""");

		OffsetDateTime time = TestProfiles.event(endpoint, Webhook.json("{\"at\":1000,\"created\":\"?\"}")).time();

		assertThat(time).isEqualTo(OffsetDateTime.parse("1970-01-01T00:00:01Z"));
	}

	private static @Nullable OffsetDateTime time(String rule, String written) {
		return TestProfiles.event(Acme.reading("time: [" + rule + "]"), Webhook.json("{\"at\":" + written + "}"))
			.time();
	}

}
