package dev.naru.gateway.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands on Kafka is shown on the management port, what was there and what comes.
 */
class ConsoleTest {

	private static RunningGateway gateway;

	@BeforeAll
	static void start() {
		gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(),
				Map.of("naru.sources.portone.provider", "portone", "naru.sources.portone.secrets",
						Signed.STANDARD_SECRET, "naru.sources.portone.topic", TestBroker.newName("console")));
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	private static void send(String id, String type) {
		send(id, type, "p");
	}

	private static void send(String id, String type, String payment) {
		byte[] body = ("{\"type\":\"Transaction." + type + "\",\"data\":{\"transactionId\":\"t\",\"paymentId\":\""
				+ payment + "\"}}")
			.getBytes(StandardCharsets.UTF_8);
		assertThat(gateway.post("portone", Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, body), body)
			.statusCode()).isEqualTo(200);
	}

	@Test
	void showsWhatWasThereAndWhatComesAndNothingElse() throws Exception {
		send("paid-before", "Paid");
		send("failed-before", "Failed");
		CompletableFuture<String> live = new CompletableFuture<>();

		try (HttpClient client = HttpClient.newHttpClient(); Stream<String> lines = follow(client)) {
			Thread.ofVirtual().start(() -> lines.filter((line) -> line.startsWith("data:")).forEach((line) -> {
				if (line.contains("\"id\":\"paid-before\"")) {
					send("failed-live", "Failed");
					send("paid-live", "Paid");
				}
				else {
					live.complete(line);
				}
			}));

			assertThat(live.get(30, TimeUnit.SECONDS)).contains("\"id\":\"paid-live\"");
		}
	}

	@Test
	void aViewerWhoComesAgainMissesNothingAndSeesNothingTwice() throws Exception {
		// Given a viewer who has seen events of many subjects, and so of all partitions
		Set<String> firsts = sent("first");
		Seen first = watch(null, firsts);

		// When more come while he is away
		Set<String> seconds = sent("second");
		Seen second = watch(first.places().get(first.ids().size() - 1), seconds);

		// Then he is shown each of those once, and no other
		assertThat(second.ids()).containsExactlyInAnyOrderElementsOf(seconds);

		// And from the middle on what came behind it
		int middle = first.ids().size() - 10;
		List<String> behind = first.ids().subList(middle + 1, first.ids().size());
		Set<String> left = new HashSet<>(seconds);
		left.addAll(behind);
		assertThat(watch(first.places().get(middle), left).ids()).containsExactlyInAnyOrderElementsOf(left);
	}

	private static Set<String> sent(String name) {
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 20; i++) {
			send(name + "-" + i, "Failed", "subject-" + i);
			ids.add(name + "-" + i);
		}
		return ids;
	}

	/**
	 * Events that a viewer was shown, in their order.
	 *
	 * @param ids the events' ids
	 * @param places the stream's ids
	 */
	private record Seen(List<String> ids, List<String> places) {

		static Seen of(List<String> lines) {
			return new Seen(
					of(lines, "data:").map((data) -> JsonMapper.shared().readTree(data).get("id").asString()).toList(),
					of(lines, "id:").toList());
		}

		private static Stream<String> of(List<String> lines, String field) {
			return lines.stream()
				.filter((line) -> line.startsWith(field))
				.map((line) -> line.substring(field.length()));
		}

	}

	/**
	 * Looks until all of these events have come. In each partition those that the viewer
	 * should not see come before them.
	 */
	private static Seen watch(@Nullable String after, Set<String> awaited) throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + gateway.managementPort() + "/events?last=1000"));
		if (after != null) {
			request.header("Last-Event-ID", after);
		}
		List<String> lines = new CopyOnWriteArrayList<>();
		HttpClient client = HttpClient.newHttpClient();
		try {
			Stream<String> stream = client.send(request.build(), BodyHandlers.ofLines()).body();
			Thread.ofVirtual().start(() -> stream.forEach(lines::add));
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Seen.of(lines).ids().containsAll(awaited));
		}
		finally {
			client.shutdownNow();
		}
		return Seen.of(lines);
	}

	private static Stream<String> follow(HttpClient client) throws IOException, InterruptedException {
		URI events = URI
			.create("http://localhost:" + gateway.managementPort() + "/events?source=portone&type=payment.paid");
		return client
			.send(HttpRequest.newBuilder(events).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofLines())
			.body();
	}

}
