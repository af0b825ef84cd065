package dev.naru.gateway.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;

/**
 * Counts what stands on a topic, all partitions together.
 */
final class Records implements AutoCloseable {

	private static final int PARTITIONS = 6;

	private final Admin admin;

	Records(String bootstrapServers) {
		this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
	}

	/**
	 * Creates a topic that does not fill the disk.
	 */
	void create(String topic) {
		get(this.admin
			.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1).configs(Map
				.of(TopicConfig.SEGMENT_BYTES_CONFIG, "67108864", TopicConfig.RETENTION_BYTES_CONFIG, "67108864"))))
			.all());
	}

	/**
	 * How many records have ever come onto the topic, when no more are coming: what was
	 * under way when a load was cut off lands a little later.
	 */
	long on(String topic) {
		AtomicLong last = new AtomicLong(-1);
		Awaitility.await("the topic is quiet")
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(300))
			.until(() -> now(topic), (count) -> last.getAndSet(count) == count);
		return last.get();
	}

	private long now(String topic) {
		Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, PARTITIONS)
			.mapToObj((partition) -> new TopicPartition(topic, partition))
			.collect(Collectors.toMap(Function.identity(), (partition) -> OffsetSpec.latest()));
		return get(this.admin.listOffsets(ends).all()).values()
			.stream()
			.mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
			.sum();
	}

	private static <T> T get(KafkaFuture<T> future) {
		try {
			return future.get(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("the broker does not answer", ex);
		}
	}

	@Override
	public void close() {
		this.admin.close();
	}

}
