package dev.naru.gateway.publication.spool;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.SourceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static dev.naru.gateway.publication.spool.Folder.readAll;
import static dev.naru.gateway.publication.spool.Folder.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(120)
class SpoolTest {

	@TempDir
	Path directory;

	private Folder folder;

	@BeforeEach
	void prepare() {
		this.folder = new Folder(this.directory);
	}

	@Test
	void givesBackEachTopicInTheOrderInWhichItCame() {
		// Given records of two topics, one after another
		try (Spool spool = this.folder.open()) {
			List<Long> positions = new ArrayList<>();
			for (int i = 0; i < 300; i++) {
				positions.add(soon(spool.append(Envelopes.of((i % 3 == 0) ? "thirds" : "others", "key", "" + i))));
			}

			// When one is read, then it comes in order, and positions grow
			assertThat(positions).isSorted().doesNotHaveDuplicates();
			assertThat(readAll(spool, "thirds")).hasSize(100)
				.extracting(Kept::position)
				.isEqualTo(positions.stream().filter((position) -> positions.indexOf(position) % 3 == 0).toList());
			assertThat(readAll(spool, "others")).extracting((kept) -> Integer.valueOf(value(kept)))
				.isSorted()
				.hasSize(200);
			assertThat(readAll(spool, "none")).isEmpty();
		}
	}

	@Test
	void givesBackWhatItWasGiven() {
		// Given records with all that may be in them
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("", "");
		headers.put("ce_subject", "결제/π\0\uD83D\uDE80");
		headers.put("long", "한".repeat(100_000));
		byte[] large = new byte[1024 * 1024];
		new Random(1).nextBytes(large);
		List<Envelope> given = List.of(envelope("a", "", Map.of(), new byte[0]),
				envelope("a\0b", "열쇠\0\uD83D\uDE80", headers, new byte[] { 0, -1, 127 }),
				envelope("c", "k".repeat(50_000), Map.of("x", "y"), large));
		try (Spool spool = this.folder.open()) {
			given.forEach((envelope) -> soon(spool.append(envelope)));
		}

		// When they are read after a restart
		try (Spool spool = this.folder.open()) {
			for (Envelope envelope : given) {
				Envelope found = readAll(spool, envelope.topic()).get(0).envelope();

				// Then nothing is missing
				assertThat(found).usingRecursiveComparison().isEqualTo(envelope);
				assertThat(List.copyOf(found.headers().keySet())).isEqualTo(List.copyOf(envelope.headers().keySet()));
			}
		}
	}

	@Test
	void readsNoMoreThanItIsAskedFor() {
		// Given five records
		try (Spool spool = this.folder.open()) {
			Envelope record = Envelopes.of("topic", "key", new byte[1000]);
			List<Long> positions = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				positions.add(soon(spool.append(record)));
			}

			// When some are read, then so many come, or so many bytes, or at least one
			assertThat(soon(spool.read("topic", 0, 3, 1_000_000))).extracting(Kept::position)
				.isEqualTo(positions.subList(0, 3));
			assertThat(soon(spool.read("topic", positions.get(0), 9, 2L * record.size()))).extracting(Kept::position)
				.isEqualTo(positions.subList(1, 3));
			assertThat(soon(spool.read("topic", positions.get(3), 9, 1))).extracting(Kept::position)
				.isEqualTo(positions.subList(4, 5));
			assertThat(soon(spool.read("topic", positions.get(4), 9, 1_000_000))).isEmpty();
		}
	}

	@Test
	void sharesOneWaitForTheDiskAmongMany() throws Exception {
		// Given thousands of records at once
		try (Spool spool = this.folder.open()) {
			List<CompletableFuture<Long>> answers = new ArrayList<>();
			for (int i = 0; i < 3000; i++) {
				answers.add(spool.append(Envelopes.of("topic")));
			}
			answers.forEach(Folder::soon);

			// When the transactions in the log are counted, then there are few
			assertThat(this.folder.commits()).isBetween(1, 300);
			assertThat(spool.records()).isEqualTo(3000);
		}
	}

	@Test
	void commitsEachOfThoseThatComeOneByOne() throws Exception {
		// Given records that each wait for the one before
		try (Spool spool = this.folder.open()) {
			int before = this.folder.commits();
			for (int i = 0; i < 20; i++) {
				soon(spool.append(Envelopes.of("topic")));
			}

			// When the transactions in the log are counted, then there is one for each
			assertThat(this.folder.commits() - before).isEqualTo(20);
		}
	}

	@Test
	void goesOnWhereItWasAfterARestart() {
		// Given a spool with records, one of which is taken out
		long last;
		try (Spool spool = this.folder.open()) {
			soon(spool.append(Envelopes.of("one", "a", "1")));
			long second = soon(spool.append(Envelopes.of("two", "b", "2")));
			last = soon(spool.append(Envelopes.of("one", "c", "3")));
			soon(spool.delete(List.of(second, 4711L)));
			assertThat(spool.records()).isEqualTo(2);
		}

		// When it is opened again
		try (Spool spool = this.folder.open()) {

			// Then the rest is there, and new records come after it
			assertThat(spool.records()).isEqualTo(2);
			assertThat(spool.topics()).containsExactly("one");
			assertThat(readAll(spool, "one")).extracting(SpoolTest::value).containsExactly("1", "3");
			assertThat(soon(spool.append(Envelopes.of("one")))).isGreaterThan(last);
		}
	}

	@Test
	void showsTheDigestOfWhatWaits() {
		// Given a record that its id alone does not tell
		Envelope one = Envelopes.of("one");
		try (Spool spool = this.folder.open()) {
			soon(spool.append(new Envelope(one.source(), one.id(), one.topic(), one.key(), one.receivedAt(),
					Map.of("content-type", "x/y", Envelope.DIGEST, "digest", Envelope.MARK, "mark"), one.value())));

			// When one looks at all
			List<Waiting> seen = new ArrayList<>();
			spool.forEach(seen::add);

			// Then it comes with what tells it
			assertThat(seen).extracting(Waiting::digest).containsExactly("digest");
		}
	}

	@Test
	void showsWhatWaitsOldestFirst() {
		// Given a spool with records
		Envelope first = Envelopes.of("one", "a", "1");
		Envelope second = Envelopes.of("two", "b", "2");
		try (Spool spool = this.folder.open()) {
			long firstAt = soon(spool.append(first));
			long secondAt = soon(spool.append(second));

			// When one looks at all
			List<Waiting> seen = new ArrayList<>();
			spool.forEach(seen::add);

			// Then each is named
			assertThat(seen).containsExactly(new Waiting(firstAt, "one", "shop", first.id().value(), null, "a"),
					new Waiting(secondAt, "two", "shop", second.id().value(), null, "b"));
			assertThatThrownBy(() -> spool.forEach((waiting) -> {
				throw new IllegalStateException("enough");
			})).isInstanceOf(IllegalStateException.class).hasMessage("enough");
		}
	}

	@Test
	void triesRejectedRecordsOnceMoreAfterARestart() {
		// Given a record that Kafka refuses, between two others
		try (Spool spool = this.folder.open()) {
			soon(spool.append(Envelopes.of("topic", "a", "1")));
			long refused = soon(spool.append(Envelopes.of("topic", "b", "2")));
			soon(spool.append(Envelopes.of("topic", "c", "3")));

			// When it is set aside, then it is out of the way
			soon(spool.reject(refused, "too large"));
			assertThat(readAll(spool, "topic")).extracting(SpoolTest::value).containsExactly("1", "3");
			assertThat(spool.records()).isEqualTo(2);
			assertThat(spool.rejected()).isEqualTo(1);

			// And setting aside what is not there does nothing
			soon(spool.reject(refused, "again"));
			assertThat(spool.rejected()).isEqualTo(1);
		}

		// But after a restart it is back in its place
		try (Spool spool = this.folder.open()) {
			assertThat(readAll(spool, "topic")).extracting(SpoolTest::value).containsExactly("1", "2", "3");
			assertThat(spool.rejected()).isZero();
		}
	}

	@Test
	void knowsSinceWhenTheOldestWaits() {
		// Given a spool in which nothing waits
		try (Spool spool = this.folder.open()) {
			assertThat(spool.oldest()).isNull();

			// When a record comes whose webhook was received before, then it is the
			// oldest
			Envelope record = envelope("key", "topic", Map.of(), new byte[0]);
			long position = soon(spool.append(record));
			assertThat(spool.oldest()).isEqualTo(record.receivedAt());

			// And when it is gone, none is
			soon(spool.delete(List.of(position)));
			assertThat(spool.oldest()).isNull();
		}
	}

	@Test
	void givesPositionsInTheOrderOfTheCallsOfEachThread() throws Exception {
		// Given 16 threads
		try (Spool spool = this.folder.open(); ExecutorService threads = Executors.newFixedThreadPool(16)) {
			CountDownLatch together = new CountDownLatch(1);
			List<Future<List<CompletableFuture<Long>>>> all = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				String key = "key-" + i;
				all.add(threads.submit(() -> {
					together.await();
					List<CompletableFuture<Long>> answers = new ArrayList<>();
					for (int j = 0; j < 500; j++) {
						answers.add(spool.append(Envelopes.of("topic", key, "" + j)));
					}
					return answers;
				}));
			}

			// When all bring records at the same time
			together.countDown();

			// Then the positions of each grow, and no two are alike
			List<Long> positions = new ArrayList<>();
			for (Future<List<CompletableFuture<Long>>> one : all) {
				List<Long> its = one.get().stream().map(Folder::soon).toList();
				assertThat(its).isSorted();
				positions.addAll(its);
			}
			assertThat(positions).hasSize(8000).doesNotHaveDuplicates();
			assertThat(readAll(spool, "topic")).hasSize(8000);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 20_000 })
	void finishesWhatIsQueuedWhenItIsClosed(int records) {
		// Given a spool with records on their way
		Spool spool = this.folder.open();
		List<CompletableFuture<Long>> answers = new ArrayList<>();
		for (int i = 0; i < records; i++) {
			answers.add(spool.append(Envelopes.of("topic")));
		}

		// When it is closed
		spool.close();

		// Then all are safe
		assertThat(answers).allMatch((answer) -> answer.state() == Future.State.SUCCESS);
		try (Spool reopened = this.folder.open()) {
			assertThat(reopened.records()).isEqualTo(records);
		}
	}

	@Test
	void takesNothingMoreOnceItIsClosed() {
		// Given a spool that is closed, twice
		Spool spool = this.folder.open();
		spool.close();
		spool.close();

		// When it is used, then it says so at once
		assertThat(spool.takes()).isFalse();
		assertThatThrownBy(() -> soon(spool.append(Envelopes.of("topic"))))
			.hasCauseInstanceOf(PublicationException.NotAcknowledged.class)
			.hasMessageContaining("closed");
		assertThatThrownBy(() -> soon(spool.read("topic", 0, 1, 1))).hasMessageContaining("closed");
		assertThat(spool.delete(List.of(1L))).isCompletedExceptionally();
	}

	@Test
	void answersEveryoneWhoComesWhileItIsClosed() throws Exception {
		// Given threads that bring records without end
		Spool spool = this.folder.open();
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			CountDownLatch begun = new CountDownLatch(4);
			List<Future<List<CompletableFuture<Long>>>> all = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				all.add(threads.submit(() -> {
					List<CompletableFuture<Long>> answers = new ArrayList<>();
					while (answers.size() < 200_000
							&& (answers.isEmpty() || !answers.get(answers.size() - 1).isCompletedExceptionally())) {
						answers.add(spool.append(Envelopes.of("topic")));
						begun.countDown();
					}
					return answers;
				}));
			}

			// When it is closed
			begun.await();
			spool.close();

			// Then each has an answer, and every yes is true
			long safe = 0;
			for (Future<List<CompletableFuture<Long>>> one : all) {
				List<CompletableFuture<Long>> answers = one.get();
				assertThat(answers).allMatch(CompletableFuture::isDone);
				safe += answers.stream().filter((answer) -> !answer.isCompletedExceptionally()).count();
			}
			try (Spool reopened = this.folder.open()) {
				assertThat(reopened.records()).isEqualTo(safe);
			}
		}
	}

	@Test
	void doesNotTakeMoreIntoMemoryThanItsBound() throws Exception {
		// Given a spool whose thread is busy for a while
		try (Spool spool = this.folder.open()) {
			soon(spool.append(Envelopes.of("topic")));
			CountDownLatch begun = new CountDownLatch(1);
			CountDownLatch busy = new CountDownLatch(1);
			CompletableFuture<Void> visit = CompletableFuture.runAsync(() -> spool.forEach((waiting) -> {
				try {
					begun.countDown();
					busy.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}));
			begun.await();

			// When 100 MB come
			List<CompletableFuture<Long>> answers = new ArrayList<>();
			Envelope large = Envelopes.of("topic", "key", new byte[1_000_000]);
			for (int i = 0; i < 100; i++) {
				answers.add(spool.append(large));
			}

			// Then what is too much is refused at once, and the rest is taken
			assertThat(answers.stream().filter(CompletableFuture::isCompletedExceptionally).count()).isBetween(30L,
					40L);
			busy.countDown();
			soon(visit);
			answers.stream().filter((answer) -> !answer.isCompletedExceptionally()).forEach(Folder::soon);

			// And then there is place again
			soon(spool.append(large));
		}
	}

	@Test
	void neverMakesACallerWait() {
		// Given a spool, and threads of which BlockHound sees when they are made to wait
		try (Spool spool = this.folder.open()) {

			// When they bring records, and more than there is memory for, then none is
			Envelope record = Envelopes.of("topic", "key", new byte[100_000]);
			StepVerifier
				.create(Flux.range(0, 2000)
					.flatMap((i) -> Mono.fromFuture(() -> spool.append(record))
						.onErrorReturn(PublicationException.NotAcknowledged.class, 0L)
						.subscribeOn(Schedulers.parallel()), 2000))
				.expectNextCount(2000)
				.expectComplete()
				.verify(Duration.ofSeconds(60));
		}
	}

	@Test
	void opensManyTimesInARow() {
		// Given a folder in a folder that is not there yet, with a name of all sorts
		Folder odd = new Folder(this.directory.resolve("a b").resolve("나루?x=1#%41"));

		// When it is opened, used and closed again and again, then all is kept
		for (int i = 0; i < 5; i++) {
			try (Spool spool = odd.open()) {
				assertThat(spool.records()).isEqualTo(i);
				soon(spool.append(Envelopes.of("topic")));
			}
		}
		assertThat(odd.file()).exists();
		assertThat(odd.log()).doesNotExist();
	}

	private static Envelope envelope(String topic, String key, Map<String, String> headers, byte[] value) {
		return new Envelope(new SourceId("shop"), new EventId("id/" + key + "\0"), topic, key,
				Instant.parse("2026-01-02T03:04:05.678Z"), headers, value);
	}

	static String value(Kept kept) {
		return new String(kept.envelope().value(), java.nio.charset.StandardCharsets.UTF_8);
	}

}
