package dev.naru.gateway.attack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.chaos.Brokers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Records of a topic.
 */
final class Topic {

	private Topic() {
	}

	/**
	 * All that stand on it now.
	 */
	static List<ConsumerRecord<byte[], byte[]>> records(Brokers brokers, String topic) {
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", brokers.bootstrapServers()), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((partition) -> new TopicPartition(topic, partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> open = new HashMap<>(consumer.endOffsets(partitions));
			List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
			while (!open.isEmpty()) {
				consumer.poll(Duration.ofMillis(100)).forEach(records::add);
				open.entrySet().removeIf((end) -> consumer.position(end.getKey()) >= end.getValue());
			}
			return records;
		}
	}

}
