package dev.naru.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.naru.gateway.publication.History;
import dev.naru.gateway.publication.Recalled;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.webhook.Memory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class RecollectionTest {

	private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

	private static final Duration DAY = Duration.ofDays(1);

	private final Clock clock = Clock.fixed(T0, ZoneOffset.UTC);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final Sinks.Many<Recalled> topics = Sinks.many().unicast().onBackpressureBuffer();

	private Recollection recollection(int maxEntries, Duration longest, History history) {
		return recollection(maxEntries, FleetKeys.NONE, longest, history);
	}

	private Recollection recollection(int maxEntries, FleetKeys fleet, Duration longest, History history) {
		Recollection recollection = new Recollection(new Deduplication(maxEntries, () -> longest, this.clock),
				new DeduplicationProperties(maxEntries, Duration.ofSeconds(10)), fleet, history, longest, this.clock);
		recollection.start();
		return recollection;
	}

	private Recollection reading() {
		return recollection(100, DAY, (since, most) -> {
			assertThat(since).isEqualTo(T0.minus(DAY));
			assertThat(most).isEqualTo(100);
			return this.topics.asFlux();
		});
	}

	private void emit(Recalled recalled) {
		this.topics.tryEmitNext(recalled).orThrow();
	}

	@AfterEach
	void resetTime() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void isReadyWhenAllHasComeThatStoodThere(CapturedOutput output) {
		Memory memory = reading();
		assertThat(memory.status().ready()).isFalse();

		emit(new Recalled.Event("topic", "/sources/shop", "msg_1", null, null, T0.minusSeconds(60)));
		assertThat(memory.status().ready()).isFalse();
		emit(new Recalled.CaughtUp());

		assertThat(memory.status().ready()).isTrue();
		assertThat(memory.events()).isEqualTo(1);
		this.time.advanceTimeBy(Duration.ofSeconds(20));
		assertThat(memory.status().reason()).isEqualTo("what stands on Kafka is known");
		assertThat(output).contains("events=\"1\"").doesNotContain("could not be read back");
	}

	@Test
	void waitsNoLongerThanItMayAndGoesOnReading(CapturedOutput output) {
		Memory memory = reading();

		this.time.advanceTimeBy(Duration.ofMillis(9999));
		assertThat(memory.status().ready()).isFalse();
		this.time.advanceTimeBy(Duration.ofMillis(1));

		assertThat(memory.status().ready()).isTrue();
		assertThat(memory.status().reason()).contains("may pass");
		assertThat(output).contains("copies of earlier events may pass", "naru.deduplication.warm-up-within");
		emit(new Recalled.Event("topic", "/sources/shop", "msg_1", null, null, T0));
		emit(new Recalled.CaughtUp());
		assertThat(memory.events()).isEqualTo(1);
		assertThat(memory.status().reason()).isEqualTo("what stands on Kafka is known");
	}

	@Test
	void readsNothingWhereNothingIsRemembered() {
		AtomicBoolean read = new AtomicBoolean();
		History history = (since, most) -> {
			read.set(true);
			return this.topics.asFlux();
		};

		assertThat(recollection(0, DAY, history).status().ready()).isTrue();
		assertThat(read).isFalse();
	}

	@Test
	void believesOnlyWhatAGatewayOfItsFleetWrote(CapturedOutput output) {
		FleetKeys fleet = FleetKeys.of(List.of(new Secret("0123456789abcdef0123456789abcdef")));
		Memory memory = recollection(100, fleet, DAY, (since, most) -> this.topics.asFlux());
		String mark = fleet.mark("topic", "/sources/shop", "msg_1", "digest");

		emit(new Recalled.Event("topic", "/sources/shop", "msg_1", "digest", null, T0));
		emit(new Recalled.Event("topic", "/sources/shop", "msg_1", "other", mark, T0));
		emit(new Recalled.Event("topic", "/sources/shop", "msg_1", null, mark, T0));
		emit(new Recalled.Event("topic", "/sources/shop", "msg_2", "digest", mark, T0));
		assertThat(memory.events()).isZero();
		assertThat(memory.foreign()).isEqualTo(4);

		emit(new Recalled.Event("topic", "/sources/shop", "msg_1", "digest", mark, T0));
		assertThat(memory.events()).isEqualTo(1);
		assertThat(memory.foreign()).isEqualTo(4);
		assertThat(output).containsOnlyOnce("has no mark of this fleet").doesNotContain("naru.fleet.keys is not set");
	}

	@Test
	void saysOnceThatWithoutAKeyEverythingIsBelieved(CapturedOutput output) {
		Memory memory = reading();

		emit(new Recalled.Event("topic", "/sources/shop", "msg_1", null, "no mark", T0));

		assertThat(memory.events()).isEqualTo(1);
		assertThat(memory.foreign()).isZero();
		assertThat(output).containsOnlyOnce("naru.fleet.keys is not set");
	}

	@Test
	void stopsReading() {
		TestPublisher<Recalled> publisher = TestPublisher.create();
		Recollection recollection = recollection(100, DAY, (since, most) -> publisher.flux());
		publisher.assertWasSubscribed();

		recollection.close();

		publisher.assertCancelled();
	}

}
