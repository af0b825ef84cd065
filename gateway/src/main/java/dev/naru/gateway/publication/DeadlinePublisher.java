package dev.naru.gateway.publication;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.envelope.Envelope;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * Answers in time whatever the next publisher does. A record that is late is not
 * recalled.
 * <p>
 * All records have the same time, so that a queue and a look at its head now and then
 * replace a timer for each.
 */
public final class DeadlinePublisher implements Publisher, AutoCloseable {

	private final Publisher next;

	private final Duration within;

	private final long tick;

	private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("naru-deadline").factory());

	/**
	 * @param within how long a caller waits at most
	 */
	public DeadlinePublisher(Publisher next, Duration within) {
		this.next = next;
		this.within = within;
		this.tick = within.toNanos() / 40;
		Future<?> unused = this.clock.scheduleAtFixedRate(this::expire, this.tick, this.tick, TimeUnit.NANOSECONDS);
	}

	@Override
	public Mono<Published> publish(Envelope envelope) {
		return Mono.defer(() -> {
			CompletableFuture<Signal<Published>> answer = Answers.of(this.next, envelope);
			if (!answer.isDone()) {
				this.waiting.add(new Waiting(answer, System.nanoTime()));
			}
			return Answers.to(answer);
		});
	}

	/**
	 * Looks at the time no more. Who still waits is answered when the next publisher is
	 * closed.
	 */
	@Override
	public void close() {
		this.clock.shutdownNow();
	}

	/**
	 * Takes from the head what is answered and what is due before the next look.
	 */
	private void expire() {
		long due = System.nanoTime() - this.within.toNanos() + 2 * this.tick;
		for (Waiting first = head(due); first != null; first = head(due)) {
			this.waiting.poll();
			tooLate(first);
		}
	}

	private @Nullable Waiting head(long due) {
		Waiting first = this.waiting.peek();
		return (first != null && (first.answer().isDone() || first.since() - due < 0)) ? first : null;
	}

	private void tooLate(Waiting late) {
		late.answer()
			.complete(Signal.error(new PublicationException.NotAcknowledged(
					"no answer from Kafka within " + this.within.toMillis() + " ms")));
	}

	private record Waiting(CompletableFuture<Signal<Published>> answer, long since) {
	}

}
