package dev.naru.gateway;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Scrape;
import dev.naru.gateway.testkit.Signed;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What cannot be published is refused before anybody hears yes, and the cures that the
 * runbook names work.
 */
class LargeBodiesTest {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final int LARGE = 6 * 1024 * 1024;

	private final TestBroker broker = TestBroker.shared();

	private final String topic = this.broker.newTopic("large", 1, Map.of("max.message.bytes", "1000000"));

	@Test
	void whatDoesNotFitIsRefusedUntilTheTopicTakesIt() throws Exception {
		Map<String, Object> properties = properties();
		properties.put("naru.sources.kcp.provider", "kcp");
		properties.put("naru.sources.kcp.topic", TestBroker.newName("forms"));
		properties.put("naru.sources.kcp.max-body-size", "1500KB");
		try (RunningGateway gateway = RunningGateway.start(this.broker.bootstrapServers(), properties)) {
			// A form that becomes three times as large: each escape twice, and once more
			byte[] form = ("tx_cd=TX00&tno=1&noti_id=1&x=" + "%01".repeat(480_000)).getBytes(StandardCharsets.UTF_8);
			HttpResponse<String> escapes = gateway.post("kcp",
					Map.of("content-type", "application/x-www-form-urlencoded"), form);

			assertThat(escapes.statusCode()).isEqualTo(413);
			assertThat(pay(gateway, "m-1", 1_000_000)).isEqualTo(413);
			assertThat(pay(gateway, "m-2", 990_000)).isEqualTo(200);

			raise("1100000");

			Awaitility.await().atMost(SOON).until(() -> pay(gateway, "m-1", 1_000_000) == 200);
			Scrape scrape = gateway.scrape();
			assertThat(scrape.sum("naru_webhooks_total", "reason", "content_too_large")).isGreaterThanOrEqualTo(2);
			assertThat(scrape.sum("naru_spool_rejected_records")).isZero();
			assertThat(scrape.unaccounted()).isZero();
		}
		assertThat(this.broker.records(this.topic)).hasSize(2);
	}

	@Test
	void aBodyOfSixMegabytesStandsOnKafkaOnceTheLimitsAreRaised() throws Exception {
		Map<String, Object> properties = properties();
		String created = TestBroker.newName("created");
		properties.put("naru.sources.another.provider", "portone");
		properties.put("naru.sources.another.secrets", Signed.STANDARD_SECRET);
		properties.put("naru.sources.another.topic", created);
		properties.put("naru.ingress.max-body-size", "6200KB");
		properties.put("spring.kafka.producer.properties.max.request.size", "8388608");
		properties.put("naru.memory.budget", "48MB");
		raise("8388608");
		try (RunningGateway gateway = RunningGateway.start(this.broker.bootstrapServers(), properties)) {
			assertThat(pay(gateway, "m-1", LARGE)).isEqualTo(200);
			assertThat(pay(gateway, "another", "m-1", LARGE)).isEqualTo(200);
			Awaitility.await().atMost(SOON).until(() -> gateway.scrape().sum("naru_spool_records") == 0);
			assertThat(gateway.scrape().sum("naru_spool_rejected_records")).isZero();
		}
		for (String name : List.of(this.topic, created)) {
			List<ConsumerRecord<String, byte[]>> records = this.broker.records(name);
			assertThat(records).singleElement()
				.satisfies((record) -> assertThat(record.value()).hasSizeGreaterThan(LARGE));
		}
	}

	private Map<String, Object> properties() {
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.sources.shop.provider", "portone");
		properties.put("naru.sources.shop.secrets", Signed.STANDARD_SECRET);
		properties.put("naru.sources.shop.topic", this.topic);
		// Kafka is never taken for slow only because this machine is.
		properties.put("naru.publication.kafka-within", "30s");
		properties.put("naru.publication.answer-within", "60s");
		return properties;
	}

	private static int pay(RunningGateway gateway, String id, int bytes) {
		return pay(gateway, "shop", id, bytes);
	}

	private static int pay(RunningGateway gateway, String source, String id, int bytes) {
		String start = "{\"type\":\"Transaction.Paid\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"paymentId\":\"p\","
				+ "\"transactionId\":\"t\",\"storeId\":\"s\",\"memo\":\"";
		byte[] body = (start + "x".repeat(bytes - start.length() - 3) + "\"}}").getBytes(StandardCharsets.UTF_8);
		return gateway.post(source, Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, body), body)
			.statusCode();
	}

	/**
	 * As the runbook says.
	 */
	private void raise(String bytes) throws ExecutionException, InterruptedException {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.broker.bootstrapServers()))) {
			admin
				.incrementalAlterConfigs(
						Map.of(new ConfigResource(ConfigResource.Type.TOPIC, this.topic),
								List.of(new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes),
										AlterConfigOp.OpType.SET))))
				.all()
				.get();
		}
	}

}
