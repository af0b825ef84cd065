package dev.naru.gateway.verification;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a scheme keeps the time of the attempt, and how far it may be off.
 *
 * @param from where it stands
 * @param unit how it is written
 * @param tolerance how far it may lie before or after the clock, inclusive
 */
public record Timestamp(Place from, Unit unit, Duration tolerance) {

	/** How a timestamp is written. */
	public enum Unit {

		/** Seconds since 1970, digits only. */
		SECONDS {
			@Override
			String text(Instant time) {
				return Long.toString(time.getEpochSecond());
			}
		},
		/** Milliseconds since 1970, digits only. */
		MILLIS {
			@Override
			String text(Instant time) {
				return Long.toString(time.toEpochMilli());
			}
		},
		/** RFC 3339. */
		RFC3339 {
			@Override
			String text(Instant time) {
				return time.toString();
			}
		};

		/**
		 * Writes a time in this unit.
		 */
		abstract String text(Instant time);

	}

}
