package dev.naru.gateway.certificate;

import java.time.Duration;
import java.time.Instant;

/**
 * Time elapsed since an instant.
 */
final class Elapsed {

	private Elapsed() {
	}

	/**
	 * Whether that much has elapsed. Where the clock was set back it has: nothing waits
	 * for the clock to come there again.
	 */
	static boolean atLeast(Duration length, Instant since, Instant now) {
		return now.isBefore(since) || !now.isBefore(since.plus(length));
	}

}
