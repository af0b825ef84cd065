package dev.naru.gateway.publication;

import java.time.Duration;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.pending.Deadline;
import dev.naru.gateway.pending.Pending;
import reactor.core.publisher.Mono;

/**
 * Answers in time whatever the next publisher does. A record that is late is not
 * recalled.
 */
public final class DeadlinePublisher implements Publisher, AutoCloseable {

	private final Publisher next;

	private final Duration within;

	private final Deadline deadline;

	/**
	 * @param within how long a caller waits at most
	 */
	public DeadlinePublisher(Publisher next, Duration within) {
		this.next = next;
		this.within = within;
		this.deadline = new Deadline("naru-deadline", within);
	}

	@Override
	public Mono<Published> publish(Envelope envelope) {
		Pending<Published> answer = new Pending<>();
		Pending.of(() -> this.next.publish(envelope)).whenKnown(answer::know);
		this.deadline.watch(answer, () -> answer.fail(new PublicationException.NotAcknowledged(
				"no answer from Kafka within " + this.within.toMillis() + " ms")));
		return answer;
	}

	/**
	 * Looks at the time no more. Who still waits is answered when the next publisher is
	 * closed.
	 */
	@Override
	public void close() {
		this.deadline.close();
	}

}
