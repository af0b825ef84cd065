package dev.naru.gateway.publication.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import dev.naru.gateway.source.ConfigurationException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the way to Kafka open, on a thread of its own: topics exist, the producer knows
 * where they are, and the gateway knows whether Kafka answers.
 */
final class Watch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Watch.class);

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration SOON = Duration.ofMillis(250);

	private final Topics topics;

	private final KafkaPublisher publisher;

	private final KafkaAvailability availability;

	private final AtomicBoolean looksSoon = new AtomicBoolean();

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("naru-kafka-watch").factory());

	private Duration pause = SOON;

	Watch(Topics topics, KafkaPublisher publisher, KafkaAvailability availability) {
		this.topics = topics;
		this.publisher = publisher;
		this.availability = availability;
	}

	/**
	 * Makes everything ready, and from then on keeps it so. Kafka may be away: after some
	 * time the start goes on without it.
	 * @param patience that time
	 * @throws ConfigurationException if Kafka is there and refuses
	 */
	void start(Duration patience) {
		try {
			reach(patience);
		}
		catch (ConfigurationException ex) {
			close();
			throw ex;
		}
		this.publisher.whenEnded(this::lookSoon);
		lookAfter(this.pause, this::look);
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
		this.topics.close();
	}

	private void reach(Duration patience) {
		long until = System.nanoTime() + patience.toNanos();
		while (!reached()) {
			if (System.nanoTime() + SOON.plus(Topics.ANSWERS_WITHIN).toNanos() - until > 0) {
				logger.warn("Kafka cannot be reached; the gateway starts without it and keeps trying: {}",
						this.availability.status().reason());
				return;
			}
			LockSupport.parkNanos(SOON.toNanos());
		}
	}

	/**
	 * Each look that finds Kafka away doubles the pause before the next, up to the usual
	 * one.
	 */
	private void look() {
		Duration doubled = this.pause.multipliedBy(2);
		this.pause = (found() || doubled.compareTo(INTERVAL) > 0) ? INTERVAL : doubled;
		lookAfter(this.pause, this::look);
	}

	private void lookSoon() {
		if (this.looksSoon.compareAndSet(false, true)) {
			lookAfter(SOON, () -> {
				this.looksSoon.set(false);
				found();
			});
		}
	}

	private void lookAfter(Duration time, Runnable look) {
		try {
			Future<?> unused = this.thread.schedule(look, time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// Closed: nobody looks any more.
		}
	}

	private boolean found() {
		try {
			return reached();
		}
		catch (ConfigurationException ex) {
			logger.error("{}: {}", ex.getMessage(), ex.cure());
			this.availability.fails(String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			logger.error("The look after Kafka failed", ex);
		}
		return false;
	}

	private boolean reached() {
		try {
			this.topics.ensure();
			List<String> lost = this.publisher.open(this.topics.names());
			if (lost.isEmpty()) {
				this.availability.answers();
				return true;
			}
			this.availability.fails("it is not known yet where these topics are: " + String.join(", ", lost));
		}
		catch (InterruptException ex) {
			// Being closed: it says nothing of Kafka.
		}
		catch (KafkaException ex) {
			this.availability.fails(Failures.say(ex));
		}
		return false;
	}

}
