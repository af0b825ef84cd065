package dev.naru.gateway.publication.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.naru.gateway.publication.Cursor;
import dev.naru.gateway.publication.Tail;
import dev.naru.gateway.publication.TailRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Of each partition the offset that a viewer is shown next. For one viewer, whose records
 * come one after the other.
 */
final class Positions {

	private final Map<String, List<Long>> next = new TreeMap<>();

	/**
	 * @param start every partition, with the offset to read first
	 */
	Positions(Map<TopicPartition, Long> start) {
		start.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((position) -> position.getKey().partition()))
			.forEach((position) -> this.next.computeIfAbsent(position.getKey().topic(), (topic) -> new ArrayList<>())
				.add(position.getValue()));
	}

	/**
	 * Notes that a record is shown.
	 */
	Tail.Shown show(TailRecord record) {
		List<Long> offsets = this.next.get(record.topic());
		if (offsets != null) {
			offsets.set(record.partition(), record.offset() + 1);
		}
		return new Tail.Shown(record, Cursor.behind(record, this.next));
	}

}
