package dev.naru.gateway.publication.spool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.publication.Publisher;
import org.jspecify.annotations.Nullable;

/**
 * Takes one topic's records from the spool to Kafka: subjects side by side, the records
 * of each in their order. While the way is closed it sends a single record now and then,
 * to see whether it is open again. All of it runs on the drainer's thread.
 */
final class Drain {

	private static final int READ_AT_ONCE = 1000;

	private static final long BYTES_AT_ONCE = 2 * 1024 * 1024;

	private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

	private final Way way;

	private final Spool spool;

	private final Publisher kafka;

	private final Availability availability;

	private final Subjects subjects;

	private final Executor thread;

	private final Progress progress;

	private final ReadAhead ahead;

	private final Map<String, Lane> lanes = new HashMap<>();

	private final Deque<Lane> ready = new ArrayDeque<>();

	private final Pace pace = new Pace();

	private long lastRead;

	private int read;

	private int underWay;

	private boolean reading;

	private long notBefore = System.nanoTime();

	/**
	 * @param kafka where the records go
	 * @param thread the drainer's
	 * @param progress hears of the records that have come to stand on Kafka
	 * @param ahead what all drains together have read and not sent
	 */
	Drain(Way way, Spool spool, Publisher kafka, Availability availability, Subjects subjects, Executor thread,
			Progress progress, ReadAhead ahead) {
		this.way = way;
		this.spool = spool;
		this.kafka = kafka;
		this.availability = availability;
		this.subjects = subjects;
		this.thread = thread;
		this.progress = progress;
		this.ahead = ahead;
	}

	/**
	 * Does what can be done now.
	 */
	void look() {
		if (!this.availability.status().available() || System.nanoTime() - this.notBefore < 0) {
			return;
		}
		if (this.way.isClosed() && this.way.isEmpty()) {
			// Nothing is there to see it by.
			this.way.open();
		}
		readOn();
		send();
	}

	/**
	 * How many records have been sent and not yet been answered.
	 */
	int underWay() {
		return this.underWay;
	}

	private void readOn() {
		if (this.reading || this.read > READ_AT_ONCE / 2 || this.read >= this.way.waiting()
				|| (this.read > 0 && this.ahead.isFull())) {
			return;
		}
		this.reading = true;
		Future<?> unused = this.spool.read(this.way.topic(), this.lastRead, READ_AT_ONCE, BYTES_AT_ONCE)
			.whenComplete((records, fault) -> this.thread.execute(() -> {
				this.reading = false;
				// What cannot be read now is tried again at the next look.
				if (fault == null) {
					records.forEach(this::lineUp);
					look();
				}
			}));
	}

	private void lineUp(Kept record) {
		this.lastRead = record.position();
		this.read++;
		this.ahead.add(record.envelope().size());
		Lane lane = this.lanes.get(record.envelope().key());
		if (lane == null) {
			lane = new Lane(record.envelope().key());
			this.lanes.put(lane.key(), lane);
			this.ready.add(lane);
		}
		lane.add(record);
	}

	private void send() {
		int most = this.way.isClosed() ? 1 : this.pace.window();
		while (this.underWay < most && !this.ready.isEmpty() && System.nanoTime() - this.notBefore >= 0) {
			Lane lane = this.ready.remove();
			Kept record = lane.first();
			Pending<Published> first = this.way.firstAttempt(record.position());
			this.underWay++;
			long start = System.nanoTime();
			((first != null) ? first : Pending.of(() -> this.kafka.publish(record.envelope()))).whenKnown(
					(published, fault) -> this.thread.execute(() -> settle(lane, record, first != null, start, fault)));
		}
	}

	private void settle(Lane lane, Kept record, boolean firstAttempt, long start, @Nullable Throwable failed) {
		this.underWay--;
		switch (failed) {
			case null -> {
				this.way.open();
				if (!firstAttempt) {
					// A first attempt was sent long before, and may be answered already.
					this.pace.answered(System.nanoTime() - start);
				}
				this.progress.countDrained();
				// If it cannot be deleted it is sent again after the next start.
				Future<?> unused = this.spool.delete(List.of(record.position()));
				next(lane, record);
			}
			case PublicationException.Refused refused -> {
				Future<?> unused = this.spool.reject(record.position(), String.valueOf(refused.getMessage()));
				next(lane, record);
			}
			case Throwable fault when firstAttempt -> {
				this.way.failed(record.position());
				this.ready.addFirst(lane);
			}
			case PublicationException.Saturated full -> later(lane, BETWEEN_PROBES.dividedBy(20));
			case Throwable away -> {
				this.way.close();
				later(lane, BETWEEN_PROBES);
			}
		}
		look();
	}

	private void next(Lane lane, Kept record) {
		this.read--;
		this.ahead.add(-record.envelope().size());
		this.way.settled(record.position());
		this.subjects.remove(this.way.topic(), lane.key());
		if (lane.removeFirst()) {
			this.ready.add(lane);
		}
		else {
			this.lanes.remove(lane.key());
		}
	}

	private void later(Lane lane, Duration pause) {
		this.ready.addFirst(lane);
		this.notBefore = System.nanoTime() + pause.toNanos();
	}

}
