package dev.naru.gateway.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The events that are remembered: bounded, about 25 bytes each. Split into many parts, so
 * that hardly ever a thread finds another one there; what is done in a part takes less
 * than a microsecond.
 */
final class Fingerprints {

	private static final int MOST_PARTS = 64;

	private static final int LEAST_PER_PART = 1024;

	private final Ring[] rings;

	private final Supplier<Duration> within;

	private final LongAdder forgotten = new LongAdder();

	/**
	 * @param max how many there may be, 1 or more
	 * @param within for how long at most one is of use
	 */
	Fingerprints(int max, Supplier<Duration> within) {
		int parts = Math.clamp(Integer.highestOneBit(max / LEAST_PER_PART), 1, MOST_PARTS);
		this.rings = IntStream.range(0, parts).mapToObj((i) -> new Ring((max + i) / parts)).toArray(Ring[]::new);
		this.within = within;
	}

	/**
	 * Whether it was remembered no longer ago than that.
	 */
	boolean contains(Fingerprint fingerprint, Instant now, Duration ago) {
		return ring(fingerprint).contains(fingerprint, seconds(now), (int) ago.toSeconds());
	}

	void remember(Fingerprint fingerprint, Instant at) {
		if (ring(fingerprint).remember(fingerprint, seconds(at), (int) this.within.get().toSeconds())) {
			this.forgotten.increment();
		}
	}

	/**
	 * How many are remembered.
	 */
	long size() {
		long size = 0;
		for (Ring ring : this.rings) {
			size += ring.size();
		}
		return size;
	}

	/**
	 * How many had to give way while they were still of use.
	 */
	long forgotten() {
		return this.forgotten.sum();
	}

	private Ring ring(Fingerprint fingerprint) {
		return this.rings[(int) fingerprint.high() & (this.rings.length - 1)];
	}

	private static int seconds(Instant time) {
		return (int) time.getEpochSecond();
	}

}
