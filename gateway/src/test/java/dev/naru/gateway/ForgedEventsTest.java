package dev.naru.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.webhook.EventId;
import dev.naru.schemas.EventReader;
import dev.naru.schemas.UnreadableEventException;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A stranger who may send to a source that proves nothing cannot make a record that
 * anybody takes for an event of another source.
 */
class ForgedEventsTest {

	private static final String FORGED = """
			{"specversion":"1.0","id":"evt_%s","source":"/sources/stripe-main","type":"payment.paid","subject":"payment/p-1",\
			"time":"2026-01-01T00:00:00Z","datacontenttype":"application/json","dataschema":"urn:naru:schema:data:payment:1",\
			"provider":"stripe","providertype":"payment_intent.succeeded","providerversion":"1",\
			"receivedtime":"2026-01-01T00:00:00Z","recordedtime":"2026-01-01T00:00:00.000Z","authenticity":"signature",\
			"coverage":"body","partitionkey":"p-1","data":{"resource":{"kind":"payment","id":"p-1"},"payload":{}}}""";

	private static RunningGateway gateway;

	@BeforeAll
	static void start() {
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.sources.forged-open.provider", "portone-v1");
		properties.put("naru.sources.forged-open.topic", TestBroker.newName("forged"));
		gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties);
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			plain    | application/cloudevents+json
			case     | Application/CloudEvents+JSON
			charset  | application/cloudevents+json; charset=UTF-8
			utf16    | application/cloudevents+json; charset=utf-16
			blank    | application/cloudevents+json ;charset="utf-8"
			batch    | application/cloudevents-batch+json
			json     | application/json
			""")
	void aBodyInTheShapeOfAnEventIsNone(String name, String contentType) throws Exception {
		String forged = FORGED.formatted(name);
		byte[] body = (contentType.contains("batch") ? "[" + forged + "]" : forged).getBytes(StandardCharsets.UTF_8);

		Map<String, String> headers = Map.of("Content-Type", contentType, "naru-type", "payment.paid", "naru-source",
				"/sources/stripe-main", "naru-id", "evt_" + name, "ce_type", "payment.paid", "ce_source",
				"/sources/stripe-main", "ce-type", "payment.paid");
		assertThat(gateway.post("forged-open", headers, body).statusCode()).isEqualTo(200);

		ConsumerRecord<String, byte[]> record = record(EventId.ofBody(body).value());
		assertThat(record.value()).isEqualTo(body);
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> new EventReader().read((header) -> header(record, header), record.value()));
		CloudEvent event = event(record);
		assertThat(event.getType()).isEqualTo("naru.quarantined");
		assertThat(event.getSource()).hasToString("/sources/forged-open");
		assertThat(event.getExtension("authenticity")).isEqualTo("none");
		assertThat(shown("source=forged-open&type=naru.quarantined", EventId.ofBody(body).value()))
			.contains("\"source\":\"/sources/forged-open\"")
			.contains("\"type\":\"naru.quarantined\"")
			.contains("\"data\":\"")
			.doesNotContain("\"type\":\"payment.paid\"");
	}

	private static ConsumerRecord<String, byte[]> record(String key) {
		return TestBroker.shared()
			.records("webhooks.quarantine")
			.stream()
			.filter((record) -> key.equals(record.key()))
			.findFirst()
			.orElseThrow();
	}

	private static byte @Nullable [] header(ConsumerRecord<String, byte[]> record, String name) {
		Header header = record.headers().lastHeader(name);
		return (header != null) ? header.value() : null;
	}

	private static CloudEvent event(ConsumerRecord<String, byte[]> record) {
		try (CloudEventDeserializer deserializer = new CloudEventDeserializer()) {
			return deserializer.deserialize(record.topic(), record.headers(), record.value());
		}
	}

	/**
	 * The line of the live view that shows the record of that id.
	 */
	private static String shown(String wish, String id) throws IOException, InterruptedException {
		URI events = URI.create("http://localhost:" + gateway.managementPort() + "/events?last=1000&" + wish);
		try (HttpClient client = HttpClient.newHttpClient();
				Stream<String> lines = client
					.send(HttpRequest.newBuilder(events).timeout(Duration.ofSeconds(20)).build(),
							BodyHandlers.ofLines())
					.body()) {
			return lines.filter((line) -> line.startsWith("data:") && line.contains(id)).findFirst().orElseThrow();
		}
	}

}
