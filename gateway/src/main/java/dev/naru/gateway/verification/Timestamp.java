package dev.naru.gateway.verification;

import java.time.Duration;

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
		SECONDS,
		/** Milliseconds since 1970, digits only. */
		MILLIS,
		/** RFC 3339. */
		RFC3339

	}

}
