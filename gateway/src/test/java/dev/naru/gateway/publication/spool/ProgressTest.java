package dev.naru.gateway.publication.spool;

import java.nio.file.Path;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.testing.SteppingClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is told of the spool, over restarts and whatever the clock does.
 */
class ProgressTest {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final FakeKafka kafka = new FakeKafka();

	private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-01T00:00:00Z"));

	@TempDir
	Path directory;

	@BeforeEach
	void isAway() {
		this.kafka.isKnownAway(true);
	}

	@Test
	void saysForHowLongTheOldestHasWaited() {
		try (Spooling spooling = Spooling.start(this.directory, this.kafka, this.clock)) {
			// Given a record in the spool
			keep(spooling, "a");

			// When time goes by
			this.clock.step(Duration.ofMinutes(3));

			// Then that is its age, until it is on Kafka
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(spooling.progress().oldest()).isEqualTo(Duration.ofMinutes(3)));
			this.kafka.isKnownAway(false);
			await().atMost(SOON).until(() -> spooling.progress().oldest().isZero());
		}
	}

	@Test
	void aClockThatStepsBackChangesNoOrder() {
		try (Spooling spooling = Spooling.start(this.directory, this.kafka, this.clock)) {
			// Given records before and after the clock stepped back
			keep(spooling, "a");
			this.clock.step(Duration.ofHours(-2));
			keep(spooling, "b");

			// Then none is said to be younger than new
			assertThat(spooling.progress().oldest()).isZero();

			// And they go to Kafka as they came
			this.kafka.isKnownAway(false);
			await().atMost(SOON).until(() -> spooling.progress().records() == 0);
			assertThat(this.kafka.values()).containsExactly("a", "b");
		}
	}

	@Test
	void whatTheLastLifeLeftBehindComesFirst() {
		// Given records in the spool of a gateway that is no more
		try (Spooling spooling = Spooling.start(this.directory, this.kafka, this.clock)) {
			keep(spooling, "a");
			keep(spooling, "b");
		}

		// When another one starts on it, and takes a record of the same subject
		try (Spooling spooling = Spooling.start(this.directory, this.kafka, this.clock)) {
			assertThat(spooling.progress().records()).isEqualTo(2);
			assertThat(spooling.progress().topics()).containsExactly("payments");
			List<String> ids = new ArrayList<>();
			spooling.progress().forEach((topic, source, id, digest) -> ids.add(topic + " " + source + " " + id));
			assertThat(ids).hasSize(2).allMatch((id) -> id.startsWith("payments shop "));
			keep(spooling, "c");
			this.kafka.isKnownAway(false);

			// Then all come to Kafka in their order
			await().atMost(SOON).until(() -> spooling.progress().records() == 0);
			assertThat(this.kafka.values()).containsExactly("a", "b", "c");
		}
	}

	@Test
	void whatKafkaRefusedIsTriedAgainByTheNextLife() {
		// Given a record that lies aside
		this.kafka.isKnownAway(false);
		this.kafka.refuses("payment-1");
		try (Spooling spooling = Spooling.start(this.directory, this.kafka, this.clock)) {
			keep(spooling, "a");
			await().atMost(SOON).until(() -> spooling.progress().rejected() == 1);
		}

		// When the operator has seen to it, and the gateway starts again
		this.kafka.refuses("");
		try (Spooling spooling = Spooling.start(this.directory, this.kafka, this.clock)) {

			// Then it comes to Kafka
			await().atMost(SOON).until(() -> this.kafka.values().equals(List.of("a")));
			assertThat(spooling.progress().rejected()).isZero();
		}
	}

	/**
	 * A record that is received now, and spooled.
	 */
	private void keep(Spooling spooling, String value) {
		assertThat(spooling.publisher()
			.publish(
					Envelopes.of("payments", "payment-1", value.getBytes(StandardCharsets.UTF_8), this.clock.instant()))
			.block(SOON)).isInstanceOf(Published.Spooled.class);
	}

}
