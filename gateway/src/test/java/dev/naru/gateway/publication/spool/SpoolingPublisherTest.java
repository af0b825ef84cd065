package dev.naru.gateway.publication.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.publication.Publisher;
import dev.naru.gateway.publication.PublisherContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class SpoolingPublisherTest extends PublisherContract {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final FakeKafka kafka = new FakeKafka();

	private Spooling spooling;

	@BeforeEach
	void open(@TempDir Path directory) {
		this.spooling = Spooling.start(directory, this.kafka);
	}

	@AfterEach
	void close() {
		this.spooling.close();
	}

	@Override
	protected Publisher publisher() {
		return this.spooling.publisher();
	}

	@Override
	protected String topic() {
		return "payments";
	}

	@Override
	protected List<String> published() {
		return this.kafka.values();
	}

	@Test
	void asksKafkaNoMoreOnceItIsKnownToBeAway() {
		// Given Kafka that is known to be away
		this.kafka.isKnownAway(true);

		// When a record is published, then it is in the spool, and Kafka was not asked
		assertThat(publish("payment-1", "a")).isInstanceOf(Published.Spooled.class);
		assertThat(this.kafka.asked()).isZero();
	}

	@Test
	void leavesASilentKafkaForTheSpoolInTime() {
		// Given Kafka that does not answer
		this.kafka.keepsSilent(true);

		// When a record is published
		long start = System.nanoTime();
		assertThat(publish("payment-1", "a")).isInstanceOf(Published.Spooled.class);

		// Then Kafka had its time, and the next record does not wait at all
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Spooling.WITHIN.dividedBy(2));
		int asked = this.kafka.asked();
		assertThat(publish("payment-2", "b")).isInstanceOf(Published.Spooled.class);
		assertThat(this.kafka.asked()).isEqualTo(asked);
	}

	@Test
	void oneFailureAnswersAllWhoWaitForThatTopic(@TempDir Path directory) {
		hasPatience(directory);
		// Given three records on their way to a silent Kafka, and one to another topic
		this.kafka.keepsSilent(true);
		List<CompletableFuture<@Nullable Published>> waiting = new ArrayList<>();
		for (String value : List.of("a", "b", "c")) {
			waiting.add(publisher().publish(Envelopes.of("payments", "payment-1", value)).toFuture());
		}
		CompletableFuture<@Nullable Published> other = publisher().publish(Envelopes.of("receipts", "r-1", "d"))
			.toFuture();

		// When the first fails
		this.kafka.givesUpFirst();

		// Then all three are in the spool in their order, and the other still waits
		assertThat(waiting).extracting((answer) -> answer.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join())
			.containsExactly(new Published.Spooled(1), new Published.Spooled(2), new Published.Spooled(3));
		assertThat(other).isNotDone();
	}

	@Test
	void aSubjectInTheSpoolIsNotOvertaken(@TempDir Path directory) {
		hasPatience(directory);
		// Given a record in the spool of a Kafka that keeps silent
		this.kafka.isKnownAway(true);
		publish("payment-1", "a");
		this.kafka.keepsSilent(true);
		this.kafka.isKnownAway(false);

		// When a record of the same subject follows, and one of another
		Published same = publish("payment-1", "b");
		CompletableFuture<@Nullable Published> other = publisher().publish(Envelopes.of(topic(), "payment-2", "c"))
			.toFuture();

		// Then the first queues behind, and the other goes straight to Kafka
		assertThat(same).isInstanceOf(Published.Spooled.class);
		assertThat(other).isNotDone();
		this.kafka.keepsSilent(false);
		this.kafka.acknowledgesLate();
		await().atMost(SOON).until(() -> this.spooling.progress().records() == 0);
		assertThat(published()).containsSubsequence("a", "b").containsOnlyOnce("c");
		assertThat(publish("payment-1", "d")).isInstanceOf(Published.OnKafka.class);
	}

	@Test
	void doesNotSendAgainWhatKafkaAcknowledgesLate() {
		// Given records that went to the spool while Kafka kept silent
		this.kafka.keepsSilent(true);
		List<CompletableFuture<@Nullable Published>> answers = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			answers.add(publisher().publish(Envelopes.of(topic(), "payment-" + i, "v" + i)).toFuture());
		}
		answers.forEach((answer) -> assertThat(answer.join()).isInstanceOf(Published.Spooled.class));

		// When Kafka acknowledges them after all
		this.kafka.keepsSilent(false);
		this.kafka.acknowledgesLate();

		// Then the spool is empty, and each stands there once
		await().atMost(SOON).until(() -> this.spooling.progress().records() == 0);
		assertThat(published()).containsExactlyInAnyOrder("v0", "v1", "v2", "v3", "v4");
	}

	@Test
	void sendsAgainWhatKafkaHasLost() {
		// Given a record that went to the spool while Kafka kept silent
		this.kafka.keepsSilent(true);
		publish("payment-1", "a");

		// When Kafka says at last that it did not get through
		this.kafka.keepsSilent(false);
		this.kafka.givesUpFirst();

		// Then it is sent from the spool
		await().atMost(SOON).until(() -> this.spooling.progress().records() == 0);
		assertThat(published()).containsExactly("a");
	}

	@Test
	void setsAsideWhatKafkaRefusesForEver() {
		// Given Kafka that refuses the records of one subject
		this.kafka.refuses("huge");

		// When such a record is published, and another behind it
		assertThat(publish("huge", "a")).isInstanceOf(Published.Spooled.class);
		assertThat(publish("payment-1", "b")).isInstanceOf(Published.OnKafka.class);

		// Then it lies aside, and blocks nobody
		await().atMost(SOON).until(() -> this.spooling.progress().rejected() == 1);
		assertThat(this.spooling.progress().records()).isZero();
		assertThat(published()).containsExactly("b");
	}

	@Test
	void oneTopicOutOfReachLeavesTheOthersAlone() {
		// Given a topic that the gateway may not write to
		this.kafka.denies("payments");

		// When records for it lie in the spool, then another topic's go to Kafka
		assertThat(publish("payment-1", "a")).isInstanceOf(Published.Spooled.class);
		assertThat(publish("payment-2", "b")).isInstanceOf(Published.Spooled.class);
		assertThat(publisher().publish(Envelopes.of("receipts", "r-1", "c")).block(SOON))
			.isInstanceOf(Published.OnKafka.class);

		// And when permission comes, they follow
		this.kafka.denies("");
		await().atMost(SOON).until(() -> this.spooling.progress().records() == 0);
		assertThat(published()).containsExactly("c", "a", "b");
	}

	@Test
	void aFullSpoolSaysNoUnlessKafkaSaysYes(@TempDir Path small) {
		// Given a spool that is full, and a silent Kafka
		try (Spooling full = Spooling.start(small, DataSize.ofMegabytes(1), this.kafka)) {
			this.kafka.isKnownAway(true);
			byte[] large = new byte[300_000];
			assertThatThrownBy(() -> {
				for (int i = 0; i < 10; i++) {
					full.publisher().publish(Envelopes.of(topic(), "payment-" + i, large)).block(SOON);
				}
			}).isInstanceOf(PublicationException.NotAcknowledged.class);
			long kept = full.progress().records();
			this.kafka.isKnownAway(false);
			this.kafka.keepsSilent(true);
			CompletableFuture<@Nullable Published> answer = full.publisher()
				.publish(Envelopes.of("receipts", "r-1", large))
				.toFuture();

			// When Kafka acknowledges, after its time
			await().pollDelay(Spooling.WITHIN.multipliedBy(2)).until(() -> !answer.isDone());
			this.kafka.keepsSilent(false);
			this.kafka.acknowledgesLate();

			// Then that counts, and nothing that was accepted is missing
			assertThat(answer.join()).isInstanceOf(Published.OnKafka.class);
			await().atMost(SOON).until(() -> full.progress().records() == 0);
			assertThat(full.progress().drained()).isEqualTo(kept);
		}
	}

	private void hasPatience(Path directory) {
		this.spooling.close();
		this.spooling = Spooling.patient(directory, this.kafka);
	}

	private Published publish(String key, String value) {
		return publisher().publish(Envelopes.of(topic(), key, value)).blockOptional(SOON).orElseThrow();
	}

}
