package dev.naru.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.Envelopes;
import dev.naru.gateway.testkit.NonBlocking;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Vector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every genuine vector, posted to a gateway, stands on Kafka as its subscribers expect
 * it, in either content mode.
 */
class EventsOnKafkaTest {

	@BeforeAll
	static void watch() {
		NonBlocking.watch();
	}

	@ParameterizedTest
	@ValueSource(strings = { "structured", "binary" })
	void everyGenuineVectorStandsOnKafka(String mode) {
		String topic = TestBroker.newName("vectors-" + mode);
		List<Vector> genuine = Vector.all().filter(EventsOnKafkaTest::isOneEvent).toList();
		Map<String, Object> properties = new HashMap<>(Map.of("naru.envelope.mode", mode));
		genuine.forEach((vector) -> source(properties, vector, topic));

		try (RunningGateway gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties)) {
			assertThat(genuine).allSatisfy(
					(vector) -> assertThat(gateway.post(name(vector), vector.headers(), vector.body()).statusCode())
						.isEqualTo(200));
		}

		List<ConsumerRecord<String, byte[]>> records = TestBroker.shared().records(topic);
		assertThat(records).hasSameSizeAs(genuine);
		assertThat(genuine).allSatisfy((vector) -> assertStands(records.stream(), vector));
	}

	private static boolean isOneEvent(Vector vector) {
		return "true".equals(vector.expected("valid")) && vector.expected("subject") != null && vector.items() == 1
				&& vector.expected("payload") == null && !"ping".equals(vector.expected("type"));
	}

	private static void assertStands(Stream<ConsumerRecord<String, byte[]>> records, Vector vector) {
		ConsumerRecord<String, byte[]> record = records.filter(
				(candidate) -> Envelopes.check(candidate).get("source").asString().equals("/sources/" + name(vector)))
			.findFirst()
			.orElseThrow();
		JsonNode event = Envelopes.check(record);
		assertThat(event.get("providertype").asString()).isEqualTo(vector.expected("type"));
		assertThat(event.get("subject").asString()).endsWith("/" + vector.expected("subject"));
		assertThat(record.key()).isEqualTo(vector.expected("subject"));
		if (event.get("data").has("raw")) {
			assertThat(event.get("data").get("raw").asString())
				.isEqualTo(new String(vector.body(), StandardCharsets.UTF_8));
		}
		else {
			assertThat(new String(record.value(), StandardCharsets.UTF_8))
				.contains("\"payload\":" + new String(vector.body(), StandardCharsets.UTF_8));
		}
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
		if (vector.variant() != null) {
			properties.put(key + "variant", vector.variant());
		}
	}

}
