package dev.naru.gateway.publication.kafka;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Timestamps of records: when the webhook was received. Only where Kafka would soon
 * delete a record for its age, or refuse it, after an outage that was longer than the
 * topic keeps records, it has a later one: half of what the topic allows.
 */
final class Timestamps {

	private final Clock clock;

	/** In milliseconds, by topic. */
	private final Map<String, Long> oldest = new ConcurrentHashMap<>();

	Timestamps(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Learns how old records of a topic may be.
	 * @param found the topic's settings
	 */
	void learn(String topic, Config found) {
		LongStream
			.of(millis(found, TopicConfig.RETENTION_MS_CONFIG),
					millis(found, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG))
			.filter((age) -> age >= 0)
			.min()
			.ifPresent((age) -> this.oldest.put(topic, age / 2));
	}

	/**
	 * The timestamp of a record, in milliseconds since the epoch.
	 */
	long of(String topic, Instant receivedAt) {
		long received = receivedAt.toEpochMilli();
		Long age = this.oldest.get(topic);
		return (age != null) ? Math.max(received, this.clock.millis() - age) : received;
	}

	private static long millis(Config found, String name) {
		String value = TopicSettings.value(found, name);
		return (value != null) ? Long.parseLong(value) : -1;
	}

}
