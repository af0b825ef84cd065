package dev.naru.gateway.publication.spool;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.publication.Publisher;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Kafka first, and the spool when Kafka does not acknowledge in time or is known to be
 * away. While a subject has records in the spool, further ones queue behind them.
 */
final class SpoolingPublisher implements Publisher, AutoCloseable {

	private final Publisher kafka;

	private final Availability availability;

	private final Spool spool;

	private final Subjects subjects;

	private final Ways ways;

	private final Drainer drainer;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("naru-spool-deadline").factory());

	/**
	 * @param kafka where records belong
	 * @param availability whether it is worth asking Kafka
	 * @param spool where they wait
	 * @param drainer takes them to Kafka then
	 * @param within how long Kafka has
	 */
	SpoolingPublisher(Publisher kafka, Availability availability, Spool spool, Subjects subjects, Ways ways,
			Drainer drainer, Duration within) {
		this.kafka = kafka;
		this.availability = availability;
		this.spool = spool;
		this.subjects = subjects;
		this.ways = ways;
		this.drainer = drainer;
		long tick = within.toNanos() / 40;
		Future<?> unused = this.clock.scheduleAtFixedRate(() -> expire(System.nanoTime() - within.toNanos() + 2 * tick),
				tick, tick, TimeUnit.NANOSECONDS);
	}

	@Override
	public Mono<Published> publish(Envelope envelope) {
		Way way = this.ways.to(envelope.topic());
		return isOpen(way, envelope) ? send(way, envelope) : append(way, envelope, null);
	}

	/**
	 * Looks at the time no more; who still waits is answered when Kafka's client is
	 * closed.
	 */
	@Override
	public void close() {
		this.clock.shutdownNow();
	}

	private boolean isOpen(Way way, Envelope envelope) {
		return !way.isClosed() && this.availability.status().available()
				&& !this.subjects.contains(envelope.topic(), envelope.key());
	}

	private Pending<Published> send(Way way, Envelope envelope) {
		Attempt attempt = new Attempt(envelope, Pending.of(() -> this.kafka.publish(envelope)));
		way.add(attempt);
		attempt.onKafka().whenKnown((published, fault) -> settle(way, attempt, published, fault));
		return attempt.answer();
	}

	private void settle(Way way, Attempt attempt, @Nullable Published published, @Nullable Throwable failed) {
		switch (failed) {
			case null -> attempt.answer().know(published, null);
			case PublicationException.NotAcknowledged away -> close(way, attempt);
			case PublicationException itself -> giveUp(way, attempt);
			// A fault of our own is told as such, and not kept.
			case Throwable fault -> attempt.answer().fail(fault);
		}
	}

	/**
	 * The attempt itself may not have been added to its way yet.
	 */
	private void close(Way way, Attempt failed) {
		close(way);
		giveUp(way, failed);
	}

	/**
	 * Until its records are on their way to the spool, the way is not taken for empty.
	 */
	private void close(Way way) {
		way.beginAppend();
		way.close();
		way.clear((attempt) -> giveUp(way, attempt));
		way.endAppend();
	}

	/**
	 * The drainer, too, may have found the way closed.
	 */
	private void expire(long startedBefore) {
		for (Way way : this.ways.all()) {
			if (way.isLate(startedBefore) || way.isClosed()) {
				close(way);
			}
		}
	}

	/**
	 * Leaves Kafka to answer when it likes: if it takes the record after all, the spooled
	 * copy is not sent. If the spool takes nothing, what Kafka says is the last hope.
	 */
	private void giveUp(Way way, Attempt attempt) {
		if (!attempt.giveUp()) {
			return;
		}
		append(way, attempt.envelope(), attempt.onKafka()).whenKnown((spooled, notSpooled) -> {
			if (notSpooled == null) {
				attempt.answer().know(spooled, null);
			}
			else {
				attempt.onKafka()
					.whenKnown((published, fault) -> attempt.answer()
						.know(published, (fault != null) ? notSpooled : null));
			}
		});
	}

	/**
	 * The subject is marked before the record is on disk, so that none overtakes it.
	 */
	private Pending<Published> append(Way way, Envelope envelope, @Nullable Pending<Published> firstAttempt) {
		this.subjects.add(envelope.topic(), envelope.key());
		way.beginAppend();
		Pending<Published> answer = new Pending<>();
		Future<?> unused = this.spool.append(envelope).whenComplete((position, fault) -> {
			if (fault != null) {
				way.endAppend();
				this.subjects.remove(envelope.topic(), envelope.key());
				answer.fail(fault);
			}
			else {
				way.spooled(position, firstAttempt);
				way.endAppend();
				this.drainer.wake();
				answer.settle(new Published.Spooled(position));
			}
		});
		return answer;
	}

}
