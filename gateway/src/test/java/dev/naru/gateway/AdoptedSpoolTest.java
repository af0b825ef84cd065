package dev.naru.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.Envelopes;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway that never saw Kafka leaves a spool behind, and another one drains it that
 * knows none of its sources, secrets and topics.
 */
class AdoptedSpoolTest {

	private static final String TOPIC = TestBroker.newName("adopted");

	@TempDir
	private Path spool;

	@Test
	void anotherGatewayDrainsIt() {
		// Given a gateway without Kafka that took webhooks, and is gone
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.sources.portone.provider", "portone");
		properties.put("naru.sources.portone.secrets", Signed.STANDARD_SECRET);
		properties.put("naru.sources.portone.topic", TOPIC);
		properties.put("naru.publication.spool.directory", this.spool);
		try (RunningGateway gone = RunningGateway.start("127.0.0.1:" + TestBroker.freePort(), properties)) {
			for (String id : List.of("first", "second", "third")) {
				assertThat(send(gone, id)).isEqualTo(200);
			}
		}

		// When another one is pointed at its folder
		try (RunningGateway heir = RunningGateway.start(TestBroker.shared().bootstrapServers(),
				Map.of("naru.publication.spool.directory", this.spool))) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> heir.scrape().sum("naru_spool_records") == 0
						&& heir.scrape().sum("naru_spool_drained_total") == 3);
		}

		// Then they stand on Kafka, in their order, as if nothing had happened
		assertThat(TestBroker.shared().records(TOPIC))
			.extracting((record) -> Envelopes.check(record).get("id").asString())
			.containsExactly("first", "second", "third");
	}

	private static int send(RunningGateway to, String id) {
		byte[] body = ("{\"type\":\"Transaction.Paid\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":"
				+ "{\"paymentId\":\"payment-1\",\"transactionId\":\"t\",\"storeId\":\"s\"}}")
			.getBytes(StandardCharsets.UTF_8);
		return to.post("portone", Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, body), body)
			.statusCode();
	}

}
