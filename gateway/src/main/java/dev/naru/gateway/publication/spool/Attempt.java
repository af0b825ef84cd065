package dev.naru.gateway.publication.spool;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.publication.Published;

/**
 * A record that was sent to Kafka as it arrived, and who waits to hear that it is safe.
 */
final class Attempt {

	private final Envelope envelope;

	private final Pending<Published> onKafka;

	private final Pending<Published> answer = new Pending<>();

	private final long since = System.nanoTime();

	private final AtomicBoolean givenUp = new AtomicBoolean();

	/**
	 * @param onKafka what Kafka says, sooner or later
	 */
	Attempt(Envelope envelope, Pending<Published> onKafka) {
		this.envelope = envelope;
		this.onKafka = onKafka;
	}

	Envelope envelope() {
		return this.envelope;
	}

	/**
	 * What Kafka says, perhaps after the record has gone to the spool.
	 */
	Pending<Published> onKafka() {
		return this.onKafka;
	}

	/**
	 * What the sender hears.
	 */
	Pending<Published> answer() {
		return this.answer;
	}

	/**
	 * Whether it has waited since then or longer.
	 */
	boolean startedBefore(long nanoTime) {
		return this.since - nanoTime <= 0;
	}

	/**
	 * Decides that the record goes to the spool.
	 * @return whether this is the first to decide so, and nobody has an answer yet
	 */
	boolean giveUp() {
		return !this.answer.isKnown() && this.givenUp.compareAndSet(false, true);
	}

}
