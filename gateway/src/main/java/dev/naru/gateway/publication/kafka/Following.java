package dev.naru.gateway.publication.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.Recalled;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * Somebody who follows the topics: whenever a consumer fails, or there are other
 * partitions, another one goes on where it stood.
 */
final class Following {

	private static final Logger logger = LoggerFactory.getLogger(Following.class);

	private static final Duration LOOK_FOR_END = Duration.ofMillis(100);

	private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(5);

	private static final Duration SOONEST_RETRY = Duration.ofMillis(250);

	private static final Duration LATEST_RETRY = Duration.ofSeconds(10);

	private static final int RETRIES_UNTIL_NEWS = 2;

	private final KafkaHistory history;

	private final Instant since;

	private final int most;

	/**
	 * Where each partition goes on, however many readers there are one after the other.
	 */
	private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();

	/**
	 * The topics that were looked for before. A partition of theirs that was not there
	 * then is younger than that, and all that it holds has come since.
	 */
	private final Set<String> lookedFor = ConcurrentHashMap.newKeySet();

	/**
	 * Its questions to Kafka may take seconds, and the threads that all share have others
	 * to serve, such as who asks for the gateway's health.
	 */
	private final Scheduler blocking = Schedulers.newBoundedElastic(2, Integer.MAX_VALUE, "naru-history", 60, true);

	private volatile boolean caughtUp;

	private volatile boolean blind;

	Following(KafkaHistory history, Instant since, int most) {
		this.history = history;
		this.since = since;
		this.most = most;
	}

	/**
	 * Everything, for ever.
	 */
	Flux<Recalled> all() {
		return Flux.using(this.history::offsets, this::records, Offsets::close)
			.subscribeOn(this.blocking)
			.repeat()
			.retryWhen(retry())
			.doFinally((signal) -> this.blocking.dispose());
	}

	private static RetryBackoffSpec retry() {
		return Retry.backoff(Long.MAX_VALUE, SOONEST_RETRY)
			.maxBackoff(LATEST_RETRY)
			.transientErrors(true)
			.doBeforeRetry((signal) -> {
				if (signal.totalRetriesInARow() == RETRIES_UNTIL_NEWS) {
					logger.warn("What stands on Kafka cannot be read back for now; the gateway keeps trying: {}",
							Failures.say(signal.failure()));
				}
			});
	}

	/**
	 * What counts as read is what has been told. Records on their way are lost when the
	 * reader ends, and are for the next one to read.
	 */
	private Flux<Recalled> records(Offsets offsets) {
		// The error is a value: nobody may wait for it any more.
		return Mono
			.fromCallable(() -> start(offsets)).<Offsets
					.Start>dematerialize()
			.flatMapMany((start) -> records(start).takeUntilOther(otherPartitions(offsets, start)))
			.mapNotNull((record) -> record.map(this::event).orElseGet(this::end));
	}

	private Signal<Offsets.Start> start(Offsets offsets) throws InterruptedException {
		List<String> topics = offsets.topics();
		try {
			Offsets.Start start = offsets.since(this.since, this.most).goingOn(this::next);
			this.next.putAll(start.positions());
			this.lookedFor.addAll(topics);
			return start.positions().isEmpty()
					? Signal.error(new IllegalStateException("none of the topics is there yet")) : Signal.next(start);
		}
		catch (ExecutionException ex) {
			return Signal.error(Objects.requireNonNullElse(ex.getCause(), ex));
		}
		catch (KafkaException ex) {
			return Signal.error(ex);
		}
	}

	private long next(TopicPartition partition, long first) {
		return this.next.getOrDefault(partition, this.lookedFor.contains(partition.topic()) ? 0 : first);
	}

	/**
	 * @return the records, and once an empty value when all have come that were there
	 */
	private Flux<Optional<ReceiverRecord<?, ?>>> records(Offsets.Start start) {
		KafkaReceiver<Unread.Nothing, Unread.Nothing> receiver = this.history.receiver(start);
		Flux<Optional<ReceiverRecord<?, ?>>> records = receiver.receive().map(Optional::of);
		return this.caughtUp ? records
				: Flux.merge(records, end(receiver, start.ends()).map((end) -> Optional.empty()));
	}

	/**
	 * The consumer is asked on its own thread, on which the records that it has read have
	 * all gone their way.
	 */
	private Mono<Boolean> end(KafkaReceiver<?, ?> receiver, Map<TopicPartition, Long> ends) {
		return Flux.interval(LOOK_FOR_END)
			.onBackpressureDrop()
			.concatMap((tick) -> receiver.doOnConsumer((consumer) -> hasReached(consumer, ends))
				.onErrorReturn(KafkaException.class, false), 1)
			.filter(Boolean::booleanValue)
			.next();
	}

	private static boolean hasReached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
		return ends.entrySet()
			.stream()
			.allMatch((end) -> consumer.position(end.getKey(), LOOK_FOR_END) >= end.getValue());
	}

	private Mono<Long> otherPartitions(Offsets offsets, Offsets.Start start) {
		return Flux.interval(LOOK_FOR_PARTITIONS, this.blocking).filter((tick) -> {
			try {
				Set<TopicPartition> partitions = offsets.partitions();
				this.blind = false;
				return !partitions.equals(start.positions().keySet());
			}
			catch (ExecutionException ex) {
				unseen(Objects.requireNonNullElse(ex.getCause(), ex));
				return false;
			}
			catch (KafkaException ex) {
				unseen(ex);
				return false;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}).next();
	}

	/**
	 * While Kafka is away the consumer waits for it. For whatever else it does not tell
	 * which partitions there are, those that come are not read.
	 */
	private void unseen(Throwable failure) {
		if (!(failure instanceof RetriableException) && !this.blind) {
			this.blind = true;
			logger.warn("Kafka does not tell which topics there are; those that are known are read on, and copies of "
					+ "events in others may pass: {}", Failures.say(failure));
		}
	}

	private Recalled end() {
		this.caughtUp = true;
		return new Recalled.CaughtUp();
	}

	private @Nullable Recalled event(ReceiverRecord<?, ?> record) {
		this.next.put(record.receiverOffset().topicPartition(), record.offset() + 1);
		String source = text(record.headers().lastHeader(Envelope.SOURCE));
		String id = text(record.headers().lastHeader(Envelope.ID));
		return (source == null || id == null) ? null
				: new Recalled.Event(record.topic(), source, id, text(record.headers().lastHeader(Envelope.DIGEST)),
						text(record.headers().lastHeader(Envelope.MARK)), Instant.ofEpochMilli(record.timestamp()));
	}

	private static @Nullable String text(@Nullable Header header) {
		byte[] value = (header != null) ? header.value() : null;
		return (value != null) ? new String(value, StandardCharsets.UTF_8) : null;
	}

}
