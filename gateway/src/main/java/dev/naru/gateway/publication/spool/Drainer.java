package dev.naru.gateway.publication.spool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.Backlog;
import dev.naru.gateway.publication.Publisher;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.SourceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what lies in the spool to Kafka, as soon as Kafka takes it and without anybody's
 * help, on a thread of its own.
 */
final class Drainer implements Backlog, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Drainer.class);

	private static final Duration LOOK = Duration.ofMillis(250);

	private static final Duration REPORT = Duration.ofSeconds(10);

	private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

	private static final Availability.Status CLOSING = new Availability.Status(false, "the gateway is being closed");

	private final Publisher kafka;

	private final Availability availability;

	private final Spool spool;

	private final Subjects subjects;

	private final Ways ways;

	private final Clock clock;

	private final LongAdder drained = new LongAdder();

	private final Map<Way, Drain> drains = new HashMap<>();

	private final AtomicBoolean looksSoon = new AtomicBoolean();

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("naru-drain").factory());

	private volatile boolean closing;

	private long reported;

	/**
	 * @param kafka where records belong
	 * @param availability whether it is worth asking Kafka
	 * @param spool where they lie; what does so already is lined up at once
	 */
	Drainer(Publisher kafka, Availability availability, Spool spool, Subjects subjects, Ways ways, Clock clock) {
		this.kafka = kafka;
		this.availability = availability;
		this.spool = spool;
		this.subjects = subjects;
		this.ways = ways;
		this.clock = clock;
		spool.forEach((record) -> {
			subjects.add(record.topic(), record.key());
			ways.to(record.topic()).spooled(record.position(), null);
		});
		every(LOOK, this::look);
		every(REPORT, this::report);
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

	@Override
	public long records() {
		return this.spool.records();
	}

	@Override
	public long bytes() {
		return this.spool.bytes();
	}

	@Override
	public long maxBytes() {
		return this.spool.maxBytes();
	}

	@Override
	public long rejected() {
		return this.spool.rejected();
	}

	@Override
	public long drained() {
		return this.drained.sum();
	}

	@Override
	public Duration oldest() {
		Instant oldest = this.spool.oldest();
		Duration age = (oldest != null) ? Duration.between(oldest, this.clock.instant()) : Duration.ZERO;
		return age.isNegative() ? Duration.ZERO : age;
	}

	@Override
	public boolean takes() {
		return this.spool.takes();
	}

	@Override
	public void forEach(Visitor visitor) {
		this.spool.forEach(
				(record) -> visitor.waits(record.topic(), new SourceId(record.source()), new EventId(record.id())));
	}

	@Override
	public Set<String> topics() {
		return this.spool.topics();
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
								this.drained))
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

	private void report() {
		long sum = drained();
		long since = sum - this.reported;
		this.reported = sum;
		long records = records();
		if (records > 0) {
			logger.info("Spool: {} records wait for Kafka, {} bytes, the oldest for {} s; {} records/s go to Kafka",
					records, bytes(), oldest().toSeconds(), since / REPORT.toSeconds());
		}
		else if (since > 0) {
			logger.info("Spool: empty again; {} records have gone to Kafka since the start", sum);
		}
	}

}
