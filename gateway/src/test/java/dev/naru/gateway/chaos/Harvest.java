package dev.naru.gateway.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.naru.gateway.testkit.Envelopes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;

/**
 * Reads everything that stands on the gateway's topics.
 */
final class Harvest {

	private static final Pattern TOPICS = Pattern.compile("webhooks\\..*");

	private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(60);

	private Harvest() {
	}

	/**
	 * Hands over all records, each partition's in their order.
	 */
	static void read(String bootstrapServers, Consumer<Landed> to) {
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
				new StringDeserializer(), new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.listTopics()
				.entrySet()
				.stream()
				.filter((topic) -> TOPICS.matcher(topic.getKey()).matches())
				.flatMap((topic) -> topic.getValue().stream())
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> open = new HashMap<>(consumer.endOffsets(partitions));
			long progress = System.nanoTime();
			while (!open.isEmpty()) {
				List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
				consumer.poll(Duration.ofMillis(200)).forEach(records::add);
				// Checks of schemas cost more than all else; their order does not matter.
				records.parallelStream().map(Harvest::landed).toList().forEach(to);
				if (!records.isEmpty()) {
					progress = System.nanoTime();
				}
				open.entrySet().removeIf((end) -> consumer.position(end.getKey()) >= end.getValue());
				if (System.nanoTime() - progress > WITHOUT_PROGRESS.toNanos()) {
					throw new AssertionError("Kafka cannot be read to the end: " + open);
				}
			}
		}
	}

	static Landed landed(ConsumerRecord<String, byte[]> record) {
		boolean hostile = isHostile(record);
		JsonNode event;
		try {
			event = Envelopes.check(record);
		}
		catch (RuntimeException | AssertionError ex) {
			String place = record.topic() + "-" + record.partition() + "@" + record.offset();
			return new Landed("?", place, record.key(), "", "?", hostile, place + ": " + ex.getMessage());
		}
		byte[] payload = event.has("reason") ? record.value()
				: event.get("data").get("payload").toString().getBytes(StandardCharsets.UTF_8);
		return new Landed(event.get("source").asString().substring("/sources/".length()), event.get("id").asString(),
				record.key(), Message.digest(payload), event.get("authenticity").asString(), hostile, "");
	}

	private static boolean isHostile(ConsumerRecord<String, byte[]> record) {
		return isMarked(record.value())
				|| Stream.of(record.headers().toArray()).anyMatch((header) -> isMarked(header.value()));
	}

	private static boolean isMarked(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1).contains(Attack.MARK);
	}

}
