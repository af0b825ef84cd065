package dev.naru.gateway.ingress;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import dev.naru.gateway.webhook.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * Reads a body whole, within bounds that do not depend on what the sender says of it.
 *
 * @param within how long the sender may take
 */
record BodyReader(Duration within) {

	private static final byte[] EMPTY = new byte[0];

	/** What reading a body gives. */
	sealed interface Body {

		/** All of it. */
		record Whole(byte[] bytes) implements Body {
		}

		/** Turned away. */
		record TurnedAway(Refusal refusal) implements Body {
		}

		/** The sender broke off, or wrote what is not HTTP. */
		record Broken() implements Body {
		}

	}

	/**
	 * @param limit the most bytes taken
	 */
	Mono<Body> read(ServerHttpRequest request, long limit) {
		if (request.getHeaders().getContentLength() > limit) {
			return Mono.just(new Body.TurnedAway(new Refusal.ContentTooLarge()));
		}
		return DataBufferUtils.join(request.getBody(), (int) limit)
			.map(BodyReader::bytes)
			.defaultIfEmpty(EMPTY)
			.timeout(this.within)
			.<Body>map(Body.Whole::new)
			.onErrorResume((fault) -> Mono.just(switch (fault) {
				case DataBufferLimitException large -> new Body.TurnedAway(new Refusal.ContentTooLarge());
				case TimeoutException slow -> new Body.TurnedAway(new Refusal.TooSlow());
				default -> new Body.Broken();
			}));
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
