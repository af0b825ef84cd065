package dev.naru.gateway.publication.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import dev.naru.gateway.publication.Cursor;
import dev.naru.gateway.publication.Tail;
import dev.naru.gateway.publication.TailRecord;
import dev.naru.gateway.publication.WantedTopics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.receiver.KafkaReceiver;

/**
 * Reads with a consumer for each viewer, which belongs to no group and leaves no trace.
 */
final class KafkaTail implements Tail {

	private static final Duration PATIENCE_WITH_PAST = Duration.ofSeconds(5);

	private final Map<String, Object> admins;

	private final WantedTopics wanted;

	private final ReaderOptions options;

	/**
	 * @param consumers the consumers' settings
	 * @param admins the admin clients' settings
	 */
	KafkaTail(Map<String, Object> consumers, Map<String, Object> admins, WantedTopics wanted) {
		this.options = new ReaderOptions(consumers, "naru-tail");
		this.admins = Map.copyOf(admins);
		this.wanted = wanted;
	}

	@Override
	public Flux<Shown> follow(int last, @Nullable Cursor after) {
		return Mono.fromCallable(() -> start(last, after))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMapMany(this::read);
	}

	private Offsets.Start start(int last, @Nullable Cursor after) throws ExecutionException, InterruptedException {
		try (Offsets offsets = new Offsets(this.admins, this.wanted)) {
			Offsets.Start start = offsets.before(last);
			return (after == null) ? start : start.goingOn((partition, first) -> after.next(partition.topic(),
					partition.partition(), first, start.latest().getOrDefault(partition, 0L)));
		}
	}

	/**
	 * The past may never be whole, for markers of transactions take offsets and old
	 * records vanish: then it is shown as far as it came.
	 */
	private Flux<Shown> read(Offsets.Start start) {
		Past past = new Past(start.ends());
		Positions positions = new Positions(start.positions());
		Flux<Optional<TailRecord>> records = KafkaReceiver
			.create(this.options.from(start, new StringDeserializer(), new ByteArrayDeserializer()))
			.receive()
			.map((record) -> Optional.of(read(record)));
		Mono<Optional<TailRecord>> timeIsUp = Mono.delay(PATIENCE_WITH_PAST).thenReturn(Optional.empty());
		return Flux.merge(records, timeIsUp)
			.concatMapIterable((record) -> record.map(past::add).orElseGet(past::end))
			.map(positions::show);
	}

	private static TailRecord read(ConsumerRecord<String, byte[]> record) {
		Map<String, String> headers = new HashMap<>();
		for (Header header : record.headers()) {
			byte[] value = header.value();
			headers.put(header.key(), (value != null) ? new String(value, StandardCharsets.UTF_8) : "");
		}
		byte[] value = record.value();
		return new TailRecord(record.topic(), record.partition(), record.offset(),
				Instant.ofEpochMilli(record.timestamp()), record.key(), Map.copyOf(headers),
				(value != null) ? value : new byte[0]);
	}

}
