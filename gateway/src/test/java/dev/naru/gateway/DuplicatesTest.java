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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.SenderProfiles;
import dev.naru.gateway.testkit.Signed;
import dev.naru.gateway.testkit.Vector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An event that is delivered more than once stands on Kafka once, whichever instance it
 * comes to, and the provider hears the same each time.
 */
class DuplicatesTest {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final String TOPIC = TestBroker.newName("duplicates");

	private static RunningGateway gateway;

	@BeforeAll
	static void start() {
		gateway = ready(RunningGateway.start(TestBroker.shared().bootstrapServers(), properties(TOPIC)));
	}

	private static Map<String, Object> properties(String topic) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.sources.once-portone.provider", "portone");
		properties.put("naru.sources.once-portone.secrets", Signed.STANDARD_SECRET);
		properties.put("naru.sources.once-portone.topic", topic);
		properties.put("naru.sources.once-popbill.provider", "popbill");
		properties.put("naru.sources.once-popbill.secrets", "TEST:123");
		properties.put("naru.sources.once-popbill.variant", "basic");
		properties.put("naru.sources.once-popbill.topic", topic);
		properties.put("naru.sources.once-open.provider", "open");
		properties.put("naru.providers.locations", SenderProfiles.folder());
		properties.put("naru.sources.once-open.topic", topic);
		return properties;
	}

	private static RunningGateway ready(RunningGateway started) {
		await().atMost(SOON).until(() -> readiness(started) == 200);
		return started;
	}

	private static int readiness(RunningGateway of) {
		return of.manage("/actuator/health/readiness").statusCode();
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@AfterEach
	void theBooksBalance() {
		assertThat(gateway.scrape().unaccounted()).isZero();
	}

	private static HttpResponse<String> send(RunningGateway to, String id, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return to.post("once-portone", Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, bytes), bytes);
	}

	/**
	 * Sends what anybody may send.
	 */
	private static void sendOpen(RunningGateway to, String id, String item) {
		byte[] body = ("{\"type\":\"changed\",\"object\":\"" + item + "\"}").getBytes(StandardCharsets.UTF_8);
		assertThat(to.post("once-open", Map.of("Content-Type", "application/json", "X-Id", id), body).statusCode())
			.isEqualTo(200);
	}

	/**
	 * Writes a record that claims to be an event of the gateway's.
	 */
	private static void plant(String topic, String id) {
		ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, "key",
				"poison".getBytes(StandardCharsets.UTF_8));
		record.headers()
			.add("naru-id", id.getBytes(StandardCharsets.UTF_8))
			.add("naru-source", "/sources/once-portone".getBytes(StandardCharsets.UTF_8))
			.add("naru-mark", "AAAAAAAAAAAAAAAAAAAAAA".getBytes(StandardCharsets.UTF_8));
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", TestBroker.shared().bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer())) {
			producer.send(record).get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String paid(String payment) {
		return "{\"type\":\"Transaction.Paid\",\"data\":{\"paymentId\":\"" + payment + "\"}}";
	}

	private static String newId() {
		return UUID.randomUUID().toString();
	}

	/**
	 * @param id of the events
	 */
	private static List<ConsumerRecord<String, byte[]>> records(String topic, String id) {
		return records(topic).stream().filter((record) -> id(record).equals(id)).toList();
	}

	private static List<ConsumerRecord<String, byte[]>> records(String topic) {
		return TestBroker.shared().records(topic);
	}

	private static String id(ConsumerRecord<String, byte[]> record) {
		return new String(record.headers().lastHeader("naru-id").value(), StandardCharsets.UTF_8);
	}

	private static double duplicates(RunningGateway of) {
		return of.scrape().sum("naru_webhooks_total", "outcome", "duplicate");
	}

	@Test
	void aCopyIsAcknowledgedAndNotPublishedAgainWhateverItsBody() {
		double before = duplicates(gateway);
		String id = newId();

		assertThat(send(gateway, id, paid("one")).statusCode()).isEqualTo(200);
		assertThat(send(gateway, id, paid("one")).statusCode()).isEqualTo(200);
		assertThat(send(gateway, id, paid("other")).statusCode()).isEqualTo(200);

		assertThat(records(TOPIC, id)).hasSize(1);
		assertThat(duplicates(gateway) - before).isEqualTo(2);
		assertThat(gateway.scrape().sum("naru_deduplication_entries")).isPositive();
	}

	@Test
	void aStrangerWhoTakesAnIdFirstKeepsNoGenuineEventBack() {
		String id = newId();
		double before = duplicates(gateway);

		sendOpen(gateway, id, "strangers");
		sendOpen(gateway, id, "genuine");
		assertThat(duplicates(gateway) - before).isZero();
		sendOpen(gateway, id, "genuine");

		assertThat(duplicates(gateway) - before).isEqualTo(1);
		assertThat(records(TOPIC, id)).extracting((record) -> new String(record.value(), StandardCharsets.UTF_8))
			.satisfiesExactlyInAnyOrder((strangers) -> assertThat(strangers).contains("strangers"),
					(genuine) -> assertThat(genuine).contains("genuine"));
	}

	@Test
	void aStrangerWhoTakesAnIdFirstKeepsNothingGenuineOutOfQuarantine() {
		String id = newId();
		Map<String, String> headers = Map.of("Content-Type", "application/json", "X-Id", id);

		for (String body : List.of("{\"strangers\":1}", "{\"genuine\":1}", "{\"genuine\":1}")) {
			assertThat(gateway.post("once-open", headers, body.getBytes(StandardCharsets.UTF_8)).statusCode())
				.isEqualTo(200);
		}

		assertThat(records("webhooks.quarantine", id)).hasSize(2);
	}

	@Test
	void whatTellsAnEventFromAStrangersIsKnownAfterARestart() {
		String id = newId();
		String topic = TestBroker.newName("digest");
		for (String mode : List.of("structured", "binary")) {
			Map<String, Object> properties = properties(topic);
			properties.put("naru.envelope.mode", mode);
			try (RunningGateway before = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties)) {
				sendOpen(before, id, mode);
			}
			try (RunningGateway after = ready(
					RunningGateway.start(TestBroker.shared().bootstrapServers(), properties))) {
				sendOpen(after, id, mode);
				assertThat(duplicates(after)).isEqualTo(1);
			}
		}
		assertThat(records(topic, id)).hasSize(2);
	}

	@Test
	void whoMayWriteToTheTopicKeepsNoEventBackFromAFleetWithAKey() {
		String live = newId();
		String earlier = newId();
		String topic = TestBroker.newName("planted");
		Map<String, Object> properties = properties(topic);
		properties.put("naru.fleet.keys", "0123456789abcdef0123456789abcdef");
		try (RunningGateway fleet = ready(RunningGateway.start(TestBroker.shared().bootstrapServers(), properties))) {
			double foreign = fleet.scrape().sum("naru_deduplication_foreign_total");
			plant(topic, earlier);
			plant(topic, live);
			await().atMost(SOON).until(() -> fleet.scrape().sum("naru_deduplication_foreign_total") >= foreign + 2);

			assertThat(send(fleet, live, paid("genuine")).statusCode()).isEqualTo(200);
			assertThat(duplicates(fleet)).isZero();
		}

		properties.put("naru.fleet.keys", "fedcba9876543210fedcba9876543210, 0123456789abcdef0123456789abcdef");
		try (RunningGateway fleet = ready(RunningGateway.start(TestBroker.shared().bootstrapServers(), properties))) {
			assertThat(send(fleet, earlier, paid("genuine")).statusCode()).isEqualTo(200);
			assertThat(duplicates(fleet)).isZero();
			assertThat(send(fleet, earlier, paid("genuine")).statusCode()).isEqualTo(200);
			assertThat(send(fleet, live, paid("genuine")).statusCode()).isEqualTo(200);
			assertThat(duplicates(fleet)).as("a record of the fleet's earlier key").isEqualTo(2);
		}
		assertThat(records(topic, earlier)).hasSize(2);
		assertThat(records(topic, live)).hasSize(2);
	}

	@Test
	void withoutAKeyWhoMayWriteToTheTopicIsBelieved() {
		String id = newId();
		double known = gateway.scrape().sum("naru_deduplication_entries");
		plant(TOPIC, id);
		await().atMost(SOON).until(() -> gateway.scrape().sum("naru_deduplication_entries") > known);

		assertThat(send(gateway, id, paid("genuine")).statusCode()).isEqualTo(200);

		assertThat(records(TOPIC, id)).hasSize(1);
	}

	@Test
	void aDuplicateGetsTheAnswerThatItsProviderWants() {
		Vector vector = Vector.of("popbill-1");
		List<HttpResponse<String>> answers = List.of(gateway.post("once-popbill", vector.headers(), vector.body()),
				gateway.post("once-popbill", vector.headers(), vector.body()));

		assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("content-type")).contains("application/json");
			assertThat(answer.body()).isEqualTo("{\"result\":\"OK\"}");
		});
		assertThat(records(TOPIC)).map(DuplicatesTest::id)
			.filteredOn((id) -> id.startsWith(String.valueOf(vector.headers().get("pb-webhook-mid"))))
			.hasSize(1);
	}

	@Test
	void aQuestionIsNeverAnsweredWithAYes() {
		String id = newId();
		String confirm = "{\"type\":\"Transaction.Confirm\",\"data\":{\"paymentId\":\"p\",\"totalAmount\":1000}}";

		assertThat(send(gateway, id, confirm).statusCode()).isEqualTo(422);
		assertThat(send(gateway, id, confirm).statusCode()).isEqualTo(422);

		assertThat(records("webhooks.quarantine", id)).hasSize(1);
	}

	@Test
	void quarantineTakesACopyOnceAndDoesNotKeepTheEventOffItsTopic() {
		String id = newId();
		String unreadable = "{\"type\":\"Transaction.Paid\",\"data\":{}}";

		assertThat(send(gateway, id, unreadable).statusCode()).isEqualTo(200);
		assertThat(send(gateway, id, unreadable).statusCode()).isEqualTo(200);
		assertThat(send(gateway, id, paid("mended")).statusCode()).isEqualTo(200);

		assertThat(records("webhooks.quarantine", id)).hasSize(1);
		assertThat(records(TOPIC, id)).hasSize(1);
	}

	@Test
	void ofManyAtOnceOneIsPublished() {
		String id = newId();
		double before = duplicates(gateway);
		List<CompletableFuture<Integer>> answers = new ArrayList<>();

		try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 200; i++) {
				answers
					.add(CompletableFuture.supplyAsync(() -> send(gateway, id, paid("crowd")).statusCode(), senders));
			}
		}

		assertThat(answers).allMatch((answer) -> answer.join() == 200);
		assertThat(records(TOPIC, id)).hasSize(1);
		assertThat(duplicates(gateway) - before).isEqualTo(199);
	}

	@Test
	void aCopyOfWhatNeitherKafkaNorTheSpoolTookIsPublished(@TempDir Path folder) {
		Map<String, Object> properties = properties(TestBroker.newName("mended"));
		properties.put("naru.publication.spool.min-free-disk", "1000000GB");
		try (TestBroker broker = TestBroker.start(folder, Map.of());
				RunningGateway alone = ready(RunningGateway.start(broker.proxy().address(), properties))) {
			String id = newId();
			broker.proxy().freeze();
			assertThat(send(alone, id, paid("p")).statusCode()).isEqualTo(503);

			broker.proxy().mend();

			await().atMost(SOON).until(() -> send(alone, id, paid("p")).statusCode() == 200);
			assertThat(send(alone, id, paid("p")).statusCode()).isEqualTo(200);
			assertThat(duplicates(alone)).isPositive();
		}
	}

	@Test
	void aCopyOfWhatLiesInTheSpoolIsADuplicateBeforeAndAfterARestart(@TempDir Path folder, @TempDir Path spool) {
		String id = newId();
		String open = newId();
		Map<String, Object> properties = properties("spooled");
		properties.put("naru.publication.spool.directory", spool);
		try (TestBroker broker = TestBroker.start(folder, Map.of())) {
			try (RunningGateway before = ready(RunningGateway.start(broker.proxy().address(), properties))) {
				broker.proxy().blackHole();
				assertThat(send(before, id, paid("p")).statusCode()).isEqualTo(200);
				assertThat(send(before, id, paid("p")).statusCode()).isEqualTo(200);
				assertThat(before.scrape().sum("naru_webhooks_total", "outcome", "spooled")).isEqualTo(1);
				assertThat(duplicates(before)).isEqualTo(1);
				sendOpen(before, open, "first");
			}

			try (RunningGateway after = RunningGateway.start(broker.proxy().address(), properties)) {
				assertThat(send(after, id, paid("p")).statusCode()).isEqualTo(200);
				assertThat(duplicates(after)).isEqualTo(1);
				sendOpen(after, open, "first");
				sendOpen(after, open, "second");
				assertThat(duplicates(after)).isEqualTo(2);

				broker.proxy().mend();
				await().atMost(SOON).until(() -> after.scrape().sum("naru_spool_records") == 0);
				assertThat(send(after, id, paid("p")).statusCode()).isEqualTo(200);
				assertThat(duplicates(after)).isEqualTo(3);
			}
			assertThat(broker.records("spooled")).hasSize(3);
		}
	}

	@Test
	void aRestartForgetsNothing() {
		String id = newId();
		String question = newId();
		String confirm = "{\"type\":\"Transaction.Confirm\",\"data\":{\"paymentId\":\"p\"}}";
		String topic = TestBroker.newName("restart");
		try (RunningGateway before = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties(topic))) {
			assertThat(send(before, id, paid("p")).statusCode()).isEqualTo(200);
			assertThat(send(before, question, confirm).statusCode()).isEqualTo(422);
		}

		try (RunningGateway after = ready(
				RunningGateway.start(TestBroker.shared().bootstrapServers(), properties(topic)))) {
			assertThat(send(after, id, paid("p")).statusCode()).isEqualTo(200);
			assertThat(send(after, question, confirm).statusCode()).isEqualTo(422);

			assertThat(duplicates(after)).isEqualTo(1);
		}
		assertThat(records(topic, id)).hasSize(1);
		assertThat(records("webhooks.quarantine", question)).hasSize(1);
	}

	@Test
	void instancesLearnFromEachOther() {
		for (String mode : List.of("structured", "binary")) {
			Map<String, Object> properties = properties(TOPIC);
			properties.put("naru.envelope.mode", mode);
			try (RunningGateway other = ready(
					RunningGateway.start(TestBroker.shared().bootstrapServers(), properties))) {
				assertLearns(other, gateway);
				assertLearns(gateway, other);
			}
		}
	}

	private static void assertLearns(RunningGateway first, RunningGateway second) {
		String id = newId();
		double known = second.scrape().sum("naru_deduplication_entries");
		double before = duplicates(second);
		assertThat(send(first, id, paid("p")).statusCode()).isEqualTo(200);
		await().atMost(Duration.ofSeconds(10)).until(() -> second.scrape().sum("naru_deduplication_entries") > known);

		assertThat(send(second, id, paid("p")).statusCode()).isEqualTo(200);

		assertThat(duplicates(second) - before).isEqualTo(1);
		assertThat(records(TOPIC, id)).hasSize(1);
	}

	@Test
	void isNotReadyBeforeItKnowsWhatStandsOnKafkaButWaitsNoLongerThanItMay() {
		Map<String, Object> properties = properties(TestBroker.newName("away"));
		try (RunningGateway alone = RunningGateway.start("127.0.0.1:1", properties)) {
			assertThat(alone.manage("/actuator/health/readiness").body()).contains("OUT_OF_SERVICE",
					"is being read back");
			assertThat(readiness(alone)).isEqualTo(503);
			assertThat(alone.manage("/actuator/health/liveness").statusCode()).isEqualTo(200);

			await().atMost(SOON)
				.until(() -> alone.manage("/actuator/health/readiness")
					.body()
					.contains("copies of earlier events may"));
			assertThat(alone.manage("/actuator/health/readiness").body()).doesNotContain("OUT_OF_SERVICE");
		}
	}

	@Test
	void whereItIsSwitchedOffEveryCopyIsPublished() {
		String topic = TestBroker.newName("all");
		Map<String, Object> properties = properties(topic);
		properties.put("naru.deduplication.max-entries", 0);
		try (RunningGateway all = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties)) {
			assertThat(all.manage("/actuator/health/readiness").body()).contains("switched off");
			assertThat(readiness(all)).isEqualTo(200);
			String id = newId();

			assertThat(send(all, id, paid("p")).statusCode()).isEqualTo(200);
			assertThat(send(all, id, paid("p")).statusCode()).isEqualTo(200);

			assertThat(records(topic, id)).hasSize(2);
			assertThat(duplicates(all)).isZero();
		}
	}

}
