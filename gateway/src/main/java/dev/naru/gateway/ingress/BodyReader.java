package dev.naru.gateway.ingress;

import java.time.Duration;

import dev.naru.gateway.ingress.Body.Gathering;
import dev.naru.gateway.pending.Deadline;
import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.webhook.Refusal;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * Reads a body whole, within bounds that do not depend on what the sender says of it.
 */
final class BodyReader implements AutoCloseable {

	private final Deadline deadline;

	/**
	 * @param within how long the sender may take
	 */
	BodyReader(Duration within) {
		this.deadline = new Deadline("naru-body-deadline", within);
	}

	/**
	 * Begins to read.
	 * @param limit the most bytes taken
	 */
	Mono<Body> read(ServerHttpRequest request, int limit) {
		if (request.getHeaders().getContentLength() > limit) {
			return Mono.just(new Body.TurnedAway(new Refusal.ContentTooLarge()));
		}
		Pending<Body> body = new Pending<>();
		Gathering gathering = new Gathering(body, limit);
		request.getBody().subscribe(gathering);
		this.deadline.watch(body, gathering::endTooSlow);
		return body;
	}

	/**
	 * Looks at the time no more.
	 */
	@Override
	public void close() {
		this.deadline.close();
	}

}
