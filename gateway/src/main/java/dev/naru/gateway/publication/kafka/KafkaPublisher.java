package dev.naru.gateway.publication.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.logging.LimitedLogger;
import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.publication.Publisher;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.SenderOptions;

/**
 * Writes records to Kafka: one sender for all of them, replaced by another when it has
 * come to its end. It never waits, so that any thread may call it; who calls bounds what
 * is in flight.
 */
final class KafkaPublisher implements Publisher, LineListener, AutoCloseable {

	private static final LimitedLogger logger = LimitedLogger.of(KafkaPublisher.class);

	private static final int LOOKS_UNTIL_STUCK = 2;

	private final Map<String, Object> settings;

	private final SenderOptions.@Nullable ProducerListener meters;

	private final KafkaAvailability availability;

	private final Duration patience;

	private final Timestamps timestamps;

	private volatile @Nullable Line line;

	private volatile boolean failing;

	private volatile long lastAcknowledged = System.nanoTime();

	private int failingLooks;

	private volatile boolean closed;

	private volatile Runnable whenEnded = () -> {
	};

	/**
	 * @param settings the producer's
	 * @param meters registers the producer's own meters, or null
	 * @param availability is told what becomes of records
	 * @param patience how long {@link #close} waits for what is under way
	 * @param timestamps gives each record its own
	 */
	KafkaPublisher(Map<String, Object> settings, SenderOptions.@Nullable ProducerListener meters,
			KafkaAvailability availability, Duration patience, Timestamps timestamps) {
		this.settings = settings;
		this.meters = meters;
		this.availability = availability;
		this.patience = patience;
		this.timestamps = timestamps;
	}

	@Override
	public Mono<Published> publish(Envelope envelope) {
		Line current = this.line;
		return (current != null) ? current.send(envelope)
				: Pending.failed(new PublicationException.NotAcknowledged("there is no connection to Kafka yet"));
	}

	/**
	 * Has somebody called when another sender is to be opened, which {@link #open} does.
	 */
	void whenEnded(Runnable action) {
		this.whenEnded = action;
	}

	/**
	 * Opens a sender if there is none of use, and finds out where topics are. Blocks for
	 * a moment; one thread at a time, when Kafka has just answered.
	 * @return the topics that could not be found: records for them fail at once
	 * @throws KafkaException if a producer cannot be made
	 */
	List<String> open(Collection<String> topics) {
		Line current = this.line;
		if (current == null || current.hasEnded() || isStuck()) {
			if (current != null) {
				current.close();
			}
			current = Line.open(this.settings, this.meters, this, this.timestamps);
			this.line = current;
		}
		return current.locate(topics);
	}

	/**
	 * Whether this producer gets nothing through, look after look, of a Kafka that
	 * answers others: its brokers may have moved, or it is in a state that nobody knew.
	 */
	private boolean isStuck() {
		this.failingLooks = this.failing ? this.failingLooks + 1 : 0;
		if (this.failingLooks < LOOKS_UNTIL_STUCK) {
			return false;
		}
		logger.warn("Kafka answers, but takes no record from this producer: it is replaced by another");
		this.failing = false;
		this.failingLooks = 0;
		return true;
	}

	/**
	 * The line that carries records now.
	 */
	@Nullable Line line() {
		return this.line;
	}

	@Override
	public void acknowledged() {
		this.failing = false;
		this.lastAcknowledged = System.nanoTime();
		this.availability.acknowledges();
	}

	@Override
	public void failed(Line from, Unanswered failed, Exception reason) {
		if (reason instanceof RecordTooLargeException) {
			logger.error(
					"A record of about {} bytes for topic {} is larger than Kafka takes ({}). Raise max.message.bytes of "
							+ "the topic, or spring.kafka.producer.properties[max.request.size] if that is the limit",
					failed.topic(), null,
					(line) -> line.addArgument(failed.size())
						.addArgument(failed.topic())
						.addArgument(reason.getMessage()));
		}
		else if (Failures.concernsAll(reason)) {
			this.failing = true;
			// What gets through to other topics tells that Kafka is not away.
			if (failed.isYoungerThan(this.lastAcknowledged)) {
				this.availability.recordFails(Failures.say(reason));
			}
		}
		else {
			logger.error("Kafka refuses a record for topic {}: {}", failed.topic(), null,
					(line) -> line.addArgument(failed.topic()).addArgument(Failures.say(reason)));
		}
		if (Failures.endsProducer(reason)) {
			from.end(reason);
		}
	}

	@Override
	public void ended(Line ended, Throwable reason) {
		if (ended == this.line && !this.closed) {
			this.availability.fails(Failures.say(reason));
			this.whenEnded.run();
		}
	}

	/**
	 * Waits for what is under way, but not for ever, and closes the sender.
	 */
	@Override
	public void close() {
		Line current = this.line;
		if (current == null) {
			return;
		}
		long until = System.nanoTime() + this.patience.toNanos();
		try {
			while (current.unanswered() > 0 && System.nanoTime() - until < 0) {
				Thread.sleep(20);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.closed = true;
		current.close();
	}

}
