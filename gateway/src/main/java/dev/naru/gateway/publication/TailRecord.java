package dev.naru.gateway.publication;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A record as it stands on Kafka.
 *
 * @param topic the topic
 * @param partition the partition, counted from 0
 * @param offset the offset in the partition
 * @param timestamp when it was written
 * @param key the key, or null if it has none
 * @param headers the headers; of several with one name the last
 * @param value the value, empty if it has none; not to be changed
 */
public record TailRecord(String topic, int partition, long offset, Instant timestamp, @Nullable String key,
		Map<String, String> headers, byte[] value) {

	/**
	 * Names the record without its content.
	 */
	@Override
	public String toString() {
		return "TailRecord[" + this.topic + "-" + this.partition + "-" + this.offset + "]";
	}

}
