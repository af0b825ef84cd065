package dev.naru.gateway.publication.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.publication.Tail.Shown;
import dev.naru.gateway.publication.Cursor;
import dev.naru.gateway.publication.Tail;
import dev.naru.gateway.publication.TailRecord;
import dev.naru.gateway.publication.WantedTopics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KafkaTailTest {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final long T0 = 1_700_000_000_000L;

	private final TestBroker broker = TestBroker.shared();

	private final Map<String, Object> clients = Map.of("bootstrap.servers", this.broker.bootstrapServers());

	private final String one = this.broker.newTopic("tail-one", 2);

	private final String other = this.broker.newTopic("tail-other", 1);

	private final Tail tail = new KafkaTail(this.clients, this.clients,
			new WantedTopics(List.of(this.one, this.other)));

	private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(this.clients, new StringSerializer(),
			new ByteArraySerializer());

	@AfterEach
	void close() {
		this.producer.close();
	}

	@Test
	void showsThePastInTheOrderOfTimeAndThenWhatComes() {
		// Given records on three partitions of two topics, written in turn
		write(this.one, 0, T0 + 1, "a");
		write(this.other, 0, T0 + 2, "b");
		write(this.one, 1, T0 + 3, "c");
		write(this.one, 0, T0 + 4, "d");

		// When somebody follows, then the past comes in the order of its time
		StepVerifier.create(this.tail.follow(100, null).map(KafkaTailTest::value))
			.expectNext("a", "b", "c", "d")
			// And then what is written now
			.then(() -> write(this.other, 0, T0 + 5, "e"))
			.expectNext("e")
			.then(() -> write(this.one, 1, T0 + 6, "f"))
			.expectNext("f")
			.thenCancel()
			.verify(SOON);
	}

	@Test
	void sharesThePastOutAmongPartitions() {
		// Given one partition with one record and two with many
		write(this.other, 0, T0, "lonely");
		for (int i = 1; i <= 10; i++) {
			write(this.one, 0, T0 + i, "crowd-" + i);
			write(this.one, 1, T0 + 10 + i, "mob-" + i);
		}

		// When somebody wants the last five, then the lonely one is among them, and the
		// others share what is left
		StepVerifier.create(this.tail.follow(5, null).map(KafkaTailTest::value))
			.expectNext("lonely", "crowd-9", "crowd-10", "mob-9", "mob-10")
			.thenCancel()
			.verify(SOON);
	}

	@Test
	void keepsTheOrderOfAPartitionWhateverItsTimes() {
		// Given records that came out of the spool behind younger ones
		write(this.one, 0, T0 + 5, "live");
		write(this.one, 0, T0 + 1, "drained");
		write(this.one, 1, T0 + 3, "other");
		write(this.one, 0, T0 + 6, "live-again");

		// When somebody follows, then each partition comes in its own order
		StepVerifier.create(this.tail.follow(100, null).map(KafkaTailTest::value))
			.expectNext("other", "live", "drained", "live-again")
			.thenCancel()
			.verify(SOON);
	}

	@Test
	void goesOnBehindWhatWasSeen() {
		// Given a viewer who has seen some of what stands there, on two of three
		// partitions
		for (int i = 0; i < 5; i++) {
			write(this.one, 0, T0 + i, "a" + i);
			write(this.one, 1, T0 + i, "b" + i);
		}
		List<Shown> seen = new ArrayList<>();
		StepVerifier.create(this.tail.follow(4, null))
			.recordWith(() -> seen)
			.expectNextCount(3)
			.thenCancel()
			.verify(SOON);

		// When more has come, on the third too, and he comes again
		write(this.other, 0, T0, "c0");
		write(this.one, 1, T0 + 9, "b5");
		List<String> again = new ArrayList<>();
		StepVerifier.create(this.tail.follow(4, Cursor.parse(seen.get(2).cursor().toString())))
			.recordWith(ArrayList::new)
			.expectNextCount(3)
			.consumeRecordedWith((records) -> records.forEach((record) -> again.add(value(record))))
			.then(() -> write(this.one, 0, T0 + 10, "a5"))
			.assertNext((record) -> assertThat(value(record)).isEqualTo("a5"))
			.thenCancel()
			.verify(SOON);

		// Then he is shown the rest, once
		List<String> all = new ArrayList<>(seen.stream().map(KafkaTailTest::value).toList());
		all.addAll(again);
		assertThat(all).containsExactlyInAnyOrder("a3", "a4", "b3", "b4", "b5", "c0");
	}

	@Test
	void showsNothingOfThePastIfNoneIsWanted() {
		// Given a record that stands there
		write(this.one, 0, T0, "old");

		// When somebody follows from now on
		List<String> seen = new CopyOnWriteArrayList<>();
		Disposable viewer = this.tail.follow(0, null).map(KafkaTailTest::value).subscribe(seen::add);

		// Then only what is written later is seen
		await().atMost(SOON).untilAsserted(() -> {
			write(this.one, 0, T0 + 1, "new");
			assertThat(seen).isNotEmpty();
		});
		assertThat(seen).containsOnly("new");
		viewer.dispose();
	}

	@Test
	void readsAllOfARecord() {
		// Given a record with a header, and one with neither key nor value
		ProducerRecord<String, byte[]> full = new ProducerRecord<>(this.one, 1, T0, "payment-1", bytes("{}"));
		full.headers().add(new RecordHeader("ce_type", bytes("payment.paid")));
		send(full);
		send(new ProducerRecord<>(this.one, 1, Long.valueOf(T0 + 1), (String) null, (byte[]) null));

		// When somebody follows, then nothing is missing
		List<TailRecord> seen = new ArrayList<>();
		StepVerifier.create(this.tail.follow(10, null).map(Shown::record))
			.recordWith(() -> seen)
			.expectNextCount(2)
			.thenCancel()
			.verify(SOON);
		TailRecord first = seen.get(0);
		assertThat(first.topic()).isEqualTo(this.one);
		assertThat(first.partition()).isEqualTo(1);
		assertThat(first.offset()).isZero();
		assertThat(first.timestamp()).hasToString("2023-11-14T22:13:20Z");
		assertThat(first.key()).isEqualTo("payment-1");
		assertThat(first.headers()).isEqualTo(Map.of("ce_type", "payment.paid"));
		assertThat(value(first)).isEqualTo("{}");
		assertThat(seen.get(1).key()).isNull();
		assertThat(seen.get(1).value()).isEmpty();
	}

	@Test
	void leavesNoTrace() throws Exception {
		// Given the groups that the broker knows
		Set<Thread> others = ReaderThreads.running();
		try (Admin admin = Admin.create(this.clients)) {
			Collection<GroupListing> before = admin.listGroups().all().get();

			// When somebody has followed, and gone
			write(this.one, 0, T0, "a");
			StepVerifier.create(this.tail.follow(1, null))
				.expectNextCount(1)
				.then(() -> assertThat(others.containsAll(ReaderThreads.running())).isFalse())
				.thenCancel()
				.verify(SOON);

			// Then it knows no others
			assertThat(admin.listGroups().all().get()).containsExactlyInAnyOrderElementsOf(before);
		}

		// And the reader's thread is gone
		await().atMost(SOON).until(() -> others.containsAll(ReaderThreads.running()));
	}

	@Test
	void endsWithAnErrorIfKafkaCannotBeReached() {
		// Given nobody at the address
		Map<String, Object> nowhere = Map.of("bootstrap.servers", "127.0.0.1:" + TestBroker.freePort());

		// When somebody follows, then that is an error and no endless silence
		StepVerifier.create(new KafkaTail(nowhere, nowhere, new WantedTopics(List.of(this.one))).follow(1, null))
			.expectError()
			.verify(SOON);
	}

	private void write(String topic, int partition, long timestamp, String value) {
		send(new ProducerRecord<>(topic, partition, timestamp, "key", bytes(value)));
	}

	private void send(ProducerRecord<String, byte[]> record) {
		try {
			this.producer.send(record).get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String value(Shown shown) {
		return value(shown.record());
	}

	private static String value(TailRecord record) {
		return new String(record.value(), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
