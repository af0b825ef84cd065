package dev.naru.gateway.publication;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What comes back from Kafka.
 */
public sealed interface Recalled {

	/**
	 * An event that stands on Kafka.
	 *
	 * @param topic the topic
	 * @param source its attribute {@code source}
	 * @param id its attribute {@code id}
	 * @param digest what tells it from others of that id, or null if the id alone does
	 * @param mark the mark of the fleet whose gateway wrote it, not yet believed, or null
	 * @param timestamp when it was written
	 */
	record Event(String topic, String source, String id, @Nullable String digest, @Nullable String mark,
			Instant timestamp) implements Recalled {
	}

	/**
	 * All that stood there at the start has come.
	 */
	record CaughtUp() implements Recalled {
	}

}
