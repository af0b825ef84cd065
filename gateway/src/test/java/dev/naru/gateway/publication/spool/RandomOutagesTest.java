package dev.naru.gateway.publication.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.Publisher;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Senders that wait for each yes, before a Kafka that comes and goes.
 */
class RandomOutagesTest {

	private static final int SUBJECTS = 12;

	private static final int EVENTS = 60;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void nothingIsLostAndNoSubjectLosesItsOrder(long seed, @TempDir Path directory) throws Exception {
		// Given senders, one for each subject, that send the next event when the last is
		// safe
		Random random = new Random(seed);
		UnreliableKafka kafka = new UnreliableKafka(seed, Spooling.WITHIN);
		try (kafka;
				Spooling spooling = Spooling.start(directory, kafka, kafka.availability());
				ExecutorService senders = Executors.newFixedThreadPool(SUBJECTS)) {
			List<CompletableFuture<Void>> sending = IntStream.range(0, SUBJECTS)
				.mapToObj((subject) -> CompletableFuture.runAsync(() -> send(spooling.publisher(), subject), senders))
				.toList();

			// When Kafka's weather changes while they send
			while (!sending.stream().allMatch(CompletableFuture::isDone)) {
				kafka.weather(List.of(0, 2, 10).get(random.nextInt(3)), random.nextInt(4) > 0);
				Thread.sleep(random.nextInt(300));
			}
			sending.forEach(CompletableFuture::join);
			kafka.weather(0, true);

			// Then all comes to stand on Kafka, and the first copies of each subject are
			// in
			// order
			await().atMost(Duration.ofSeconds(60)).until(() -> spooling.progress().records() == 0);
			assertThat(spooling.progress().drained()).isPositive();
			for (int subject = 0; subject < SUBJECTS; subject++) {
				String prefix = subject + ":";
				List<String> wanted = IntStream.range(0, EVENTS).mapToObj((event) -> prefix + event).toList();
				assertThat(firsts(kafka.log(), prefix)).isEqualTo(wanted);
			}
		}
	}

	private static void send(Publisher publisher, int subject) {
		for (int event = 0; event < EVENTS; event++) {
			publisher.publish(Envelopes.of("payments", "payment-" + subject, subject + ":" + event))
				.block(Duration.ofSeconds(20));
		}
	}

	private static List<String> firsts(List<String> log, String prefix) {
		Set<String> seen = new HashSet<>();
		List<String> firsts = new ArrayList<>();
		log.stream().filter((value) -> value.startsWith(prefix) && seen.add(value)).forEach(firsts::add);
		return firsts;
	}

}
