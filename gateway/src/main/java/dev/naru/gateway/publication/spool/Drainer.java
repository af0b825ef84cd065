package dev.naru.gateway.publication.spool;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.naru.gateway.logging.LimitedLogger;
import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.Publisher;

/**
 * Brings what lies in the spool to Kafka, as soon as Kafka takes it and without anybody's
 * help, on a thread of its own.
 */
final class Drainer implements AutoCloseable {

	private static final LimitedLogger logger = LimitedLogger.of(Drainer.class);

	private static final Duration LOOK = Duration.ofMillis(250);

	private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

	private static final Availability.Status CLOSING = new Availability.Status(false, "the gateway is being closed");

	private final Publisher kafka;

	private final Availability availability;

	private final Spool spool;

	private final Subjects subjects;

	private final Ways ways;

	private final Progress progress;

	private final Map<Way, Drain> drains = new HashMap<>();

	private final ReadAhead ahead = new ReadAhead();

	private final AtomicBoolean looksSoon = new AtomicBoolean();

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("naru-drain").factory());

	private volatile boolean closing;

	/**
	 * @param kafka where records belong
	 * @param availability whether it is worth asking Kafka
	 * @param spool where they lie; what does so already is lined up at once
	 * @param progress what is told of it
	 */
	Drainer(Publisher kafka, Availability availability, Spool spool, Subjects subjects, Ways ways, Progress progress) {
		this.kafka = kafka;
		this.availability = availability;
		this.spool = spool;
		this.subjects = subjects;
		this.ways = ways;
		this.progress = progress;
		spool.forEach((record) -> {
			subjects.add(record.topic(), record.key());
			ways.to(record.topic()).spooled(record.position(), null);
		});
		every(LOOK, this::look);
		every(Progress.INTERVAL, progress::report);
	}

	/**
	 * Has it look now whether there is something to do.
	 */
	void wake() {
		if (this.looksSoon.compareAndSet(false, true)) {
			execute(() -> {
				this.looksSoon.set(false);
				look();
			});
		}
	}

	/**
	 * Sends no more, and waits a moment for what is under way: what Kafka acknowledges
	 * now need not be sent again.
	 */
	@Override
	public void close() {
		this.closing = true;
		long until = System.nanoTime() + CLOSE_WITHIN.toNanos();
		try {
			while (isUnderWay() && System.nanoTime() - until < 0) {
				Thread.sleep(20);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.thread.shutdownNow();
	}

	private void execute(Runnable action) {
		try {
			this.thread.execute(guarded(action));
		}
		catch (RejectedExecutionException ex) {
			// Closed: the next start brings to Kafka what is left.
		}
	}

	private void every(Duration interval, Runnable action) {
		Future<?> unused = this.thread.scheduleWithFixedDelay(guarded(action), interval.toMillis(), interval.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private static Runnable guarded(Runnable action) {
		return () -> {
			try {
				action.run();
			}
			catch (RuntimeException ex) {
				logger.error("The drain of the spool has a fault", ex);
			}
		};
	}

	private void look() {
		for (Way way : this.ways.all()) {
			this.drains
				.computeIfAbsent(way,
						(topic) -> new Drain(topic, this.spool, this.kafka, this::status, this.subjects, this::execute,
								this.progress, this.ahead))
				.look();
		}
	}

	private Availability.Status status() {
		return this.closing ? CLOSING : this.availability.status();
	}

	private boolean isUnderWay() throws InterruptedException {
		try {
			return this.thread.submit(() -> this.drains.values().stream().anyMatch((drain) -> drain.underWay() > 0))
				.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
