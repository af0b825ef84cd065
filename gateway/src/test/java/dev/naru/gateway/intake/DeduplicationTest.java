package dev.naru.gateway.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testing.SteppingClock;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Refusal;
import dev.naru.gateway.webhook.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class DeduplicationTest {

	private static final String SOURCE = "/sources/test";

	private static final Instant T0 = Webhook.NOW;

	private static final Reply REPLY = new Reply(200, null, "");

	private static final Outcome PUBLISHED = new Outcome.Published(REPLY);

	private static final Outcome DUPLICATE = new Outcome.Duplicate(REPLY);

	private static final Outcome DECLINED = new Outcome.Declined();

	private static final Outcome UNAVAILABLE = new Outcome.Unavailable();

	private static final EventId ID = new EventId("msg_1");

	private final Endpoint endpoint = TestProfiles.endpoint(TestProfiles.builtIn("portone"), null,
			Webhook.STANDARD_SECRET);

	private final SteppingClock clock = new SteppingClock(T0);

	private final Deduplication deduplication = new Deduplication(1000, () -> Duration.ofDays(7), this.clock);

	private final List<Sinks.One<Outcome>> publications = Collections.synchronizedList(new ArrayList<>());

	private Mono<Outcome> deliver(String topic, EventId id, Outcome ofCopy) {
		return this.deduplication.once(this.endpoint, SOURCE, topic, id, null, ofCopy, this::publish);
	}

	private CompletableFuture<Outcome> deliver(String digest) {
		return future(this.deduplication.once(this.endpoint, SOURCE, "topic", ID, digest, DUPLICATE, this::publish));
	}

	private Mono<Outcome> publish() {
		Sinks.One<Outcome> outcome = Sinks.one();
		this.publications.add(outcome);
		return outcome.asMono();
	}

	private CompletableFuture<Outcome> deliver() {
		return future(deliver("topic", ID, DUPLICATE));
	}

	private static CompletableFuture<Outcome> future(Mono<Outcome> outcome) {
		CompletableFuture<Outcome> future = new CompletableFuture<>();
		outcome.subscribe(future::complete, future::completeExceptionally);
		return future;
	}

	private void delivered(Outcome outcome) {
		CompletableFuture<Outcome> first = deliver();
		settle(outcome);
		assertThat(first).isCompletedWithValue(outcome);
	}

	private void settle(Outcome outcome) {
		this.publications.get(this.publications.size() - 1).tryEmitValue(outcome).orThrow();
	}

	@ParameterizedTest
	@MethodSource("safe")
	void aCopyOfWhatIsSafeIsADuplicate(Outcome first) {
		delivered(first);

		assertThat(deliver()).isCompletedWithValue(DUPLICATE);
		assertThat(this.publications).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("safe")
	void aCopyThatComesMeanwhileIsADuplicateToo(Outcome first) {
		deliver("topic", ID, DUPLICATE).subscribe();
		CompletableFuture<Outcome> copy = deliver();
		assertThat(copy).isNotDone();

		settle(first);

		assertThat(copy).isCompletedWithValue(DUPLICATE);
		assertThat(this.publications).hasSize(1);
	}

	static Stream<Outcome> safe() {
		return Stream.of(PUBLISHED, new Outcome.Spooled(REPLY),
				new Outcome.Quarantined(QuarantineReason.MISSING_FIELD, REPLY));
	}

	@ParameterizedTest
	@MethodSource("unsafe")
	void aCopyOfWhatFailsFailsAlikeAndTheNextIsPublished(Outcome failure) {
		CompletableFuture<Outcome> first = deliver();
		CompletableFuture<Outcome> copy = deliver();

		settle(failure);

		assertThat(first).isCompletedWithValue(failure);
		assertThat(copy).isCompletedWithValue(failure);
		assertThat(this.deduplication.events()).isZero();
		delivered(PUBLISHED);
		assertThat(this.publications).hasSize(2);
	}

	static Stream<Outcome> unsafe() {
		return Stream.of(UNAVAILABLE, new Outcome.Refused(new Refusal.TooManyInFlight()), new Outcome.Failed());
	}

	@Test
	void whoHearsOfAFailureMayTryAgainAtOnce() {
		CompletableFuture<Outcome> again = deliver().thenCompose((outcome) -> deliver());

		settle(UNAVAILABLE);

		assertThat(this.publications).hasSize(2);
		settle(PUBLISHED);
		assertThat(again).isCompletedWithValue(PUBLISHED);
	}

	@Test
	void aFaultOfOursIsAFailureOfAll() {
		Sinks.One<Outcome> broken = Sinks.one();
		CompletableFuture<Outcome> first = future(
				this.deduplication.once(this.endpoint, SOURCE, "topic", ID, null, DUPLICATE, broken::asMono));
		CompletableFuture<Outcome> copy = deliver();

		broken.tryEmitError(new IllegalStateException("broken on purpose")).orThrow();

		assertThat(first).isCompletedExceptionally();
		assertThat(copy).isCompletedExceptionally();
		delivered(PUBLISHED);
	}

	@Test
	void aPublicationThatIsNotEvenBegunIsAFailureAsWell() {
		Mono<Outcome> outcome = this.deduplication.once(this.endpoint, SOURCE, "topic", ID, null, DUPLICATE, () -> {
			throw new IllegalStateException("broken on purpose");
		});

		assertThat(future(outcome)).isCompletedExceptionally();
		assertThat(future(this.deduplication.once(this.endpoint, SOURCE, "topic", ID, null, DUPLICATE, Mono::empty)))
			.isCompletedExceptionally();
		delivered(PUBLISHED);
	}

	@Test
	void whatIsDeclinedIsDeclinedToAll() {
		deliver("quarantine", ID, DECLINED).subscribe();
		CompletableFuture<Outcome> copy = future(deliver("quarantine", ID, DECLINED));
		CompletableFuture<Outcome> other = future(deliver("quarantine", ID, DUPLICATE));

		settle(DECLINED);

		assertThat(copy).isCompletedWithValue(DECLINED);
		assertThat(other).isCompletedWithValue(DECLINED);
		assertThat(deliver("quarantine", ID, DECLINED).block()).isEqualTo(DECLINED);
		assertThat(this.publications).hasSize(1);
	}

	@Test
	void whatIsToBeDeclinedIsDeclinedThoughTheFirstWasQuarantined() {
		deliver("quarantine", ID, DUPLICATE).subscribe();
		CompletableFuture<Outcome> copy = future(deliver("quarantine", ID, DECLINED));

		settle(new Outcome.Quarantined(QuarantineReason.MISSING_FIELD, REPLY));

		assertThat(copy).isCompletedWithValue(DECLINED);
	}

	@Test
	void theFirstMayGoAway() {
		Disposable first = deliver("topic", ID, DUPLICATE).subscribe();
		CompletableFuture<Outcome> copy = deliver();

		first.dispose();
		settle(PUBLISHED);

		assertThat(copy).isCompletedWithValue(DUPLICATE);
		assertThat(deliver()).isCompletedWithValue(DUPLICATE);
	}

	@Test
	void allMayGoAway() {
		deliver("topic", ID, DUPLICATE).subscribe().dispose();
		deliver("topic", ID, DUPLICATE).subscribe().dispose();

		settle(PUBLISHED);

		assertThat(deliver()).isCompletedWithValue(DUPLICATE);
	}

	@Test
	void anotherTopicSourceOrIdIsAnotherEvent() {
		delivered(PUBLISHED);

		assertThat(future(deliver("quarantine", ID, DUPLICATE))).isNotDone();
		assertThat(future(deliver("topic", new EventId("msg_2"), DUPLICATE))).isNotDone();
		this.deduplication.remember("topic", "/sources/other", "msg_3", null, T0);
		assertThat(future(deliver("topic", new EventId("msg_3"), DUPLICATE))).isNotDone();
		this.deduplication.remember("topic", SOURCE, "msg_3", null, T0);
		assertThat(this.publications).hasSize(4);
	}

	@Test
	void whereADigestTellsEventsApartTheIdAloneDoesNot() {
		CompletableFuture<Outcome> strangers = deliver("strangers");
		CompletableFuture<Outcome> genuine = deliver("genuine");
		assertThat(this.publications).as("one under way keeps no other back").hasSize(2);
		this.publications.forEach((publication) -> publication.tryEmitValue(PUBLISHED).orThrow());
		assertThat(strangers).isCompletedWithValue(PUBLISHED);
		assertThat(genuine).isCompletedWithValue(PUBLISHED);

		assertThat(deliver("genuine")).isCompletedWithValue(DUPLICATE);
		assertThat(deliver("strangers")).isCompletedWithValue(DUPLICATE);
		assertThat(deliver()).isNotDone();
	}

	@Test
	void aDigestIsRememberedFromElsewhereToo() {
		this.deduplication.remember("topic", SOURCE, "msg_1", "of Kafka", T0);
		this.deduplication.remember("topic", SOURCE, "msg_1", "of the spool", T0);

		assertThat(deliver("of Kafka")).isCompletedWithValue(DUPLICATE);
		assertThat(deliver("of the spool")).isCompletedWithValue(DUPLICATE);
		assertThat(deliver("of neither")).isNotDone();
		assertThat(deliver()).isNotDone();
	}

	@Test
	void whatIsRememberedFromElsewhereIsADuplicate() {
		this.deduplication.remember("topic", SOURCE, "msg_1", null, T0);
		this.deduplication.remember("topic", SOURCE, "msg_2", null, T0);

		assertThat(deliver()).isCompletedWithValue(DUPLICATE);
		assertThat(deliver("topic", new EventId("msg_2"), DUPLICATE).block()).isEqualTo(DUPLICATE);
		assertThat(this.publications).isEmpty();
	}

	@Test
	void afterItsWindowAnEventIsPublishedAgain() {
		delivered(PUBLISHED);

		this.clock.step(Duration.ofHours(24));
		assertThat(deliver()).isCompletedWithValue(DUPLICATE);
		this.clock.step(Duration.ofSeconds(1));
		delivered(PUBLISHED);
		assertThat(deliver()).isCompletedWithValue(DUPLICATE);
		assertThat(this.publications).hasSize(2);
	}

	@Test
	void aTimeToComeCountsAsNow() {
		this.deduplication.remember("topic", SOURCE, "msg_1", null, T0.plus(Duration.ofDays(300)));

		this.clock.step(Duration.ofHours(24).plusSeconds(1));
		delivered(PUBLISHED);
	}

	@Test
	void aProfileMayDoWithout() {
		Endpoint without = TestProfiles.endpoint(TestProfiles.of("plain", """
				name: plain
				accepts: [json]
				verify: [{name: open, none: {}}]
				read: [{version: "1", id: {header: Id}, type: {field: /type}}]
				duplicate-window: 0s
				answer: {status: 200}
				"""), null);

		for (int i = 1; i <= 2; i++) {
			this.deduplication.once(without, SOURCE, "topic", ID, null, DUPLICATE, this::publish).subscribe();
			settle(PUBLISHED);
			assertThat(this.publications).hasSize(i);
		}
	}

	@Test
	void itMayBeSwitchedOff() {
		Deduplication off = new Deduplication(0, () -> Duration.ofDays(7), this.clock);
		off.remember("topic", SOURCE, "msg_1", null, T0);

		CompletableFuture<Outcome> one = future(
				off.once(this.endpoint, SOURCE, "topic", ID, null, DUPLICATE, this::publish));
		settle(PUBLISHED);
		CompletableFuture<Outcome> other = future(
				off.once(this.endpoint, SOURCE, "topic", ID, null, DUPLICATE, this::publish));
		settle(PUBLISHED);

		assertThat(one).isCompletedWithValue(PUBLISHED);
		assertThat(other).isCompletedWithValue(PUBLISHED);
		assertThat(off.events()).isZero();
	}

	@Test
	void ofAThousandAtOnceOneIsPublished() {
		AtomicInteger published = new AtomicInteger();
		for (int round = 0; round < 200; round++) {
			EventId id = new EventId("round-" + round);
			List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
			try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
				IntStream.range(0, 1000)
					.forEach((i) -> senders.execute(() -> this.deduplication
						.once(this.endpoint, SOURCE, "topic", id, null, DUPLICATE, () -> Mono.fromCallable(() -> {
							published.incrementAndGet();
							return PUBLISHED;
						}))
						.subscribe(outcomes::add)));
			}
			assertThat(published).hasValue(round + 1);
			assertThat(outcomes).hasSize(1000).filteredOn(PUBLISHED::equals).hasSize(1);
		}
	}

}
