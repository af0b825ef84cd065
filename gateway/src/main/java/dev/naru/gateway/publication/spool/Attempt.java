package dev.naru.gateway.publication.spool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.Published;
import reactor.core.publisher.Signal;

/**
 * A record that was sent to Kafka as it arrived, and who waits to hear that it is safe.
 */
final class Attempt {

	private final Envelope envelope;

	private final CompletableFuture<Signal<Published>> onKafka;

	private final CompletableFuture<Signal<Published>> answer = new CompletableFuture<>();

	private final long since = System.nanoTime();

	private final AtomicBoolean givenUp = new AtomicBoolean();

	/**
	 * @param onKafka what Kafka says, sooner or later
	 */
	Attempt(Envelope envelope, CompletableFuture<Signal<Published>> onKafka) {
		this.envelope = envelope;
		this.onKafka = onKafka;
	}

	Envelope envelope() {
		return this.envelope;
	}

	/**
	 * What Kafka says, perhaps after the record has gone to the spool.
	 */
	CompletableFuture<Signal<Published>> onKafka() {
		return this.onKafka;
	}

	/**
	 * What the sender hears.
	 */
	CompletableFuture<Signal<Published>> answer() {
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
		return !this.answer.isDone() && this.givenUp.compareAndSet(false, true);
	}

}
