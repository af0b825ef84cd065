package dev.naru.schemas.example;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import dev.naru.schemas.Event;
import dev.naru.schemas.EventReader;
import dev.naru.schemas.UnreadableEventException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Prints one line for each event until the options say stop. A record that is no event
 * gets a line too and holds up nothing.
 */
final class EventPrinter {

	private static final Duration POLL = Duration.ofMillis(250);

	private static final int REMEMBERED_EVENTS = 10_000;

	private final EventReader reader = new EventReader();

	private final SeenEvents seen = new SeenEvents(REMEMBERED_EVENTS);

	private final Options options;

	private final PrintStream out;

	private final LongSupplier nanoTime;

	private long events;

	private long duplicates;

	private long unreadable;

	EventPrinter(Options options, PrintStream out, LongSupplier nanoTime) {
		this.options = options;
		this.out = out;
		this.nanoTime = nanoTime;
	}

	void print(Consumer<byte[], byte[]> consumer) {
		long lastRecord = this.nanoTime.getAsLong();
		while (this.events < this.options.max() && !idle(lastRecord)) {
			ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
			if (!records.isEmpty()) {
				print(records);
				lastRecord = this.nanoTime.getAsLong();
			}
		}
		this.out.println(this.events + " events, " + this.duplicates + " duplicates, " + this.unreadable
				+ " unreadable records");
	}

	private boolean idle(long lastRecord) {
		long nanos = this.nanoTime.getAsLong() - lastRecord;
		return this.options.idle().map((limit) -> nanos >= limit.toNanos()).orElse(false);
	}

	private void print(ConsumerRecords<byte[], byte[]> records) {
		for (ConsumerRecord<byte[], byte[]> record : records) {
			if (this.events < this.options.max()) {
				print(record);
			}
		}
	}

	private void print(ConsumerRecord<byte[], byte[]> record) {
		try {
			Event event = this.reader.read((name) -> header(record, name), record.value());
			Optional<String> digest = Optional.ofNullable(header(record, "naru-digest"))
				.map((bytes) -> new String(bytes, StandardCharsets.UTF_8));
			if (this.seen.add(event, digest)) {
				this.events++;
				println(line(event));
			}
			else {
				this.duplicates++;
			}
		}
		catch (UnreadableEventException ex) {
			this.unreadable++;
			println(record.topic() + "-" + record.partition() + "@" + record.offset() + " unreadable: "
					+ ex.getMessage());
		}
	}

	private static String line(Event event) {
		return event.time() + " " + event.type() + " " + event.subject().orElse("-") + " " + event.source() + " "
				+ event.id();
	}

	// Ids are the provider's text: a line break, an escape sequence or a change of the
	// reading order in one must not reach the terminal.
	private void println(String line) {
		this.out.println(line.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?"));
	}

	private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
		Header header = record.headers().lastHeader(name);
		return (header != null) ? header.value() : null;
	}

}
