package dev.naru.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;
import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.Envelopes;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A delivery belongs to the sender's trace, and so does its record on Kafka.
 */
class TracesTest {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String SENDERS_SPAN = "b7ad6b7169203331";

	private static final byte[] BODY = "{\"timestamp\":1767225600,\"version\":\"v1\",\"event\":\"order.created\",\"data\":{\"id\":1}}"
		.getBytes(StandardCharsets.UTF_8);

	private final Queue<String> exported = new ConcurrentLinkedQueue<>();

	private final String topic = TestBroker.newName("traces");

	private HttpServer collector;

	@BeforeEach
	void collect() throws IOException {
		this.collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.collector.createContext("/v1/traces", (exchange) -> {
			this.exported.add(HexFormat.of().formatHex(exchange.getRequestBody().readAllBytes()));
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.collector.start();
	}

	@AfterEach
	void stop() {
		this.collector.stop(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "structured", "binary" })
	void theRecordBelongsToASpanOfTheSendersTrace(String mode) {
		try (RunningGateway gateway = gateway(Map.of("management.tracing.export.enabled", "true",
				"management.opentelemetry.tracing.export.schedule-delay", "100ms", "naru.envelope.mode", mode))) {
			String traceparent = publish(gateway);

			assertThat(traceparent).matches("00-" + TRACE + "-[0-9a-f]{16}-01").doesNotContain(SENDERS_SPAN);
			String span = traceparent.substring(36, 52);
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(this.exported).anySatisfy((spans) -> assertThat(spans).contains(TRACE)
					.contains(span)
					.contains(SENDERS_SPAN)
					.contains(hex("naru"))
					.contains(hex("published"))));
		}
	}

	@Test
	void aSpanHoldsNothingElseThatTheSenderWrote() {
		try (RunningGateway gateway = gateway(Map.of("management.tracing.export.enabled", "true",
				"management.opentelemetry.tracing.export.schedule-delay", "100ms"))) {
			Map<String, String> headers = new HashMap<>(
					Signed.steppay(Signed.STEPPAY_SECRET, RunningGateway.NOW, BODY));
			headers.put("traceparent", "00-" + TRACE + "-" + SENDERS_SPAN + "-01");
			List.of("baggage", "user-agent", "x-forwarded-for", "b3", "content-language", "naru-type")
				.forEach((name) -> headers.put(name, "forged=forged"));
			headers.put("tracestate", "forged, =;" + "forged".repeat(500));

			assertThat(gateway.send("POST", "/webhooks/shop?forged=forged", headers, BodyPublishers.ofByteArray(BODY))
				.statusCode()).isEqualTo(200);
			assertThat(gateway.send("POST", "/webhooks/forged", headers, BodyPublishers.ofByteArray(BODY)).statusCode())
				.isEqualTo(404);

			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(String.join("", this.exported)).contains(hex("published")));
			assertThat(this.exported).noneMatch((spans) -> spans.contains(hex("forged")));
		}
	}

	@Test
	void withoutTracesThatOfTheSenderIsPassedOnAndNothingIsSent() {
		try (RunningGateway gateway = gateway(Map.of())) {
			assertThat(publish(gateway)).isEqualTo("00-" + TRACE + "-" + SENDERS_SPAN + "-01");
		}
		assertThat(this.exported).isEmpty();
	}

	private RunningGateway gateway(Map<String, Object> more) {
		Map<String, Object> properties = new HashMap<>(more);
		properties.put("naru.sources.shop.provider", "steppay");
		properties.put("naru.sources.shop.secrets", Signed.STEPPAY_SECRET);
		properties.put("naru.sources.shop.topic", this.topic);
		properties.put("management.opentelemetry.tracing.export.otlp.endpoint",
				"http://localhost:" + this.collector.getAddress().getPort() + "/v1/traces");
		return RunningGateway.start(TestBroker.shared().bootstrapServers(), properties);
	}

	/**
	 * @return the trace that the record belongs to, by its header and by its envelope
	 */
	private String publish(RunningGateway gateway) {
		Map<String, String> headers = new HashMap<>(Signed.steppay(Signed.STEPPAY_SECRET, RunningGateway.NOW, BODY));
		headers.put("traceparent", "00-" + TRACE + "-" + SENDERS_SPAN + "-01");
		assertThat(gateway.post("shop", headers, BODY).statusCode()).isEqualTo(200);
		ConsumerRecord<String, byte[]> record = TestBroker.shared().records(this.topic).get(0);
		String header = new String(record.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8);
		assertThat(Envelopes.check(record).get("traceparent").asString()).isEqualTo(header);
		return header;
	}

	private static String hex(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

}
