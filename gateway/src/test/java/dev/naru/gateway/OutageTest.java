package dev.naru.gateway;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Scrape;
import dev.naru.gateway.testkit.Signed;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a provider hears while Kafka does not take records: yes, from the spool. And all
 * of it stands on Kafka afterwards.
 */
class OutageTest {

	private static final Duration BUDGET = Duration.ofSeconds(5);

	/** Less than Kafka has: who is answered sooner has not waited for it. */
	private static final Duration NOT_WAITING = Duration.ofSeconds(2);

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final String TOPIC = TestBroker.newName("outage");

	private static TestBroker broker;

	private static RunningGateway gateway;

	private final List<String> safe = new ArrayList<>();

	@BeforeAll
	static void start(@TempDir Path directory) {
		broker = TestBroker.start(directory, Map.of("authorizer.class.name",
				"org.apache.kafka.metadata.authorizer.StandardAuthorizer", "allow.everyone.if.no.acl.found", "true"));
		gateway = RunningGateway.start(broker.proxy().address(), properties());
	}

	private static Map<String, Object> properties() {
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.sources.portone.provider", "portone");
		properties.put("naru.sources.portone.secrets", Signed.STANDARD_SECRET);
		properties.put("naru.sources.portone.topic", TOPIC);
		properties.put("naru.publication.max-records-in-flight", "24");
		// Nobody knows what a topic takes before it is compressed.
		properties.put("spring.kafka.producer.compression-type", "gzip");
		return properties;
	}

	/**
	 * After each outage all is well again, and Kafka has what was acknowledged, in its
	 * order.
	 */
	@AfterEach
	void mendAndBalance() {
		broker.proxy().mend();
		Awaitility.await().atMost(SOON).untilAsserted(() -> {
			Scrape scrape = gateway.scrape();
			assertThat(scrape.unaccounted()).isZero();
			assertThat(scrape.sum("naru_publish_in_flight_records")).isZero();
			assertThat(scrape.sum("naru_spool_records")).isZero();
			assertThat(gateway.manage("/actuator/health/readiness").statusCode()).isEqualTo(200);
			double published = published();
			assertThat(send("payment-afterwards").statusCode()).isEqualTo(200);
			assertThat(published()).isEqualTo(published + 1);
		});
		List<String> standing = onKafka();
		standing.retainAll(this.safe);
		assertThat(standing).isEqualTo(this.safe);
	}

	@AfterAll
	static void stop() {
		gateway.close();
		broker.close();
	}

	private HttpResponse<String> send(String payment) {
		return send(gateway, payment, UUID.randomUUID().toString(), "");
	}

	private HttpResponse<String> send(RunningGateway to, String payment, String id, String more) {
		byte[] body = ("{\"type\":\"Transaction.Paid\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":"
				+ "{\"paymentId\":\"" + payment + "\",\"transactionId\":\"t\",\"storeId\":\"s\"" + more + "}}")
			.getBytes(StandardCharsets.UTF_8);
		return to.post("portone", Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, body), body);
	}

	private static String incompressible() {
		byte[] bytes = new byte[3000];
		new Random(1).nextBytes(bytes);
		return Base64.getEncoder().encodeToString(bytes);
	}

	private double published() {
		return gateway.scrape().sum("naru_webhooks_total", "outcome", "published");
	}

	/**
	 * Sends the next event of the one subject whose order is looked at afterwards.
	 */
	private void assertSafe(RunningGateway of, Duration within) {
		long start = System.nanoTime();
		String id = UUID.randomUUID().toString();

		HttpResponse<String> answer = send(of, "payment-1", id, "");

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(within);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
		this.safe.add(id);
	}

	private static List<String> onKafka() {
		return broker.records(TOPIC)
			.stream()
			.map((record) -> dev.naru.gateway.testkit.Envelopes.check(record).get("id").asString())
			.distinct()
			.collect(Collectors.toCollection(ArrayList::new));
	}

	private static void spooledSome() {
		assertThat(gateway.scrape().sum("naru_webhooks_total", "outcome", "spooled")).isPositive();
	}

	@Test
	void aFrozenBrokerIsWaitedForOnce() {
		broker.proxy().freeze();

		assertSafe(gateway, BUDGET);
		assertSafe(gateway, NOT_WAITING);
		assertSafe(gateway, NOT_WAITING);

		spooledSome();
		assertThat(gateway.scrape().sum("naru_spool_records")).isEqualTo(3);
	}

	@Test
	void aNetworkThatSwallowsEverythingIsWaitedForOnce() {
		broker.proxy().blackHole();

		assertSafe(gateway, BUDGET);
		assertSafe(gateway, NOT_WAITING);

		spooledSome();
	}

	@Test
	void tooFewReplicasAreAnOutageOfTheTopic() throws Exception {
		config("min.insync.replicas", "2");

		assertSafe(gateway, BUDGET);
		assertSafe(gateway, NOT_WAITING);
		// Kafka itself answers all the time, which must not be taken for an
		// acknowledgement
		Awaitility.await()
			.pollDelay(Duration.ofSeconds(7))
			.atMost(SOON)
			.untilAsserted(() -> assertSafe(gateway, NOT_WAITING));

		config("min.insync.replicas", "1");
	}

	@Test
	void aLostPermissionIsAnOutageOfTheTopic() throws Exception {
		AclBinding denied = new AclBinding(new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
				new AccessControlEntry("User:ANONYMOUS", "*", AclOperation.WRITE, AclPermissionType.DENY));
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
			admin.createAcls(List.of(denied)).all().get();

			assertSafe(gateway, BUDGET);
			assertSafe(gateway, NOT_WAITING);

			admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
		}
	}

	@Test
	void aRecordThatKafkaWillNeverTakeLiesAsideAndBlocksNobody() throws Exception {
		config("max.message.bytes", "2000");
		double before = gateway.scrape().sum("naru_spool_rejected_records");

		assertThat(send(gateway, "payment-1", "too-large", ",\"memo\":\"" + incompressible() + "\"").statusCode())
			.isEqualTo(200);
		assertSafe(gateway, BUDGET);

		Awaitility.await()
			.atMost(SOON)
			.until(() -> gateway.scrape().sum("naru_spool_rejected_records") == before + 1
					&& gateway.scrape().sum("naru_spool_records") == 0);
		assertThat(onKafka()).containsAll(this.safe).doesNotContain("too-large");
		config("max.message.bytes", "4194304");
	}

	@Test
	void readinessHoldsWhileTheSpoolTakesRecords() {
		broker.proxy().blackHole();

		assertSafe(gateway, BUDGET);

		Awaitility.await()
			.atMost(SOON)
			.until(() -> gateway.manage("/actuator/health").body().contains("records go to the spool"));
		assertThat(gateway.manage("/actuator/health/readiness").statusCode()).isEqualTo(200);
		assertThat(gateway.manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
	}

	@Test
	void asManyAsAreAdmittedWaitAndTheRestAreTurnedAwayAtOnce() {
		double before = gateway.scrape().sum("naru_webhooks_total", "reason", "too_many_in_flight");
		broker.proxy().freeze();
		List<CompletableFuture<Integer>> answers = new ArrayList<>();

		try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 60; i++) {
				answers
					.add(CompletableFuture.supplyAsync(() -> send(UUID.randomUUID().toString()).statusCode(), senders));
			}
		}

		assertThat(answers).extracting(CompletableFuture::join).containsOnly(200, 503);
		assertThat(gateway.scrape().sum("naru_webhooks_total", "reason", "too_many_in_flight") - before)
			.isEqualTo((double) answers.stream().filter((answer) -> answer.join() == 503).count())
			// One source may have two thirds of the 24.
			.isLessThanOrEqualTo(60 - 16);
	}

	@Test
	void aBrokerThatWasNeverThereIsNotWaitedFor() {
		try (RunningGateway alone = RunningGateway.start("127.0.0.1:" + TestBroker.freePort(), properties())) {
			assertThat(send(alone, "payment-1", "alone", "").statusCode()).isEqualTo(200);

			assertThat(alone.scrape().sum("naru_spool_records")).isEqualTo(1);
			assertThat(alone.manage("/actuator/health/liveness").statusCode()).isEqualTo(200);
			// Not even deduplication waits any longer for what stands on Kafka.
			Awaitility.await()
				.atMost(Duration.ofSeconds(15))
				.until(() -> alone.manage("/actuator/health/readiness").statusCode() == 200);
		}
	}

	@Test
	void aFullSpoolGivesABusyAnswer(@TempDir Path folder) {
		Map<String, Object> properties = properties();
		properties.put("naru.publication.spool.directory", folder);
		properties.put("naru.publication.spool.max-size", "1MB");
		try (RunningGateway alone = RunningGateway.start("127.0.0.1:" + TestBroker.freePort(), properties)) {
			String memo = ",\"memo\":\"" + "x".repeat(10_000) + "\"";
			HttpResponse<String> answer = send(alone, "payment-1", "full-0", memo);
			for (int i = 1; i < 200 && answer.statusCode() == 200; i++) {
				answer = send(alone, "payment-1", "full-" + i, memo);
			}

			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.headers().firstValue("retry-after")).contains("5");
			assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
			assertThat(alone.scrape().sum("naru_webhooks_total", "outcome", "failed", "reason", "unavailable"))
				.isEqualTo(1);
			assertThat(alone.manage("/actuator/health/readiness").statusCode()).isEqualTo(503);
		}
	}

	private static void config(String key, String value) throws InterruptedException, ExecutionException {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
			admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, TOPIC),
					List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
				.all()
				.get();
		}
	}

}
