package dev.naru.gateway.publication.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.publication.Publisher;
import dev.naru.gateway.publication.PublisherContract;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaPublisherTest extends PublisherContract {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final List<String> spare = new ArrayList<>(
			IntStream.range(0, 12).mapToObj((i) -> TestBroker.newName("publisher")).toList());

	private Connection connection;

	private String topic = "";

	@BeforeAll
	void connect() {
		this.connection = Connection.open(TestBroker.shared().bootstrapServers(), SOON,
				Connection.answeringWithin(SOON), Map.of(), this.spare.toArray(String[]::new));
	}

	@BeforeEach
	void takeTopic() {
		this.topic = this.spare.removeLast();
	}

	@AfterAll
	void disconnect() {
		this.connection.close();
	}

	@Override
	protected Publisher publisher() {
		return this.connection.publisher();
	}

	@Override
	protected String topic() {
		return this.topic;
	}

	@Override
	protected List<String> published() {
		return TestBroker.shared().records(this.topic).stream().map(KafkaPublisherTest::value).toList();
	}

	@Test
	void writesKeyHeadersAndValue() {
		// Given a record with a key that is not ASCII
		// When it is published
		publisher().publish(Envelopes.of(this.topic, "결제-1", "{\"a\":1}")).block(SOON);

		// Then all of it stands on Kafka
		assertThat(TestBroker.shared().records(this.topic)).singleElement().satisfies((record) -> {
			assertThat(record.key()).isEqualTo("결제-1");
			assertThat(value(record)).isEqualTo("{\"a\":1}");
			assertThat(record.headers().lastHeader("content-type").value()).asString(StandardCharsets.UTF_8)
				.isEqualTo("application/cloudevents+json");
		});
	}

	@Test
	void keepsTheOrderOfEachKeyUnderLoad() throws Exception {
		// Given eight threads that have 1,250 records each, for keys of their own
		int threads = 8;
		int each = 1250;
		List<Mono<Published>> answers = IntStream.range(0, threads * each).mapToObj((i) -> {
			int thread = i / each;
			return publisher().publish(Envelopes.of(this.topic, "key-" + thread + "-" + i % 5, String.valueOf(i)));
		}).map((answer) -> answer.cache()).toList();

		// When they publish them all at once, waiting for no answer
		CountDownLatch together = new CountDownLatch(1);
		try (ExecutorService loops = Executors.newFixedThreadPool(threads)) {
			for (int thread = 0; thread < threads; thread++) {
				List<Mono<Published>> mine = answers.subList(thread * each, (thread + 1) * each);
				loops.execute(() -> {
					await(together);
					mine.forEach(Mono::subscribe);
				});
			}
			together.countDown();
		}
		List<Published> places = Flux.concat(answers).collectList().block(SOON);

		// Then all are acknowledged, each in a place of its own
		assertThat(places).doesNotHaveDuplicates().hasSize(threads * each);

		// And each key's records stand in the order in which they were published
		Map<String, List<Integer>> byKey = TestBroker.shared()
			.records(this.topic)
			.stream()
			.collect(Collectors.groupingBy(ConsumerRecord::key,
					Collectors.mapping((record) -> Integer.valueOf(value(record)), Collectors.toList())));
		assertThat(byKey).hasSize(threads * 5);
		assertThat(byKey.values()).allSatisfy((numbers) -> assertThat(numbers).isSorted());

		// And nothing is left in flight
		assertThat(this.connection.inFlight()).isZero();
		assertThat(this.connection.owed()).isZero();
	}

	@Test
	void takesABodyOfAMebibyte() {
		// Given a body that encoding has made half as large again
		byte[] large = new byte[1_500_000];

		// When it is published, then Kafka takes it
		StepVerifier.create(publisher().publish(Envelopes.of(this.topic, "large", large)))
			.expectNextCount(1)
			.expectComplete()
			.verify(SOON);
	}

	@Test
	void failsARecordThatIsTooLargeAndNoOther() {
		// Given a record that is larger than Kafka takes, between others
		byte[] tooLarge = new byte[ProducerSettings.LARGEST_RECORD + 1];

		// When they are published together
		List<String> outcomes = Flux
			.mergeSequential(List.of(
					publisher().publish(Envelopes.of(this.topic, "a", "before")).map((published) -> "published"),
					publisher().publish(Envelopes.of(this.topic, "a", tooLarge))
						.map((published) -> "published")
						.onErrorResume(PublicationException.Refused.class,
								(ex) -> Mono.just(String.valueOf(ex.getMessage()))),
					publisher().publish(Envelopes.of(this.topic, "a", "after")).map((published) -> "published")))
			.collectList()
			.blockOptional(SOON)
			.orElseThrow();

		// Then it alone fails, and says why
		assertThat(outcomes).hasSize(3);
		assertThat(outcomes.get(1)).contains("RecordTooLargeException");
		assertThat(published()).containsExactly("before", "after");

		// And Kafka is not thought to be away
		assertThat(this.connection.availability().status().available()).isTrue();
	}

	@Test
	void failsRecordsForATopicThatIsNotThereAndHoldsUpNoOther() {
		// Given many records for a topic that nobody has created
		List<PublicationException> failures = new CopyOnWriteArrayList<>();
		for (int i = 0; i < 100; i++) {
			publisher().publish(Envelopes.of("nowhere")).subscribe((published) -> {
			}, (ex) -> failures.add((PublicationException) ex));
		}

		// When a record follows for one that is there, then it does not wait for them
		StepVerifier.create(publisher().publish(Envelopes.of(this.topic)))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(3));

		// And they have all failed
		assertThat(failures).hasSize(100);
	}

	private static String value(ConsumerRecord<String, byte[]> record) {
		return new String(record.value(), StandardCharsets.UTF_8);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
