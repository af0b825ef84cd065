package dev.naru.gateway.publication.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import reactor.kafka.receiver.ReceiverOptions;

/**
 * Options of consumers that read certain partitions from certain places, belong to no
 * group and leave no trace.
 */
final class ReaderOptions {

	private final AtomicInteger readers = new AtomicInteger();

	private final Map<String, Object> settings;

	private final String name;

	/**
	 * @param operators what stands under {@code spring.kafka}
	 * @param name what the consumers are called
	 */
	ReaderOptions(Map<String, Object> operators, String name) {
		this.settings = new HashMap<>(operators);
		this.settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
		this.settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
		this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		this.settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		this.name = name;
	}

	<K, V> ReceiverOptions<K, V> from(Offsets.Start start, Deserializer<K> keys, Deserializer<V> values) {
		return ReceiverOptions.<K, V>create(this.settings)
			.consumerProperty(ConsumerConfig.CLIENT_ID_CONFIG, this.name + "-" + this.readers.incrementAndGet())
			.withKeyDeserializer(keys)
			.withValueDeserializer(values)
			.assignment(start.positions().keySet())
			.addAssignListener((partitions) -> partitions
				.forEach((partition) -> partition.seek(start.position(partition.topicPartition()))))
			.commitInterval(Duration.ZERO)
			.commitBatchSize(0)
			.maxDelayRebalance(Duration.ZERO)
			.closeTimeout(Duration.ofSeconds(1));
	}

}
