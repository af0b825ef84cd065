package dev.naru.gateway.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.naru.gateway.logging.LimitedLogger;
import dev.naru.gateway.publication.Cursor;
import dev.naru.gateway.publication.Tail;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * {@code GET /events}: the records on Kafka as server-sent events, the last {@code ?last}
 * (100) and then each as it comes, if wanted of one {@code ?source} or {@code ?type}
 * only. With a {@code Last-Event-ID} of an earlier stream it goes on behind that.
 */
final class EventStream {

	private static final LimitedLogger logger = LimitedLogger.of(EventStream.class);

	private static final int MOST_OF_THE_PAST = 10_000;

	private final AtomicInteger viewers = new AtomicInteger();

	private final Tail tail;

	private final int mostViewers;

	private final Duration heartbeat;

	/**
	 * @param mostViewers how many may look at once: each costs a consumer
	 * @param heartbeat after which time a comment shows that the connection lives
	 */
	EventStream(Tail tail, int mostViewers, Duration heartbeat) {
		this.tail = tail;
		this.mostViewers = mostViewers;
		this.heartbeat = heartbeat;
	}

	/**
	 * Answers 400 to a wish that cannot be, and 503 when there are viewers enough.
	 */
	Mono<ServerResponse> follow(ServerRequest request) {
		String last = request.queryParam("last").orElse("100");
		if (!last.matches("\\d{1,5}") || Integer.parseInt(last) > MOST_OF_THE_PAST) {
			return refused(HttpStatus.BAD_REQUEST, "last is a number from 0 to " + MOST_OF_THE_PAST);
		}
		Cursor after;
		try {
			after = cursor(request.headers().header("Last-Event-ID"));
		}
		catch (IllegalArgumentException ex) {
			return refused(HttpStatus.BAD_REQUEST,
					"Last-Event-ID is the id of an event of this stream, such as webhooks.portone-3-1042");
		}
		if (this.viewers.get() >= this.mostViewers) {
			return refused(HttpStatus.SERVICE_UNAVAILABLE, this.mostViewers + " viewers are looking already");
		}
		Optional<String> source = request.queryParam("source").map((name) -> "/sources/" + name);
		Optional<String> type = request.queryParam("type");
		Flux<ServerSentEvent<String>> events = this.tail.follow(Integer.parseInt(last), after).handle((shown, sink) -> {
			EventView view = EventView.of(shown.record());
			if (source.map(view.source()::endsWith).orElse(true) && type.map(view.type()::equals).orElse(true)) {
				sink.next(event(shown.cursor(), view));
			}
		});
		return ServerResponse.ok().body(BodyInserters.fromServerSentEvents(counted(alive(events))));
	}

	/**
	 * Counts who looks, not who asks: a client that is gone before its answer begins
	 * would be counted for ever.
	 */
	private Flux<ServerSentEvent<String>> counted(Flux<ServerSentEvent<String>> events) {
		return Flux.defer(() -> {
			this.viewers.incrementAndGet();
			return events.doFinally((signal) -> this.viewers.decrementAndGet());
		});
	}

	/**
	 * The first comment goes out at once, so that the client sees that it is connected;
	 * the last, if Kafka fails, says why it ends.
	 */
	private Flux<ServerSentEvent<String>> alive(Flux<ServerSentEvent<String>> events) {
		Sinks.Empty<Void> ended = Sinks.empty();
		Flux<ServerSentEvent<String>> heartbeats = Flux.interval(this.heartbeat)
			.onBackpressureDrop()
			.map((beat) -> comment("naru"))
			.takeUntilOther(ended.asMono());
		return Flux
			.mergeDelayError(Queues.XS_BUFFER_SIZE, heartbeats, events.doFinally((signal) -> ended.tryEmitEmpty()))
			.onErrorResume(this::end)
			.startWith(comment("naru"));
	}

	private Flux<ServerSentEvent<String>> end(Throwable failure) {
		logger.warn("Kafka cannot be read for a viewer of the console: {}", "",
				(line) -> line.addArgument(failure.toString()));
		return Flux.just(comment("Kafka cannot be read; come again"));
	}

	private static @Nullable Cursor cursor(List<String> ids) {
		if (ids.size() > 1) {
			throw new IllegalArgumentException("there is more than one place to go on behind");
		}
		return ids.isEmpty() ? null : Cursor.parse(ids.get(0));
	}

	private static ServerSentEvent<String> event(Cursor cursor, EventView view) {
		return ServerSentEvent.builder(view.line()).id(cursor.toString()).event(EventView.oneLine(view.type())).build();
	}

	private static ServerSentEvent<String> comment(String text) {
		return ServerSentEvent.<String>builder().comment(text).build();
	}

	private static Mono<ServerResponse> refused(HttpStatus status, String why) {
		return ServerResponse.status(status).bodyValue(why);
	}

}
