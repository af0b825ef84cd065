package dev.naru.gateway.publication.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.publication.TailRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the records of many partitions that were there before in the order of their time.
 * It holds them until each partition has come to where it ended; what comes after that
 * goes straight through.
 */
final class Past {

	private static final long MOST_BYTES = 64 * 1024 * 1024;

	private final Map<TopicPartition, Long> ends;

	private final List<TailRecord> held = new ArrayList<>();

	private long bytes;

	/**
	 * @param ends the partitions that have a past, each with the offset after its last
	 * record
	 */
	Past(Map<TopicPartition, Long> ends) {
		this.ends = new HashMap<>(ends);
	}

	/**
	 * @return the records to show now
	 */
	List<TailRecord> add(TailRecord record) {
		if (this.ends.isEmpty()) {
			return List.of(record);
		}
		this.held.add(record);
		this.bytes += record.value().length;
		this.ends.computeIfPresent(new TopicPartition(record.topic(), record.partition()),
				(partition, end) -> (record.offset() < end - 1) ? end : null);
		return (this.ends.isEmpty() || this.bytes > MOST_BYTES) ? end() : List.of();
	}

	/**
	 * Waits for no more of the past.
	 * @return the records to show now
	 */
	List<TailRecord> end() {
		this.ends.clear();
		List<TailRecord> ordered = this.held.stream().sorted(Comparator.comparing(TailRecord::timestamp)).toList();
		this.held.clear();
		return ordered;
	}

}
