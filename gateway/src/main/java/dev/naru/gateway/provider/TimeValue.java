package dev.naru.gateway.provider;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How a profile reads a point in time.
 *
 * @param text where its text stands
 * @param format how the text is written
 */
record TimeValue(Value text, Format format) {

	/** How a point in time is written. */
	sealed interface Format {

		/** RFC 3339, with an offset. */
		record Rfc3339() implements Format {
		}

		/** Seconds since 1970, perhaps with a fraction. */
		record EpochSeconds() implements Format {
		}

		/** Milliseconds since 1970. */
		record EpochMillis() implements Format {
		}

		/** A time with an offset, in a pattern of the provider's. */
		record Zoned(DateTimeFormatter pattern) implements Format {

			/**
			 * @param pattern the letters of {@link DateTimeFormatter}; one of them gives
			 * the offset
			 * @throws IllegalArgumentException if it is not a pattern of a time with an
			 * offset
			 */
			static Zoned of(String pattern) {
				try {
					DateTimeFormatter formatter = formatter(pattern);
					OffsetDateTime.parse(OffsetDateTime.of(SAMPLE, ZoneOffset.ofHours(9)).format(formatter), formatter);
					return new Zoned(formatter);
				}
				catch (DateTimeException | IllegalArgumentException ex) {
					throw new Mistake("'" + pattern + "' is not the pattern of a time with an offset",
							"write letters as in yyyy-MM-dd'T'HH:mm:ssXX, where XX is an offset such as +0900");
				}
			}

		}

		/** A local time without a zone, which the provider means in this one. */
		record Local(DateTimeFormatter pattern, ZoneId zone) implements Format {

			/**
			 * @param pattern the letters of {@link DateTimeFormatter}; names of months
			 * and days are English, and a day that no calendar has is no day
			 * @throws IllegalArgumentException if it is not a pattern of a date with a
			 * time
			 */
			static Local of(String pattern, ZoneId zone) {
				try {
					DateTimeFormatter formatter = formatter(pattern);
					LocalDateTime.parse(SAMPLE.format(formatter), formatter);
					return new Local(formatter, zone);
				}
				catch (DateTimeException | IllegalArgumentException ex) {
					throw new Mistake("'" + pattern + "' is not the pattern of a date with a time",
							"write letters as in yyyyMMddHHmmss or yyyy-MM-dd HH:mm:ss, and words in single quotes");
				}
			}

		}

	}

	private static final LocalDateTime SAMPLE = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

	private static DateTimeFormatter formatter(String pattern) {
		return new DateTimeFormatterBuilder().appendPattern(pattern)
			.parseDefaulting(ChronoField.ERA, IsoEra.CE.getValue())
			.toFormatter(Locale.ENGLISH)
			.withResolverStyle(ResolverStyle.STRICT);
	}

	/**
	 * @return the time, or null if the text is no time of the years 0 to 9999, which is
	 * what RFC 3339 can write
	 */
	@Nullable OffsetDateTime parse(String written) {
		try {
			OffsetDateTime time = switch (this.format) {
				case Format.Rfc3339() -> rfc3339(written);
				case Format.EpochSeconds() -> epochSeconds(written).atOffset(ZoneOffset.UTC);
				case Format.EpochMillis() -> Instant.ofEpochMilli(Long.parseLong(written)).atOffset(ZoneOffset.UTC);
				case Format.Zoned(DateTimeFormatter pattern) -> OffsetDateTime.parse(written, pattern);
				case Format.Local(DateTimeFormatter pattern, ZoneId zone) ->
					LocalDateTime.parse(written, pattern).atZone(zone).toOffsetDateTime();
			};
			boolean writable = time.getYear() >= 0 && time.getYear() <= 9999
					&& time.getOffset().getTotalSeconds() % 60 == 0;
			return writable ? time : null;
		}
		catch (DateTimeException | NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * Some write a fraction.
	 */
	private static Instant epochSeconds(String text) {
		int point = text.indexOf('.');
		if (point < 0) {
			return Instant.ofEpochSecond(Long.parseLong(text));
		}
		String fraction = text.substring(point + 1);
		if (fraction.isEmpty() || !fraction.chars().allMatch((c) -> c >= '0' && c <= '9') || text.startsWith("-")) {
			throw new NumberFormatException("no seconds with a fraction");
		}
		return Instant.ofEpochSecond(Long.parseLong(text, 0, point, 10),
				Long.parseLong((fraction + "000000000").substring(0, 9)));
	}

	/**
	 * The form that nearly all have is read by place; what has another is left to the
	 * platform.
	 */
	private static OffsetDateTime rfc3339(String text) {
		int end = text.length() - 1;
		if (end < 19 || text.charAt(end) != 'Z' || end > 29 || !isUsual(text, end)) {
			return OffsetDateTime.parse(text);
		}
		int nano = 0;
		for (int place = 20; place < 29; place++) {
			nano = nano * 10 + ((place < end) ? text.charAt(place) - '0' : 0);
		}
		return OffsetDateTime.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), number(text, 11, 13),
				number(text, 14, 16), number(text, 17, 19), nano, ZoneOffset.UTC);
	}

	/**
	 * Whether it is {@code 2026-01-02T03:04:05Z}, or the same with a fraction.
	 */
	private static boolean isUsual(String text, int end) {
		for (int place = 0; place < end; place++) {
			char c = text.charAt(place);
			boolean right = switch (place) {
				case 4, 7 -> c == '-';
				case 10 -> c == 'T';
				case 13, 16 -> c == ':';
				case 19 -> c == '.' && end > 20;
				default -> c >= '0' && c <= '9';
			};
			if (!right) {
				return false;
			}
		}
		return true;
	}

	private static int number(String text, int from, int to) {
		return Integer.parseInt(text, from, to, 10);
	}

}
