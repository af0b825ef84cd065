package dev.naru.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A record's timestamp is when its webhook was received, whichever way it went and
 * whenever it came to Kafka.
 */
class ReceiptTimeTest {

	private static final Duration SOON = Duration.ofSeconds(60);

	@TempDir
	Path folder = Path.of("");

	@Test
	void aRecordFromTheSpoolHasTheTimeOfItsReceiptAndIsReadBack() {
		// Given a gateway whose clock stands long before that of the broker
		try (TestBroker broker = TestBroker.start(this.folder.resolve("broker"), Map.of())) {
			String topic = TestBroker.newName("receipt");
			Path spool = this.folder.resolve("spool");
			try (RunningGateway gateway = start(broker, topic, spool)) {
				send(gateway, "direct");
				assertThat(broker.records(topic)).hasSize(1);

				// When Kafka is away, and the gateway ends before it is back
				broker.proxy().blackHole();
				send(gateway, "spooled");
				assertThat(gateway.scrape().sum("naru_spool_records")).isEqualTo(1);
			}
			broker.proxy().mend();
			try (RunningGateway gateway = start(broker, topic, spool)) {
				Awaitility.await().atMost(SOON).until(() -> gateway.scrape().sum("naru_spool_records") == 0);

				// Then both records have the time of receipt, however often they came
				assertThat(ids(broker, topic)).containsExactlyInAnyOrder("direct", "spooled");
				assertThat(broker.records(topic)).allSatisfy((record) -> {
					assertThat(record.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
					assertThat(Instant.ofEpochMilli(record.timestamp())).isEqualTo(RunningGateway.NOW);
				});
			}

			// And a gateway that knows them from Kafka alone knows them
			try (RunningGateway gateway = start(broker, topic, this.folder.resolve("another"))) {
				Awaitility.await()
					.atMost(SOON)
					.until(() -> gateway.manage("/actuator/health/readiness").statusCode() == 200);
				int before = broker.records(topic).size();
				send(gateway, "direct");
				send(gateway, "spooled");
				assertThat(gateway.scrape().sum("naru_webhooks_total", "outcome", "duplicate")).isEqualTo(2);
				assertThat(broker.records(topic)).hasSize(before);
			}
		}
	}

	private static Set<String> ids(TestBroker broker, String topic) {
		return broker.records(topic)
			.stream()
			.map((record) -> new String(record.headers().lastHeader("naru-id").value(), StandardCharsets.UTF_8))
			.collect(Collectors.toSet());
	}

	private static RunningGateway start(TestBroker broker, String topic, Path spool) {
		return RunningGateway.start(broker.proxy().address(),
				Map.of("naru.sources.portone.provider", "portone", "naru.sources.portone.secrets",
						Signed.STANDARD_SECRET, "naru.sources.portone.topic", topic, "naru.publication.spool.directory",
						spool.toString()));
	}

	private static void send(RunningGateway gateway, String id) {
		byte[] body = "{\"type\":\"Transaction.Paid\",\"data\":{\"paymentId\":\"p\",\"transactionId\":\"t\"}}"
			.getBytes(StandardCharsets.UTF_8);
		assertThat(gateway.post("portone", Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, body), body)
			.statusCode()).isEqualTo(200);
	}

}
