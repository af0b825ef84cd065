package dev.naru.gateway.publication.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import dev.naru.gateway.publication.WantedTopics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where in each partition the last records begin.
 */
final class Offsets {

	private static final int TIMEOUT_MS = 5000;

	private final Map<String, Object> settings;

	private final WantedTopics topics;

	Offsets(Map<String, Object> admins, WantedTopics topics) {
		this.settings = new HashMap<>(admins);
		this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
		this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
		this.topics = topics;
	}

	/**
	 * Asks Kafka; blocks for 5 seconds at most.
	 * @param last how many records, shared out among the partitions
	 */
	Start before(int last) throws ExecutionException, InterruptedException {
		Admin admin = Admin.create(this.settings);
		try {
			List<TopicPartition> partitions = new ArrayList<>();
			admin.describeTopics(this.topics.names())
				.allTopicNames()
				.get()
				.forEach((name, topic) -> topic.partitions()
					.forEach((partition) -> partitions.add(new TopicPartition(name, partition.partition()))));
			return Start.of(offsets(admin, partitions, OffsetSpec.earliest()),
					offsets(admin, partitions, OffsetSpec.latest()), last);
		}
		finally {
			admin.close(Duration.ZERO);
		}
	}

	private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
			throws ExecutionException, InterruptedException {
		Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
		partitions.forEach((partition) -> asked.put(partition, which));
		Map<TopicPartition, Long> offsets = new HashMap<>();
		for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found : admin.listOffsets(asked).all().get().entrySet()) {
			offsets.put(found.getKey(), found.getValue().offset());
		}
		return offsets;
	}

	/**
	 * Where to begin.
	 *
	 * @param positions every partition, with the offset to read first
	 * @param ends the partitions of which something is read that was there already, each
	 * with the offset after its last record
	 */
	record Start(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {

		/**
		 * Gives each partition an equal share; what one cannot use, the others get.
		 */
		static Start of(Map<TopicPartition, Long> earliest, Map<TopicPartition, Long> latest, int last) {
			Map<TopicPartition, Long> positions = new HashMap<>();
			Map<TopicPartition, Long> ends = new HashMap<>();
			List<Map.Entry<TopicPartition, Long>> fewestFirst = latest.entrySet()
				.stream()
				.sorted(Comparator
					.comparingLong((end) -> end.getValue() - earliest.getOrDefault(end.getKey(), end.getValue())))
				.toList();
			long left = last;
			int partitionsLeft = fewestFirst.size();
			for (Map.Entry<TopicPartition, Long> end : fewestFirst) {
				long there = end.getValue() - earliest.getOrDefault(end.getKey(), end.getValue());
				long share = Math.min(there, left / partitionsLeft);
				positions.put(end.getKey(), end.getValue() - share);
				if (share > 0) {
					ends.put(end.getKey(), end.getValue());
				}
				left -= share;
				partitionsLeft--;
			}
			return new Start(positions, ends);
		}

		long position(TopicPartition partition) {
			return this.positions.getOrDefault(partition, 0L);
		}

	}

}
