package dev.naru.gateway.publication.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import dev.naru.gateway.publication.WantedTopics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Finds where in each partition to begin. Every question blocks for 5 seconds at most.
 */
final class Offsets implements AutoCloseable {

	private static final int TIMEOUT_MS = 5000;

	private final Admin admin;

	private final WantedTopics topics;

	Offsets(Map<String, Object> admins, WantedTopics topics) {
		Map<String, Object> settings = new HashMap<>(admins);
		settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
		settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
		this.admin = Admin.create(settings);
		this.topics = topics;
	}

	/**
	 * Where the last records begin.
	 * @param last how many, shared out among the partitions
	 */
	Start before(int last) throws ExecutionException, InterruptedException {
		Set<TopicPartition> partitions = partitions();
		return Start.of(offsets(partitions, OffsetSpec.earliest()), offsets(partitions, OffsetSpec.latest()), last);
	}

	/**
	 * Where the records begin that were written since then.
	 * @param most how many at most, shared out among the partitions
	 */
	Start since(Instant time, int most) throws ExecutionException, InterruptedException {
		Set<TopicPartition> partitions = partitions();
		Map<TopicPartition, Long> latest = offsets(partitions, OffsetSpec.latest());
		Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.forTimestamp(time.toEpochMilli()));
		// A partition that has no record since then has no offset either.
		first.replaceAll((partition, offset) -> (offset < 0) ? latest.getOrDefault(partition, 0L) : offset);
		return Start.of(first, latest, most);
	}

	/**
	 * The topics, there or not.
	 */
	List<String> topics() {
		return this.topics.names();
	}

	/**
	 * The partitions of those topics that are there.
	 */
	Set<TopicPartition> partitions() throws ExecutionException, InterruptedException {
		Set<TopicPartition> partitions = new HashSet<>();
		for (KafkaFuture<TopicDescription> topic : this.admin.describeTopics(this.topics.names())
			.topicNameValues()
			.values()) {
			try {
				TopicDescription description = topic.get();
				description.partitions()
					.forEach((partition) -> partitions
						.add(new TopicPartition(description.name(), partition.partition())));
			}
			catch (ExecutionException ex) {
				if (!(ex.getCause() instanceof UnknownTopicOrPartitionException)) {
					throw ex;
				}
			}
		}
		return partitions;
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

	private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which)
			throws ExecutionException, InterruptedException {
		Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
		partitions.forEach((partition) -> asked.put(partition, which));
		Map<TopicPartition, Long> offsets = new HashMap<>();
		for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found : this.admin.listOffsets(asked)
			.all()
			.get()
			.entrySet()) {
			offsets.put(found.getKey(), found.getValue().offset());
		}
		return offsets;
	}

	/**
	 * Where to begin.
	 *
	 * @param positions every partition, with the offset to read first
	 * @param latest every partition, with the offset after its last record
	 */
	record Start(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> latest) {

		/**
		 * Gives each partition an equal share; what one cannot use, the others get.
		 */
		static Start of(Map<TopicPartition, Long> earliest, Map<TopicPartition, Long> latest, int last) {
			Map<TopicPartition, Long> positions = new HashMap<>();
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
				left -= share;
				partitionsLeft--;
			}
			return new Start(positions, latest);
		}

		/**
		 * The same, but going on where somebody has stopped reading.
		 * @param next tells the offset to read first, of a partition and its position
		 */
		Start goingOn(BiFunction<TopicPartition, Long, Long> next) {
			Map<TopicPartition, Long> where = new HashMap<>(this.positions);
			where.replaceAll(next);
			return new Start(where, this.latest);
		}

		long position(TopicPartition partition) {
			return this.positions.getOrDefault(partition, 0L);
		}

		/**
		 * The partitions of which something is read that was there already, each with the
		 * offset after its last record.
		 */
		Map<TopicPartition, Long> ends() {
			return this.latest.entrySet()
				.stream()
				.filter((end) -> position(end.getKey()) < end.getValue())
				.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		}

	}

}
