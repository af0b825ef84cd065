package dev.naru.gateway.publication.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.publication.Publisher;
import reactor.core.publisher.Mono;

/**
 * Kafka as a test would have it: it takes records, keeps silent, refuses, and answers
 * late. Thread-safe.
 */
final class FakeKafka implements Publisher {

	private final List<Envelope> log = new ArrayList<>();

	private final Queue<Sent> unanswered = new ArrayDeque<>();

	private int asked;

	private boolean silent;

	private String refuses = "";

	private String deniesTopic = "";

	private volatile boolean available = true;

	@Override
	public Mono<Published> publish(Envelope envelope) {
		return Mono.defer(() -> Mono.fromFuture(take(envelope), true));
	}

	private synchronized CompletableFuture<Published> take(Envelope envelope) {
		this.asked++;
		Sent sent = new Sent(envelope, new CompletableFuture<>());
		if (envelope.topic().equals(this.deniesTopic)) {
			sent.answer().completeExceptionally(new PublicationException.NotAcknowledged("not allowed"));
		}
		else if (envelope.key().equals(this.refuses)) {
			sent.answer().completeExceptionally(new PublicationException.Refused("too large"));
		}
		else if (this.silent) {
			this.unanswered.add(sent);
		}
		else {
			acknowledge(sent);
		}
		return sent.answer();
	}

	Availability availability() {
		return () -> new Availability.Status(this.available, "as the test says");
	}

	void isKnownAway(boolean away) {
		this.available = !away;
	}

	synchronized void keepsSilent(boolean keepsSilent) {
		this.silent = keepsSilent;
	}

	synchronized void refuses(String key) {
		this.refuses = key;
	}

	synchronized void denies(String topic) {
		this.deniesTopic = topic;
	}

	/**
	 * Answers all that wait for an answer: the records stand there now.
	 */
	synchronized void acknowledgesLate() {
		while (!this.unanswered.isEmpty()) {
			acknowledge(this.unanswered.remove());
		}
	}

	/**
	 * Answers the one that has waited longest: it did not get through.
	 */
	void givesUpFirst() {
		Sent first;
		synchronized (this) {
			first = this.unanswered.remove();
		}
		first.answer().completeExceptionally(new PublicationException.NotAcknowledged("expired"));
	}

	/**
	 * How many records it was asked to take.
	 */
	synchronized int asked() {
		return this.asked;
	}

	/**
	 * The values that stand there.
	 */
	synchronized List<String> values() {
		return this.log.stream()
			.map((envelope) -> new String(envelope.value(), java.nio.charset.StandardCharsets.UTF_8))
			.toList();
	}

	private void acknowledge(Sent sent) {
		this.log.add(sent.envelope());
		sent.answer().complete(new Published.OnKafka(sent.envelope().topic(), 0, this.log.size() - 1L));
	}

	private record Sent(Envelope envelope, CompletableFuture<Published> answer) {
	}

}
