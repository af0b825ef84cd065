package dev.naru.schemas.example;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
final class EventPrinterTests {

	private static final TopicPartition TOPIC = new TopicPartition("webhooks.portone", 0);

	private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private long nanoTime;

	private long offset;

	@BeforeEach
	void assign() {
		this.consumer.assign(List.of(TOPIC));
		this.consumer.updateBeginningOffsets(Map.of(TOPIC, 0L));
	}

	@Test
	void printsOneLineForEachEvent() {
		// Given
		publish("e1", event("e1", "\"subject\":\"payment/p1\","));
		publish("e2", event("e2", ""));
		// When
		List<String> lines = print(2, Optional.empty());
		// Then
		assertThat(lines).containsExactly("2026-01-01T09:00+09:00 payment.paid payment/p1 /sources/portone e1",
				"2026-01-01T09:00+09:00 payment.paid - /sources/portone e2",
				"2 events, 0 duplicates, 0 unreadable records");
	}

	@Test
	void printsADuplicateOnce() {
		// Given
		publish("e1", event("e1", ""));
		publish("e1", event("e1", ""));
		publish("e2", event("e2", ""));
		// When
		List<String> lines = print(2, Optional.empty());
		// Then
		assertThat(lines).hasSize(3).last().isEqualTo("2 events, 1 duplicates, 0 unreadable records");
	}

	@Test
	void goesOnAfterAnUnreadableRecord() {
		// Given
		publish("e0", "{");
		publish("e1", event("e1", ""));
		// When
		List<String> lines = print(1, Optional.empty());
		// Then
		assertThat(lines).hasSize(3);
		assertThat(lines.get(0)).startsWith("webhooks.portone-0@0 unreadable: the value is not JSON");
		assertThat(lines.get(2)).isEqualTo("1 events, 0 duplicates, 1 unreadable records");
	}

	@Test
	void letsNoControlCharacterThrough() {
		// Given
		publish("e\u001b[31m\n1\u009b\u202e", event("e\\u001b[31m\\n1\\u009b\\u202e", ""));
		// When
		List<String> lines = print(1, Optional.empty());
		// Then
		assertThat(lines.get(0)).endsWith("/sources/portone e?[31m?1??");
	}

	@Test
	void stopsAtTheMaximum() {
		// Given
		publish("e1", event("e1", ""));
		publish("e2", event("e2", ""));
		// When
		List<String> lines = print(1, Optional.empty());
		// Then
		assertThat(lines).hasSize(2).last().asString().startsWith("1 events");
	}

	@Test
	void stopsWhenNoRecordHasComeForTheGivenTime() {
		// Given
		this.consumer.schedulePollTask(() -> this.nanoTime = Duration.ofSeconds(4).toNanos());
		this.consumer.schedulePollTask(() -> publish("e1", event("e1", "")));
		this.consumer.schedulePollTask(() -> this.nanoTime = Duration.ofSeconds(8).toNanos());
		this.consumer.schedulePollTask(() -> publish("e2", event("e2", "")));
		this.consumer.schedulePollTask(() -> this.nanoTime = Duration.ofSeconds(13).toNanos());
		this.consumer.schedulePollTask(() -> publish("too late", event("too late", "")));
		// When
		List<String> lines = print(Long.MAX_VALUE, Optional.of(Duration.ofSeconds(5)));
		// Then
		assertThat(lines).last().isEqualTo("2 events, 0 duplicates, 0 unreadable records");
	}

	private List<String> print(long max, Optional<Duration> idle) {
		try (PrintStream out = new PrintStream(this.bytes, true, StandardCharsets.UTF_8)) {
			new EventPrinter(new Options(List.of(), max, idle), out, () -> this.nanoTime).print(this.consumer);
		}
		return this.bytes.toString(StandardCharsets.UTF_8).lines().toList();
	}

	private void publish(String id, String value) {
		ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(TOPIC.topic(), TOPIC.partition(), this.offset++,
				new byte[0], value.getBytes(StandardCharsets.UTF_8));
		Map.of("content-type", "application/cloudevents+json", "naru-id", id, "naru-source", "/sources/portone",
				"naru-type", "payment.paid")
			.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
		this.consumer.addRecord(record);
	}

	private static String event(String id, String optional) {
		return """
				{"specversion":"1.0","id":"%s","source":"/sources/portone","type":"payment.paid",%s
				"time":"2026-01-01T09:00:00+09:00","dataschema":"urn:naru:schema:data:1","provider":"portone",
				"providertype":"Transaction.Paid","providerversion":"2024-04-25",
				"recordedtime":"2026-01-01T00:00:01.000Z","authenticity":"signature","coverage":"body","partitionkey":"p1",
				"data":{"payload":{}}}"""
			.formatted(id, optional);
	}

}
