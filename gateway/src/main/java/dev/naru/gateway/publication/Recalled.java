package dev.naru.gateway.publication;

import java.time.Instant;

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
	 * @param timestamp when it was written
	 */
	record Event(String topic, String source, String id, Instant timestamp) implements Recalled {
	}

	/**
	 * All that stood there at the start has come.
	 */
	record CaughtUp() implements Recalled {
	}

}
