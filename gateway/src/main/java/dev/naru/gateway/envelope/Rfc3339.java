package dev.naru.gateway.envelope;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Writes points in time as RFC 3339 wants them, with no more digits than are needed.
 * {@link java.time.format.DateTimeFormatter} can do far more, at a price, and there are
 * two in every record.
 */
final class Rfc3339 {

	private Rfc3339() {
	}

	static String format(Instant time) {
		return format(LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC),
				ZoneOffset.UTC);
	}

	/**
	 * @param time of the years 0 to 9999, with an offset in whole minutes
	 */
	static String format(OffsetDateTime time) {
		return format(time.toLocalDateTime(), time.getOffset());
	}

	@SuppressWarnings("JavaLocalDateTimeGetNano")
	private static String format(LocalDateTime time, ZoneOffset offset) {
		StringBuilder text = new StringBuilder(35);
		digits(text, time.getYear(), 1000);
		digits(text.append('-'), time.getMonthValue(), 10);
		digits(text.append('-'), time.getDayOfMonth(), 10);
		digits(text.append('T'), time.getHour(), 10);
		digits(text.append(':'), time.getMinute(), 10);
		digits(text.append(':'), time.getSecond(), 10);
		if (time.getNano() > 0) {
			digits(text.append('.'), time.getNano(), 100_000_000);
			while (text.charAt(text.length() - 1) == '0') {
				text.setLength(text.length() - 1);
			}
		}
		return text.append(offset.getId()).toString();
	}

	/**
	 * @param highest the value of the first digit
	 */
	private static void digits(StringBuilder text, int number, int highest) {
		for (int place = highest; place > 0; place /= 10) {
			text.append((char) ('0' + number / place % 10));
		}
	}

}
