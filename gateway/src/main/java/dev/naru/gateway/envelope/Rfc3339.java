package dev.naru.gateway.envelope;

import java.nio.charset.StandardCharsets;
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

	/** Where the text of a time with milliseconds ends. */
	private static final int MILLIS = 23;

	private Rfc3339() {
	}

	/**
	 * Writes it in UTC with three digits of the second, so that the order of the texts is
	 * that of the times.
	 */
	static String millis(Instant time) {
		return format(LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC),
				ZoneOffset.UTC, MILLIS);
	}

	/**
	 * @param time of the years 0 to 9999, with an offset in whole minutes
	 */
	static String format(OffsetDateTime time) {
		return format(time.toLocalDateTime(), time.getOffset(), 0);
	}

	@SuppressWarnings("JavaLocalDateTimeGetNano")
	private static String format(LocalDateTime time, ZoneOffset offset, int fixedEnd) {
		byte[] text = "0000-00-00T00:00:00.000000000".getBytes(StandardCharsets.ISO_8859_1);
		digits(text, 4, time.getYear());
		digits(text, 7, time.getMonthValue());
		digits(text, 10, time.getDayOfMonth());
		digits(text, 13, time.getHour());
		digits(text, 16, time.getMinute());
		digits(text, 19, time.getSecond());
		digits(text, 29, time.getNano());
		int end = fixedEnd;
		if (end == 0) {
			end = (time.getNano() > 0) ? 29 : 19;
			while (end > 20 && text[end - 1] == '0') {
				end--;
			}
		}
		return new String(text, 0, end, StandardCharsets.ISO_8859_1).concat(offset.getId());
	}

	/**
	 * Writes a number over zeros, the last digit just before that place.
	 */
	private static void digits(byte[] text, int end, int number) {
		int place = end;
		for (int rest = number; rest > 0; rest /= 10) {
			text[--place] = (byte) ('0' + rest % 10);
		}
	}

}
