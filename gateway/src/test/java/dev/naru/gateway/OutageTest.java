package dev.naru.gateway;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.NonBlocking;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Scrape;
import dev.naru.gateway.testkit.Signed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a provider hears while Kafka does not answer, and that everything is well again
 * afterwards.
 */
class OutageTest {

	private static final Duration BUDGET = Duration.ofSeconds(5);

	private static final String TOPIC = TestBroker.newName("outage");

	private static TestBroker broker;

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path directory) {
		NonBlocking.watch();
		broker = TestBroker.start(directory, Map.of());
		gateway = RunningGateway.start(broker.proxy().address(), properties());
	}

	private static Map<String, Object> properties() {
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.sources.portone.provider", "portone");
		properties.put("naru.sources.portone.secrets", Signed.STANDARD_SECRET);
		properties.put("naru.sources.portone.topic", TOPIC);
		properties.put("naru.publication.max-records-in-flight", 8);
		return properties;
	}

	@AfterEach
	void mendAndBalance() {
		broker.proxy().mend();
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			Scrape scrape = gateway.scrape();
			assertThat(scrape.sum("naru_webhooks_total")).isEqualTo(scrape.sum("naru_webhooks_received_total"));
			assertThat(scrape.sum("naru_publish_in_flight_records")).isZero();
			assertThat(send(gateway).statusCode()).isEqualTo(200);
			assertThat(gateway.manage("/actuator/health/readiness").statusCode()).isEqualTo(200);
		});
	}

	@AfterAll
	static void stop() {
		gateway.close();
		broker.close();
	}

	private static HttpResponse<String> send(RunningGateway to) {
		byte[] body = ("{\"type\":\"Transaction.Paid\",\"data\":{\"paymentId\":\"" + UUID.randomUUID() + "\"}}")
			.getBytes(StandardCharsets.UTF_8);
		return to.post("portone",
				Signed.standard(Signed.STANDARD_SECRET, UUID.randomUUID().toString(), RunningGateway.NOW, body), body);
	}

	private static void assertBusy(RunningGateway of) {
		long start = System.nanoTime();

		HttpResponse<String> answer = send(of);

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET);
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("retry-after")).contains("5");
		assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
	}

	@Test
	void aFrozenBrokerGivesABusyAnswerInTime() {
		broker.proxy().freeze();

		assertBusy(gateway);

		assertThat(gateway.scrape().sum("naru_webhooks_total", "outcome", "failed", "reason", "unavailable"))
			.isGreaterThanOrEqualTo(1);
	}

	@Test
	void aNetworkThatSwallowsEverythingGivesABusyAnswerInTime() {
		broker.proxy().blackHole();

		assertBusy(gateway);
		assertBusy(gateway);
	}

	@Test
	void readinessFailsWhileLivenessHolds() {
		broker.proxy().blackHole();

		assertBusy(gateway);

		Awaitility.await()
			.atMost(Duration.ofSeconds(15))
			.until(() -> gateway.manage("/actuator/health/readiness").statusCode() == 503);
		assertThat(gateway.manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
	}

	@Test
	void asManyAsAreAdmittedWaitAndTheRestAreTurnedAwayAtOnce() {
		double before = gateway.scrape().sum("naru_webhooks_total", "reason", "too_many_in_flight");
		broker.proxy().freeze();
		List<CompletableFuture<Integer>> answers = new ArrayList<>();

		try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 40; i++) {
				answers.add(CompletableFuture.supplyAsync(() -> send(gateway).statusCode(), senders));
			}
		}

		assertThat(answers).allMatch((answer) -> answer.join() == 503);
		assertThat(gateway.scrape().sum("naru_webhooks_total", "reason", "too_many_in_flight") - before).isBetween(1.0,
				40.0 - 8);
	}

	@Test
	void aBrokerThatWasNeverThereGivesABusyAnswerInTime() {
		try (RunningGateway alone = RunningGateway.start("127.0.0.1:" + TestBroker.freePort(), properties())) {
			assertBusy(alone);

			assertThat(alone.manage("/actuator/health/readiness").statusCode()).isEqualTo(503);
			assertThat(alone.manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
		}
	}

}
