package dev.naru.gateway.ingress;

import java.time.Duration;

import dev.naru.gateway.budget.Budget;
import dev.naru.gateway.ingress.Body.Gathering;
import dev.naru.gateway.pending.Deadline;
import dev.naru.gateway.pending.Pending;
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
	 * @param memory what the body takes
	 */
	Mono<Body> read(ServerHttpRequest request, int limit, Budget.Holding memory) {
		Pending<Body> body = new Pending<>();
		Gathering gathering = new Gathering(body, limit, memory);
		request.getBody().subscribe(gathering);
		this.deadline.watch(gathering.ended(), gathering::endTooSlow);
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
