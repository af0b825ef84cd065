package dev.naru.gateway.publication;

import java.util.concurrent.CompletableFuture;

import dev.naru.gateway.envelope.Envelope;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * Cuts the tie between the caller who waits and the record under way: the caller may go
 * away, and the record does not notice. An error is carried as a value on the way, since
 * Reactor logs each error for which nobody waits any more, and in an outage that is every
 * one.
 */
public final class Answers {

	private Answers() {
	}

	/**
	 * Publishes the record now.
	 * @return completes with what the publisher signals, and never fails
	 */
	public static CompletableFuture<Signal<Published>> of(Publisher publisher, Envelope envelope) {
		CompletableFuture<Signal<Published>> answer = new CompletableFuture<>();
		Mono.defer(() -> publisher.publish(envelope)).materialize().subscribe(answer::complete);
		return answer;
	}

	/**
	 * What a caller may wait for, and stop waiting for.
	 */
	public static Mono<Published> to(CompletableFuture<Signal<Published>> answer) {
		return Mono.fromFuture(answer, true).dematerialize();
	}

}
