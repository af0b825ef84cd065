package dev.naru.gateway.publication.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.publication.Recalled;
import dev.naru.gateway.publication.WantedTopics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class KafkaHistoryTest {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

	private static final Recalled END = new Recalled.CaughtUp();

	private final TestBroker broker = TestBroker.shared();

	private final String topic = this.broker.newTopic("history", 2);

	private final List<Recalled> seen = new CopyOnWriteArrayList<>();

	private final List<Disposable> readers = new ArrayList<>();

	@AfterEach
	void stop(CapturedOutput output) {
		this.readers.forEach(Disposable::dispose);
		assertThat(output).doesNotContain("onErrorDropped");
	}

	@Test
	void tellsWhatStandsThereThenThatThisWasAllThenWhatComes() {
		write(this.topic, 0, T0, "msg_1");
		write(this.topic, 1, T0.plusSeconds(1), "msg_2");

		follow(this.broker.bootstrapServers(), T0, 100, this.topic);

		await().atMost(SOON).until(() -> this.seen.contains(END));
		assertThat(this.seen).hasSize(3).endsWith(END);
		assertThat(this.seen).contains(new Recalled.Event(this.topic, "/sources/shop", "msg_1", null, null, T0),
				new Recalled.Event(this.topic, "/sources/shop", "msg_2", null, null, T0.plusSeconds(1)));
		write(this.topic, 1, T0.plusSeconds(2), "msg_3");
		await().atMost(SOON).until(() -> ids().contains("msg_3"));
		assertThat(this.seen).hasSize(4);
	}

	@Test
	void bringsTheDigestAndTheMark() {
		ProducerRecord<String, byte[]> record = event(
				new ProducerRecord<>(this.topic, 0, T0.toEpochMilli(), "key", bytes("{}")), "msg_1");
		record.headers().add("naru-digest", bytes("digest")).add("naru-mark", bytes("mark"));
		send(record);

		follow(this.broker.bootstrapServers(), T0, 100, this.topic);

		await().atMost(SOON).until(() -> this.seen.contains(END));
		assertThat(this.seen).contains(new Recalled.Event(this.topic, "/sources/shop", "msg_1", "digest", "mark", T0));
	}

	@Test
	void beginsWithTheTimeThatIsAskedFor() {
		write(this.topic, 0, T0.minusSeconds(2), "older");
		write(this.topic, 0, T0.minusSeconds(1), "old");
		write(this.topic, 0, T0, "young");
		write(this.topic, 1, T0.minusSeconds(1), "old");

		follow(this.broker.bootstrapServers(), T0, 100, this.topic);

		await().atMost(SOON).until(() -> this.seen.contains(END));
		assertThat(ids()).containsExactly("young");
	}

	@Test
	void missesNothingWhereTheSpoolWasDrainedBetween() {
		write(this.topic, 0, T0.minusSeconds(9), "old");
		write(this.topic, 0, T0.plusSeconds(9), "live");
		write(this.topic, 0, T0.minusSeconds(5), "drained-too-old");
		write(this.topic, 0, T0.plusSeconds(1), "drained");
		write(this.topic, 0, T0.plusSeconds(10), "live-again");

		follow(this.broker.bootstrapServers(), T0, 100, this.topic);

		await().atMost(SOON).until(() -> this.seen.contains(END));
		assertThat(ids()).contains("live", "drained", "live-again").doesNotContain("old");
	}

	@Test
	void readsNoMoreThanAskedForAndTheLatest() {
		IntStream.range(0, 10).forEach((i) -> write(this.topic, 0, T0.plusSeconds(i), "crowd-" + i));
		write(this.topic, 1, T0, "lonely");

		follow(this.broker.bootstrapServers(), T0, 4, this.topic);

		await().atMost(SOON).until(() -> this.seen.contains(END));
		assertThat(ids()).containsExactlyInAnyOrder("lonely", "crowd-7", "crowd-8", "crowd-9");
	}

	@Test
	void leavesOutWhatIsNoEvent() {
		send(new ProducerRecord<>(this.topic, 0, T0.toEpochMilli(), "key", new byte[] { 1 }));
		ProducerRecord<String, byte[]> half = new ProducerRecord<>(this.topic, 0, T0.toEpochMilli(), "key",
				bytes("{}"));
		half.headers().add("naru-id", bytes("half")).add("naru-source", null);
		send(half);
		write(this.topic, 0, T0, "whole");

		follow(this.broker.bootstrapServers(), T0, 100, this.topic);

		await().atMost(SOON).until(() -> this.seen.contains(END));
		assertThat(ids()).containsExactly("whole");
	}

	@Test
	void marksOfTransactionsAtTheEndAreNotWaitedFor() {
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", this.broker.bootstrapServers(), "transactional.id", this.topic),
				new StringSerializer(), new ByteArraySerializer())) {
			producer.initTransactions();
			producer.beginTransaction();
			Future<RecordMetadata> unused = producer
				.send(event(new ProducerRecord<>(this.topic, 0, T0.toEpochMilli(), "key", bytes("{}")), "msg_1"));
			producer.commitTransaction();
		}

		follow(this.broker.bootstrapServers(), T0, 100, this.topic);

		await().atMost(SOON).until(() -> this.seen.contains(END));
		assertThat(ids()).containsExactly("msg_1");
	}

	@Test
	void topicsMayComeLaterAndGrow() throws Exception {
		String late = TestBroker.newName("history-late");
		follow(this.broker.bootstrapServers(), T0, 100, this.topic, late);
		await().atMost(SOON).until(() -> this.seen.contains(END));

		admin((admin) -> admin.createTopics(List.of(new NewTopic(late, 1, (short) 1))).all().get());
		write(late, 0, T0, "late");
		await().atMost(SOON).until(() -> ids().contains("late"));

		admin((admin) -> admin.createPartitions(Map.of(this.topic, NewPartitions.increaseTo(3))).all().get());
		write(this.topic, 2, T0, "grown");
		write(this.topic, 0, T0, "usual");
		await().atMost(SOON).until(() -> ids().containsAll(List.of("grown", "usual")));
		assertThat(ids()).containsExactlyInAnyOrder("late", "grown", "usual");
		assertThat(this.seen.stream().filter(END::equals)).hasSize(1);
	}

	@Test
	void whatComesIsReadHoweverOldAndManyAlsoIfItComesToOtherPartitions() throws Exception {
		String late = TestBroker.newName("history-late");
		follow(this.broker.bootstrapServers(), T0, 2, this.topic, late);
		await().atMost(SOON).until(() -> this.seen.contains(END));

		admin((admin) -> {
			admin.createTopics(List.of(new NewTopic(late, 1, (short) 1))).all().get();
			admin.createPartitions(Map.of(this.topic, NewPartitions.increaseTo(3))).all().get();
		});
		for (int i = 0; i < 3; i++) {
			write(late, 0, T0.minusSeconds(9), "late-" + i);
			write(this.topic, 2, T0.minusSeconds(9), "grown-" + i);
		}

		await().atMost(SOON)
			.until(() -> ids().containsAll(List.of("late-0", "late-1", "late-2", "grown-0", "grown-1", "grown-2")));
	}

	@Test
	void whatWasReadButNotToldWhenPartitionsComeIsReadAgain() throws Exception {
		IntStream.range(0, 3).forEach((i) -> write(this.topic, 0, T0, "msg_" + i));
		Set<Thread> others = ReaderThreads.running();
		BaseSubscriber<Recalled> slow = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				request(1);
			}

			@Override
			protected void hookOnNext(Recalled recalled) {
				KafkaHistoryTest.this.seen.add(recalled);
			}

		};
		this.readers.add(slow);
		history(this.broker.bootstrapServers(), this.topic).follow(T0, 100).subscribe(slow);
		await().atMost(SOON).until(() -> ids().contains("msg_0"));
		Set<Thread> first = ReaderThreads.running();
		first.removeAll(others);

		admin((admin) -> admin.createPartitions(Map.of(this.topic, NewPartitions.increaseTo(3))).all().get());
		await().atMost(SOON).until(() -> Collections.disjoint(ReaderThreads.running(), first));
		slow.requestUnbounded();

		await().atMost(SOON).until(() -> this.seen.contains(END));
		assertThat(ids()).containsExactly("msg_0", "msg_1", "msg_2");
	}

	@Test
	void saysThatItCannotSeeWhatComesAndReadsOnWhatItKnows(CapturedOutput output) {
		WantedTopics wanted = new WantedTopics(List.of(this.topic));
		Map<String, Object> clients = Map.of("bootstrap.servers", this.broker.bootstrapServers());
		this.readers.add(new KafkaHistory(clients, clients, wanted).follow(T0, 100).subscribe(this.seen::add));
		await().atMost(SOON).until(() -> this.seen.contains(END));

		wanted.add(List.of(""));
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(output).contains("Kafka does not tell which topics there are",
					"InvalidTopicException"));

		write(this.topic, 0, T0, "usual");
		await().atMost(SOON).until(() -> ids().contains("usual"));
	}

	@Test
	void waitsForTopicsOfWhichNoneIsThereYet() throws Exception {
		String late = TestBroker.newName("history-late");
		follow(this.broker.bootstrapServers(), T0, 100, late);

		admin((admin) -> admin.createTopics(List.of(new NewTopic(late, 1, (short) 1))).all().get());
		await().atMost(SOON).until(() -> this.seen.contains(END));
	}

	@Test
	void waitsForABrokerThatComesLaterAndOutlivesItsRestart(@TempDir Path folder, CapturedOutput output)
			throws Exception {
		int port = TestBroker.freePort();
		String address = "127.0.0.1:" + port;
		follow(address, T0, 100, "restarted");
		await().atMost(SOON).untilAsserted(() -> assertThat(output).contains("cannot be read back for now"));
		assertThat(this.seen).isEmpty();

		try (TestBroker own = TestBroker.start(folder, port, Map.of())) {
			admin(own, (admin) -> admin.createTopics(List.of(new NewTopic("restarted", 1, (short) 1))).all().get());
			write(own, "restarted", T0, "first");
			await().atMost(SOON).until(() -> ids().contains("first"));
		}
		await().during(Duration.ofSeconds(3)).until(() -> true);
		try (TestBroker own = TestBroker.start(folder, port, Map.of())) {
			write(own, "restarted", T0, "second");
			await().atMost(SOON).until(() -> ids().contains("second"));
			assertThat(ids()).containsExactly("first", "second");
		}
	}

	@Test
	void leavesNoTrace() throws Exception {
		Set<Thread> others = ReaderThreads.running();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.broker.bootstrapServers()))) {
			Collection<GroupListing> before = admin.listGroups().all().get();

			write(this.topic, 0, T0, "msg_1");
			follow(this.broker.bootstrapServers(), T0, 100, this.topic);
			await().atMost(SOON).until(() -> this.seen.contains(END));
			assertThat(others.containsAll(ReaderThreads.running())).isFalse();
			this.readers.forEach(Disposable::dispose);

			assertThat(admin.listGroups().all().get()).containsExactlyInAnyOrderElementsOf(before);
		}
		await().atMost(SOON).until(() -> others.containsAll(ReaderThreads.running()));
	}

	private void follow(String bootstrapServers, Instant since, int most, String... topics) {
		this.readers.add(history(bootstrapServers, topics).follow(since, most).subscribe(this.seen::add));
	}

	private static KafkaHistory history(String bootstrapServers, String... topics) {
		Map<String, Object> clients = Map.of("bootstrap.servers", bootstrapServers);
		return new KafkaHistory(clients, clients, new WantedTopics(List.of(topics)));
	}

	private Collection<String> ids() {
		return this.seen.stream()
			.flatMap((recalled) -> (recalled instanceof Recalled.Event event) ? Stream.of(event.id()) : Stream.empty())
			.toList();
	}

	private interface Question {

		void ask(Admin admin) throws ExecutionException, InterruptedException;

	}

	private void admin(Question question) throws ExecutionException, InterruptedException {
		admin(this.broker, question);
	}

	private static void admin(TestBroker broker, Question question) throws ExecutionException, InterruptedException {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
			question.ask(admin);
		}
	}

	private void write(String to, int partition, Instant at, String id) {
		send(this.broker, event(new ProducerRecord<>(to, partition, at.toEpochMilli(), "key", bytes("{}")), id));
	}

	private static void write(TestBroker broker, String to, Instant at, String id) {
		send(broker, event(new ProducerRecord<>(to, null, at.toEpochMilli(), "key", bytes("{}")), id));
	}

	private static ProducerRecord<String, byte[]> event(ProducerRecord<String, byte[]> record, String id) {
		record.headers().add("naru-id", bytes(id)).add("naru-source", bytes("/sources/shop"));
		return record;
	}

	private void send(ProducerRecord<String, byte[]> record) {
		send(this.broker, record);
	}

	private static void send(TestBroker broker, ProducerRecord<String, byte[]> record) {
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer())) {
			producer.send(record).get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
