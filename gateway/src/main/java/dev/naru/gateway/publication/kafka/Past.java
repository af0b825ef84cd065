package dev.naru.gateway.publication.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import dev.naru.gateway.publication.TailRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the records of many partitions that were there before in the order of their time,
 * without changing that of a partition: what came out of the spool has an earlier time
 * than what stands before it. It holds them until each partition has come to where it
 * ended; what comes after that goes straight through.
 */
final class Past {

	private static final long MOST_BYTES = 64 * 1024 * 1024;

	private final Map<TopicPartition, Long> ends;

	private final Map<TopicPartition, Deque<TailRecord>> held = new LinkedHashMap<>();

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
		TopicPartition from = new TopicPartition(record.topic(), record.partition());
		this.held.computeIfAbsent(from, (partition) -> new ArrayDeque<>()).add(record);
		this.bytes += record.value().length;
		this.ends.computeIfPresent(from, (partition, end) -> (record.offset() < end - 1) ? end : null);
		return (this.ends.isEmpty() || this.bytes > MOST_BYTES) ? end() : List.of();
	}

	/**
	 * Waits for no more of the past.
	 * @return the records to show now
	 */
	List<TailRecord> end() {
		this.ends.clear();
		PriorityQueue<Deque<TailRecord>> heads = new PriorityQueue<>(
				Comparator.comparing((partition) -> partition.element().timestamp()));
		heads.addAll(this.held.values());
		this.held.clear();
		List<TailRecord> ordered = new ArrayList<>();
		for (Deque<TailRecord> head = heads.poll(); head != null; head = heads.poll()) {
			ordered.add(head.remove());
			if (!head.isEmpty()) {
				heads.add(head);
			}
		}
		return ordered;
	}

}
