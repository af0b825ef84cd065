package dev.naru.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.Envelopes;
import dev.naru.gateway.testkit.HostileTexts;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Scrape;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hostile texts on their whole way: from a request to Kafka, the live view and the
 * metrics.
 */
class HostileTextsOnKafkaTest {

	private static final String TOPIC = TestBroker.newName("hostile-texts");

	private static final Duration QUIET = Duration.ofSeconds(20);

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path profiles) throws IOException {
		Files.writeString(profiles.resolve("hostile.yaml"), """
				name: hostile
				accepts: [json]
				verify: [{name: open, none: {}}]
				read:
				  - version: "1"
				    id: {field: /id}
				    type: {field: /type}
				    resource: [{kind: thing, id: {field: /thing}}]
				answer: {status: 200}
				""");
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.providers.locations", profiles);
		properties.put("naru.sources.hostile-texts.provider", "hostile");
		properties.put("naru.sources.hostile-texts.topic", TOPIC);
		gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties);
		for (String text : HostileTexts.all()) {
			String quoted = HostileTexts.json(text);
			post("{\"id\":" + quoted + ",\"type\":" + quoted + ",\"thing\":" + quoted + "}");
			post("{\"id\":" + quoted + "}");
		}
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	private static void post(String body) {
		assertThat(gateway
			.post("hostile-texts", Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8))
			.statusCode()).isEqualTo(200);
	}

	@Test
	void everyRecordKeepsEveryPromise() {
		List<ConsumerRecord<String, byte[]>> events = TestBroker.shared().records(TOPIC);
		List<ConsumerRecord<String, byte[]>> quarantined = TestBroker.shared()
			.records("webhooks.quarantine")
			.stream()
			.filter((record) -> source(record).equals("/sources/hostile-texts"))
			.toList();

		assertThat(events).hasSizeGreaterThan(40)
			.allSatisfy((record) -> assertThat(Envelopes.check(record).get("source").asString())
				.isEqualTo("/sources/hostile-texts"));
		assertThat(quarantined).hasSizeGreaterThan(40).allSatisfy(Envelopes::check);
	}

	@Test
	void theLiveViewShowsEachOnOneLineAndNothingElse() throws IOException, InterruptedException {
		int shown = TestBroker.shared().records(TOPIC).size();
		URI events = URI
			.create("http://localhost:" + gateway.managementPort() + "/events?source=hostile-texts&last=5000");
		HttpRequest request = HttpRequest.newBuilder(events).timeout(QUIET).build();
		try (HttpClient client = HttpClient.newHttpClient();
				Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
			List<String> seen = lines.filter((line) -> !line.isEmpty() && !line.startsWith(":"))
				.limit(3L * shown)
				.toList();

			assertThat(seen)
				.allMatch((line) -> line.startsWith("id:") || line.startsWith("event:") || line.startsWith("data:"));
			assertThat(seen.stream().filter((line) -> line.startsWith("data:"))).allSatisfy((line) -> {
				JsonNode event = JsonMapper.shared().readTree(line.substring("data:".length()));
				assertThat(event.get("source").asString()).isEqualTo("/sources/hostile-texts");
				assertThat(event.get("authenticity").asString()).isEqualTo("none");
				assertThat(event.get("type").asString()).matches("(?s)hostile\\..+|naru\\.quarantined");
			});
		}
	}

	@Test
	void noLabelHoldsMoreThanATypeOfTheSource() {
		String page = gateway.manage("/actuator/prometheus").body();
		Scrape scrape = Scrape.parse(page);

		assertThat(scrape.values("naru_webhooks_events_total", "type")).hasSizeBetween(10, 101)
			.allMatch((type) -> type.startsWith("hostile.") || type.equals("other"));
		assertThat(scrape.values("naru_webhooks_total", "source")).containsExactly("hostile-texts");
		assertThat(page.lines())
			.allMatch((line) -> line.startsWith("#") || line.matches("(?s)[a-z_:]+[\\w:]*(\\{.*})? \\S+"));
		assertThat(scrape.unaccounted()).isZero();
	}

	private static String source(ConsumerRecord<String, byte[]> record) {
		return new String(record.headers().lastHeader("naru-source").value(), StandardCharsets.UTF_8);
	}

}
