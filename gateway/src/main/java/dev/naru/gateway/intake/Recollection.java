package dev.naru.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.naru.gateway.publication.History;
import dev.naru.gateway.publication.Recalled;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.webhook.Memory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Tells deduplication what stands on Kafka: what stood there before the start, and what
 * other instances put there since.
 */
public final class Recollection implements Memory, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Recollection.class);

	private static final Status OFF = new Status(true, "deduplication is switched off");

	private static final Status READING = new Status(false, "what stands on Kafka is being read back");

	private static final Status LATE = new Status(true,
			"what stands on Kafka could not be read back in time: copies of earlier events may pass");

	private static final Status WHOLE = new Status(true, "what stands on Kafka is known");

	private final Deduplication deduplication;

	private final DeduplicationProperties properties;

	private final FleetKeys fleet;

	private final History history;

	private final Duration longest;

	private final Clock clock;

	private final AtomicReference<Status> status = new AtomicReference<>(READING);

	private final AtomicLong foreign = new AtomicLong();

	private final Disposable.Composite reading = Disposables.composite();

	/**
	 * @param fleet knows the records that gateways of this fleet wrote; all are believed
	 * if it has no key
	 * @param history what stands on Kafka
	 * @param longest how far back any of it is of use
	 */
	public Recollection(Deduplication deduplication, DeduplicationProperties properties, FleetKeys fleet,
			History history, Duration longest, Clock clock) {
		this.deduplication = deduplication;
		this.properties = properties;
		this.fleet = fleet;
		this.history = history;
		this.longest = longest;
		this.clock = clock;
	}

	/**
	 * Begins to read; waits for nothing.
	 */
	public void start() {
		if (!this.deduplication.isOn()) {
			this.status.set(OFF);
			return;
		}
		if (this.fleet.isEmpty()) {
			logger.info("naru.fleet.keys is not set: every record on the topics is believed, so that whoever else may "
					+ "write there can make the gateway take events for published");
		}
		this.reading.add(this.history.follow(this.clock.instant().minus(this.longest), this.properties.maxEntries())
			.subscribe(this::take,
					(fault) -> logger.error("What stands on Kafka is read back no more: copies may pass", fault)));
		this.reading.add(Mono.delay(this.properties.warmUpWithin()).subscribe((time) -> timeIsUp()));
	}

	@Override
	public long events() {
		return this.deduplication.events();
	}

	@Override
	public long forgotten() {
		return this.deduplication.forgotten();
	}

	@Override
	public long foreign() {
		return this.foreign.get();
	}

	@Override
	public Status status() {
		return this.status.get();
	}

	@Override
	public void close() {
		this.reading.dispose();
	}

	private void take(Recalled recalled) {
		switch (recalled) {
			case Recalled.Event event -> {
				if (isOurs(event)) {
					this.deduplication.remember(event.topic(), event.source(), event.id(), event.digest(),
							event.timestamp());
				}
				else if (this.foreign.getAndIncrement() == 0) {
					logger
						.warn("A record on {} has no mark of this fleet (naru.fleet.keys), and is not believed: it was "
								+ "written before the keys were set, with another key, or by somebody who should not be able "
								+ "to. Further ones are counted in naru_deduplication_foreign_total", event.topic());
				}
			}
			case Recalled.CaughtUp all -> {
				this.status.set(WHOLE);
				logger.atInfo()
					.addKeyValue("events", this.deduplication.events())
					.log("What stands on Kafka has been read back");
			}
		}
	}

	private boolean isOurs(Recalled.Event event) {
		return this.fleet.isEmpty()
				|| this.fleet.recognize(event.mark(), event.topic(), event.source(), event.id(), event.digest());
	}

	private void timeIsUp() {
		if (this.status.compareAndSet(READING, LATE)) {
			logger.warn("What stands on Kafka could not be read back within {} (naru.deduplication.warm-up-within). "
					+ "Until it has been, copies of earlier events may pass", this.properties.warmUpWithin());
		}
	}

}
