package dev.naru.gateway.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
		byte[] body = ("{\"type\":\"Transaction." + type + "\",\"data\":{\"transactionId\":\"t\",\"paymentId\":\"p\"}}")
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

	private static Stream<String> follow(HttpClient client) throws IOException, InterruptedException {
		URI events = URI
			.create("http://localhost:" + gateway.managementPort() + "/events?source=portone&type=payment.paid");
		return client
			.send(HttpRequest.newBuilder(events).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofLines())
			.body();
	}

}
