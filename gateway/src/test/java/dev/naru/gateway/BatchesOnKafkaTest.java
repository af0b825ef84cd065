package dev.naru.gateway;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.Envelopes;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Scrape;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request with several events becomes as many records, and has one answer.
 */
class BatchesOnKafkaTest {

	private static final String TOPIC = TestBroker.newName("batches");

	private static final String PROFILE = """
			name: acme
			accepts: [json]
			verify:
			  - name: token
			    token: {from: {header: X-Acme-Token}}
			read:
			  - version: "1"
			    items: /events/*
			    id: {field: /id}
			    type: {field: /type}
			    resource:
			      - {kind: order, id: {field: /order}}
			    references: {shop: {around: /shop}}
			answer: {status: 202, content-type: text/plain, body: accepted}
			answer-unreadable: {status: 406}
			""";

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path profiles) throws IOException {
		Files.writeString(profiles.resolve("acme.yaml"), PROFILE);
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.providers.locations", profiles);
		properties.put("naru.sources.shop.provider", "acme");
		properties.put("naru.sources.shop.secrets", "acme-token");
		properties.put("naru.sources.shop.topic", TOPIC);
		gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties);
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@AfterEach
	void theBooksBalance() {
		assertThat(gateway.scrape().unaccounted()).isZero();
	}

	@Test
	void eachEventIsARecordOfItsOwnAndTheRestOfThemDuplicates() {
		String run = UUID.randomUUID().toString();
		String two = event(run + "-1", run, "1.0") + "," + event(run + "-2", run, "2.0");
		Scrape before = gateway.scrape();

		HttpResponse<String> first = send("{\"shop\":\"s-1\",\"events\":[" + two + "]}");
		HttpResponse<String> more = send(
				"{\"shop\":\"s-1\",\"events\":[" + two + "," + event(run + "-3", run, "3.0") + "]}");
		HttpResponse<String> again = send("{\"shop\":\"s-1\",\"events\":[" + two + "]}");

		assertThat(List.of(first.statusCode(), more.statusCode(), again.statusCode())).containsOnly(202);
		assertThat(first.body()).isEqualTo("accepted");
		List<JsonNode> records = records(run);
		assertThat(records).map((record) -> record.get("id").asString())
			.containsExactly(run + "-1", run + "-2", run + "-3");
		assertThat(records).map((record) -> record.at("/data/references/shop").asString()).containsOnly("s-1");
		assertThat(records).map((record) -> record.get("subject").asString()).containsOnly("order/" + run);
		Scrape after = gateway.scrape();
		assertThat(grown(before, after, "naru_webhooks_total", "published")).isEqualTo(2);
		assertThat(grown(before, after, "naru_webhooks_total", "duplicate")).isEqualTo(1);
		assertThat(grown(before, after, "naru_webhooks_batch_events_total", "published")).isEqualTo(3);
		assertThat(grown(before, after, "naru_webhooks_batch_events_total", "duplicate")).isEqualTo(4);
	}

	@Test
	void theSameEventTwiceInOneRequestIsOneRecord() {
		String run = UUID.randomUUID().toString();
		String one = event(run + "-1", run, "1");

		assertThat(send("{\"events\":[" + one + "," + one + "]}").statusCode()).isEqualTo(202);

		assertThat(records(run)).hasSize(1);
	}

	@Test
	void whatCannotBeReadIsKeptOnItsOwn() {
		String run = UUID.randomUUID().toString();
		String broken = "{\"broken\":\"" + run + "\"}";
		Scrape before = gateway.scrape();

		HttpResponse<String> response = send("{\"events\":[" + broken + "," + event(run + "-1", run, "1") + "]}");

		assertThat(response.statusCode()).isEqualTo(202);
		assertThat(records(run)).hasSize(1);
		assertThat(quarantined(broken)).hasSize(1);
		assertThat(grown(before, gateway.scrape(), "naru_webhooks_batch_events_total", "quarantined")).isEqualTo(1);
	}

	@Test
	void whereNothingCanBeReadTheProviderHearsThat() {
		String broken = "{\"broken\":\"" + UUID.randomUUID() + "\"}";

		HttpResponse<String> response = send("{\"events\":[" + broken + "]}");
		HttpResponse<String> again = send("{\"events\":[" + broken + "]}");

		assertThat(List.of(response.statusCode(), again.statusCode())).containsOnly(406);
		assertThat(quarantined(broken)).hasSize(1);
	}

	@Test
	void noEventsAreAnsweredToo() {
		Scrape before = gateway.scrape();

		assertThat(send("{\"events\":[]}").statusCode()).isEqualTo(202);

		assertThat(grown(before, gateway.scrape(), "naru_webhooks_total", "answered")).isEqualTo(1);
	}

	private static double grown(Scrape before, Scrape after, String meter, String outcome) {
		return after.sum(meter, "outcome", outcome) - before.sum(meter, "outcome", outcome);
	}

	private static String event(String id, String order, String amount) {
		return "{\"id\":\"" + id + "\",\"type\":\"paid\",\"order\":\"" + order + "\",\"amount\":" + amount + "}";
	}

	private static HttpResponse<String> send(String body) {
		return gateway.post("shop", Map.of("Content-Type", "application/json", "X-Acme-Token", "acme-token"),
				body.getBytes(StandardCharsets.UTF_8));
	}

	private static List<JsonNode> records(String key) {
		return TestBroker.shared()
			.records(TOPIC)
			.stream()
			.filter((record) -> Objects.equals(record.key(), key))
			.map((record) -> {
				Envelopes.check(record);
				return JsonMapper.shared().readTree(record.value());
			})
			.toList();
	}

	private static List<ConsumerRecord<String, byte[]>> quarantined(String content) {
		return TestBroker.shared()
			.records("webhooks.quarantine")
			.stream()
			.filter((record) -> new String(record.value(), StandardCharsets.UTF_8).equals(content))
			.toList();
	}

}
