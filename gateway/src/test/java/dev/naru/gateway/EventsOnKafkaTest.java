package dev.naru.gateway;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.Envelopes;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every genuine vector, posted to a gateway, stands on Kafka as its subscribers expect
 * it, in either content mode.
 */
class EventsOnKafkaTest {

	/** GitHub's and Discord's: answered, and no event. */
	private static final List<String> PINGS = List.of("ping", "1");

	@ParameterizedTest
	@ValueSource(strings = { "structured", "binary" })
	void everyGenuineVectorStandsOnKafka(String mode) {
		String topic = TestBroker.newName("vectors-" + mode);
		List<Vector> genuine = Vector.all().filter(EventsOnKafkaTest::isOneEvent).toList();
		Map<String, Object> properties = new HashMap<>(Map.of("naru.envelope.mode", mode));
		genuine.forEach((vector) -> source(properties, vector, topic));

		try (RunningGateway gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties)) {
			assertThat(genuine).allSatisfy((vector) -> assertThat(send(gateway, vector)).isBetween(200, 299));
		}

		List<ConsumerRecord<String, byte[]>> records = TestBroker.shared().records(topic);
		assertThat(records.stream().map((record) -> Envelopes.check(record).get("source").asString()))
			.containsExactlyInAnyOrderElementsOf(genuine.stream().map((vector) -> "/sources/" + name(vector)).toList());
		assertThat(genuine).allSatisfy((vector) -> assertStands(records.stream(), vector));
	}

	private static boolean isOneEvent(Vector vector) {
		return (!vector.secrets().isEmpty() || vector.variant() != null) && "true".equals(vector.expected("valid"))
				&& vector.now().equals(RunningGateway.NOW) && vector.expected("subject") != null && vector.items() == 1
				&& vector.expected("payload") == null && !PINGS.contains(String.valueOf(vector.expected("type")));
	}

	private static void assertStands(Stream<ConsumerRecord<String, byte[]>> records, Vector vector) {
		ConsumerRecord<String, byte[]> record = records.filter(
				(candidate) -> Envelopes.check(candidate).get("source").asString().equals("/sources/" + name(vector)))
			.findFirst()
			.orElseThrow();
		JsonNode event = Envelopes.check(record);
		if (vector.expected("type") != null) {
			assertThat(event.get("providertype").asString()).isEqualTo(vector.expected("type"));
		}
		assertThat(event.get("subject").asString()).endsWith("/" + vector.expected("subject"));
		assertThat(record.key()).isEqualTo(vector.expected("subject"));
		String sent = vector.webhook().method().equals("GET") ? String.valueOf(vector.webhook().query())
				: new String(vector.body(), StandardCharsets.UTF_8);
		if (event.get("data").has("raw")) {
			assertThat(event.get("data").get("raw").asString()).isEqualTo(sent);
		}
		else if (String.valueOf(vector.headers().get("content-type")).contains("json")) {
			assertThat(sent).contains(payload(new String(record.value(), StandardCharsets.UTF_8)));
		}
	}

	/**
	 * The last member of the data, as it is written: of a batch it is one item.
	 */
	private static String payload(String value) {
		int end = value.startsWith("{\"specversion\"") ? value.length() - 2 : value.length() - 1;
		return value.substring(value.indexOf("\"payload\":") + "\"payload\":".length(), end);
	}

	private static int send(RunningGateway gateway, Vector vector) {
		Webhook webhook = vector.webhook();
		String query = (webhook.query() != null) ? "?" + webhook.query() : "";
		return gateway
			.send(webhook.method(), "/webhooks/" + name(vector) + query, vector.headers(),
					HttpRequest.BodyPublishers.ofByteArray(vector.body()))
			.statusCode();
	}

	private static String name(Vector vector) {
		return vector.file().replace(".json", "");
	}

	private static void source(Map<String, Object> properties, Vector vector, String topic) {
		String key = "naru.sources." + name(vector) + ".";
		properties.put(key + "provider", vector.provider());
		properties.put(key + "topic", topic);
		if (!vector.secrets().isEmpty()) {
			properties.put(key + "secrets", vector.secrets().get(0));
		}
		properties.put(key + "public-url", vector.url());
		TestProfiles.endpoint(vector)
			.source()
			.config()
			.forEach((name, value) -> properties.put(key + "config." + name, value));
		if (vector.variant() != null) {
			properties.put(key + "variant", vector.variant());
		}
	}

}
