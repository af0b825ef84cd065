package dev.naru.gateway.verification;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

import dev.naru.gateway.webhook.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * How far the time of an attempt may lie off the clock, so that a recorded request cannot
 * be sent again later. The bounds are inclusive, as Standard Webhooks' libraries have
 * them.
 */
record ReplayWindow(Timestamp.Unit unit, Duration tolerance) {

	/**
	 * Longer numbers overflow, and are no time that anyone signs.
	 */
	private static final int MOST_DIGITS = 15;

	/**
	 * @param text the timestamp as received
	 * @return what is wrong with it, or null
	 */
	@Nullable Flaw check(String text, Instant now) {
		Instant attempt = parse(text);
		if (attempt == null) {
			return Flaw.BAD_TIMESTAMP;
		}
		Instant clock = (this.unit == Timestamp.Unit.SECONDS) ? Instant.ofEpochSecond(now.getEpochSecond()) : now;
		Duration age = Duration.between(attempt, clock);
		if (age.compareTo(this.tolerance) > 0) {
			return Flaw.TIMESTAMP_TOO_OLD;
		}
		return (age.isNegative() && age.negated().compareTo(this.tolerance) > 0) ? Flaw.TIMESTAMP_TOO_NEW : null;
	}

	private @Nullable Instant parse(String text) {
		if (this.unit == Timestamp.Unit.RFC3339) {
			try {
				return OffsetDateTime.parse(text).toInstant();
			}
			catch (DateTimeException ex) {
				return null;
			}
		}
		if (text.isEmpty() || text.length() > MOST_DIGITS) {
			return null;
		}
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return null;
			}
		}
		long number = Long.parseLong(text);
		return (this.unit == Timestamp.Unit.SECONDS) ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
	}

}
