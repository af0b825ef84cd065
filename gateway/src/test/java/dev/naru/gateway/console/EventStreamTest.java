package dev.naru.gateway.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.naru.gateway.publication.Cursor;
import dev.naru.gateway.publication.Tail.Shown;
import dev.naru.gateway.publication.Tail;
import dev.naru.gateway.publication.TailRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EventStreamTest {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final Duration HEARTBEAT = Duration.ofMillis(300);

	private final List<Integer> wishes = new CopyOnWriteArrayList<>();

	@Test
	void streamsEventsAndSaysWhereEachStands() {
		// Given two records
		WebTestClient client = client(
				(last, after) -> endless(record(1, "shop", "payment.paid"), record(2, "shop", "payment.voided")));

		// When somebody looks, then both come, each under its place and its type
		StepVerifier.create(look(client, "/events").filter((event) -> event.data() != null).take(2))
			.assertNext((event) -> {
				assertThat(event.id()).isEqualTo("webhooks.shop-3-1;webhooks.shop:4,0,0,2");
				assertThat(event.event()).isEqualTo("payment.paid");
				assertThat(event.data()).isEqualTo("{\"source\":\"/sources/shop\",\"type\":\"payment.paid\"}");
			})
			.assertNext((event) -> assertThat(event.id()).isEqualTo("webhooks.shop-3-2;webhooks.shop:4,0,0,3"))
			.expectComplete()
			.verify(SOON);
		assertThat(this.wishes).containsExactly(100);
	}

	@Test
	void showsOnlyWhatIsWanted() {
		// Given records of two sources and two types
		WebTestClient client = client((last, after) -> endless(record(1, "shop", "payment.paid"),
				record(2, "shop", "payment.voided"), record(3, "club", "payment.paid")));

		// When somebody wants one of each, then the rest is not shown
		StepVerifier
			.create(look(client, "/events?source=shop&type=payment.voided&last=0")
				.filter((event) -> event.data() != null)
				.take(1))
			.assertNext((event) -> assertThat(event.id()).isEqualTo("webhooks.shop-3-2;webhooks.shop:4,0,0,3"))
			.expectComplete()
			.verify(SOON);
		StepVerifier.create(look(client, "/events?source=club").filter((event) -> event.data() != null).take(1))
			.assertNext((event) -> assertThat(event.id()).isEqualTo("webhooks.shop-3-3;webhooks.shop:4,0,0,4"))
			.expectComplete()
			.verify(SOON);
		assertThat(this.wishes).containsExactly(0, 100);
	}

	@Test
	void showsThatTheConnectionLives() {
		// Given a silent Kafka
		WebTestClient client = client((last, after) -> Flux.never());

		// When somebody looks, then there is a comment at once and then every so often
		Duration taken = StepVerifier.create(look(client, "/events").take(3))
			.thenConsumeWhile((event) -> "naru".equals(event.comment()))
			.expectComplete()
			.verify(SOON);
		assertThat(taken).isGreaterThanOrEqualTo(HEARTBEAT.multipliedBy(2).minusMillis(50));
	}

	@Test
	void endsWhenKafkaCannotBeRead() {
		// Given a Kafka that is away
		WebTestClient client = client((last, after) -> Flux.error(new IllegalStateException("away")));

		// When somebody looks, then the stream says so and ends
		List<ServerSentEvent<String>> seen = new ArrayList<>();
		StepVerifier.create(look(client, "/events"))
			.recordWith(() -> seen)
			.thenConsumeWhile((event) -> true)
			.expectComplete()
			.verify(SOON);
		assertThat(seen).last().extracting(ServerSentEvent::comment).asString().contains("Kafka cannot be read");
	}

	@Test
	void hasRoomForSoManyViewers() {
		// Given as many viewers as there is room for
		WebTestClient client = client((last, after) -> Flux.never());
		List<String> seen = new CopyOnWriteArrayList<>();
		Disposable first = look(client, "/events").subscribe((event) -> seen.add("first"));
		Disposable second = look(client, "/events").subscribe((event) -> seen.add("second"));
		await().atMost(SOON).until(() -> seen.contains("first") && seen.contains("second"));

		// When one more comes, then it is told to come again
		client.get().uri("/events").exchange().expectStatus().isEqualTo(503);

		// But when one has gone, there is room
		first.dispose();
		await().atMost(SOON).untilAsserted(() -> assertThat(look(client, "/events").blockFirst(SOON)).isNotNull());
		second.dispose();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "10001", "999999", "many", "" })
	void refusesAWishThatCannotBe(String last) {
		// Given a number of records that is none
		// When somebody asks for it, then that is a bad request
		client((number, after) -> Flux.never()).get()
			.uri("/events?last=" + last)
			.exchange()
			.expectStatus()
			.isBadRequest();
	}

	@Test
	void goesOnBehindTheEventThatWasSeenLast() {
		// Given a viewer who comes again
		List<String> places = new CopyOnWriteArrayList<>();
		WebTestClient client = client((last, after) -> {
			places.add(String.valueOf(after));
			return endless(record(7, "shop", "payment.paid"));
		});

		// When it says which event was its last, then that is where Kafka is read
		for (String id : List.of("webhooks.shop-3-6;webhooks.shop:4,0,0,7", "webhooks.shop-3-6")) {
			client.get()
				.uri("/events")
				.header("Last-Event-ID", id)
				.exchange()
				.expectStatus()
				.isOk()
				.returnResult(String.class)
				.getResponseBody()
				.blockFirst(SOON);
		}
		assertThat(places).containsExactly("webhooks.shop-3-6;webhooks.shop:4,0,0,7", "webhooks.shop-3-6");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "42", "webhooks.shop", "webhooks.shop-3", "webhooks.shop-3-x",
			"webhooks.shop-3-99999999999999999999", "web hooks-3-6", "webhooks.shop-3-6;", "webhooks.shop-3-6;a:1,,2",
			"webhooks.shop-3-6;a:-1", "webhooks.shop-3-6;a", "<script>alert(1)</script>" })
	void refusesAPlaceThatIsNone(String id) {
		// Given something that no event has for an id
		// When somebody wants to go on behind it, then that is a bad request, which says
		// so and repeats nothing
		client((last, after) -> Flux.never()).get()
			.uri("/events")
			.header("Last-Event-ID", id)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody(String.class)
			.value((text) -> assertThat(text).startsWith("Last-Event-ID is the id of an event")
				.doesNotContain("script"));
	}

	private WebTestClient client(Tail tail) {
		EventStream events = new EventStream((last, after) -> {
			this.wishes.add(last);
			return tail.follow(last, after);
		}, 2, HEARTBEAT);
		return WebTestClient
			.bindToRouterFunction(RouterFunctions.route(RequestPredicates.GET("/events"), events::follow))
			.build();
	}

	private static Flux<ServerSentEvent<String>> look(WebTestClient client, String uri) {
		return client.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
			.returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {
			})
			.getResponseBody();
	}

	private static Flux<Shown> endless(Shown... records) {
		return Flux.just(records).concatWith(Flux.never());
	}

	private static Shown record(long offset, String source, String type) {
		String value = "{\"source\":\"/sources/" + source + "\",\"type\":\"" + type + "\"}";
		TailRecord record = new TailRecord(
				"webhooks.shop", 3, offset, Instant.EPOCH, "key", Map.of("content-type", "application/cloudevents+json",
						"naru-source", "/sources/" + source, "naru-type", type),
				value.getBytes(StandardCharsets.UTF_8));
		return new Shown(record, Cursor.behind(record, Map.of("webhooks.shop", List.of(4L, 0L, 0L, offset + 1, 0L))));
	}

}
