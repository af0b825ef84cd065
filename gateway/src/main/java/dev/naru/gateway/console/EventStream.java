package dev.naru.gateway.console;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.naru.gateway.logging.LimitedLogger;
import dev.naru.gateway.publication.Tail;
import dev.naru.gateway.publication.TailRecord;
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
 * only.
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
		if (this.viewers.get() >= this.mostViewers) {
			return refused(HttpStatus.SERVICE_UNAVAILABLE, this.mostViewers + " viewers are looking already");
		}
		Optional<String> source = request.queryParam("source").map((name) -> "/sources/" + name);
		Optional<String> type = request.queryParam("type");
		Flux<ServerSentEvent<String>> events = this.tail.follow(Integer.parseInt(last)).handle((record, sink) -> {
			EventView view = EventView.of(record);
			if (source.map(view.source()::endsWith).orElse(true) && type.map(view.type()::equals).orElse(true)) {
				sink.next(event(record, view));
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

	private static ServerSentEvent<String> event(TailRecord record, EventView view) {
		return ServerSentEvent.builder(view.line())
			.id(record.topic() + "-" + record.partition() + "-" + record.offset())
			.event(EventView.oneLine(view.type()))
			.build();
	}

	private static ServerSentEvent<String> comment(String text) {
		return ServerSentEvent.<String>builder().comment(text).build();
	}

	private static Mono<ServerResponse> refused(HttpStatus status, String why) {
		return ServerResponse.status(status).bodyValue(why);
	}

}
