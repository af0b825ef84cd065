package dev.naru.gateway.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.naru.gateway.testkit.Scrape;
import org.awaitility.Awaitility;

/**
 * A run: load on a gateway, trouble after trouble, and a judgement at the end.
 */
final class Chaos {

	private static final Duration DRAIN_WITHIN = Duration.ofMinutes(10);

	/** Some 300 requests a second. */
	private static final int LOAD_PAUSE_MILLIS = 100;

	private final Plan plan;

	private final Path directory;

	private final Chronicle chronicle;

	private final Random random;

	private Chaos(Plan plan, Path directory) {
		this.plan = plan;
		this.directory = directory;
		this.chronicle = new Chronicle(directory.resolve("timeline.txt"));
		this.random = new Random(plan.seed());
	}

	/**
	 * @param directory an empty folder for all that it leaves behind
	 */
	static Report run(Plan plan, Path directory) throws IOException {
		return new Chaos(plan, directory).run();
	}

	private Report run() throws IOException {
		this.chronicle.note(this.plan.name() + ", seed " + this.plan.seed() + ", " + this.plan.length().toSeconds()
				+ " s of trouble");
		Path answers = this.directory.resolve("journal.tsv");
		try (Site site = new Site(this.directory, this.plan.brokers(), this.chronicle, this.random)) {
			site.recover();
			Child load = Child.start("load", this.directory,
					List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Load.class,
					Load.arguments(0, List.of(site.gateway().port()), answers, this.plan.seed(), LOAD_PAUSE_MILLIS,
							this.directory.resolve("captured")));
			afflict(site);
			this.chronicle.note("quiet");
			load.tell("over");
			load.awaitEnd(Duration.ofSeconds(60));
			site.recover();
			drain(site.gateway(), this.chronicle);
			Verdict verdict = judge(site, answers);
			return new Report(this.plan, this.chronicle, verdict);
		}
	}

	private void afflict(Site site) {
		long until = System.nanoTime() + this.plan.length().toNanos();
		Deque<Trouble> coming = new ArrayDeque<>(this.plan.opening());
		site.pass(2, 3);
		while (System.nanoTime() - until < 0) {
			if (coming.isEmpty()) {
				coming.addAll(this.plan.round(this.random));
			}
			Trouble trouble = coming.remove();
			this.chronicle.note(trouble.name().toLowerCase(Locale.ROOT).replace('_', ' '));
			trouble.befall(site);
			site.recover();
			site.pass(0.5, 4);
		}
	}

	/**
	 * Waits until nothing is on its way to Kafka any more.
	 */
	static void drain(Gateway gateway, Chronicle chronicle) {
		Awaitility.await("the backlog is empty")
			.atMost(DRAIN_WITHIN)
			.pollInterval(Duration.ofSeconds(1))
			.pollDelay(Duration.ZERO)
			// A busy gateway may be too slow to show its metrics once.
			.ignoreExceptionsInstanceOf(IllegalStateException.class)
			.until(() -> {
				Scrape scrape = gateway.scrape();
				double backlog = scrape.sum("naru_spool_records");
				if (backlog > 0) {
					chronicle.note("  " + (long) backlog + " records wait in the spool");
				}
				return backlog == 0 && scrape.sum("naru_publish_in_flight_records") == 0;
			});
	}

	private Verdict judge(Site site, Path answers) throws IOException {
		Judge judge = new Judge(this.chronicle.faults());
		try (Stream<String> lines = Files.lines(answers)) {
			lines.map(Answer::parse).forEach(judge::answered);
		}
		books(site.gateway(), judge, this.chronicle);
		long from = System.nanoTime();
		Harvest.read(site.brokers().bootstrapServers(), judge::landed);
		this.chronicle.note("judged, " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from) + " ms to read Kafka");
		return judge.verdict();
	}

	static void books(Gateway gateway, Judge judge, Chronicle chronicle) {
		Scrape scrape = gateway.scrape();
		TreeMap<String, Long> outcomes = new TreeMap<>();
		scrape.values("naru_webhooks_total", "outcome")
			.forEach((outcome) -> outcomes.put(outcome, (long) scrape.sum("naru_webhooks_total", "outcome", outcome)));
		chronicle.note("the gateway's last life: " + outcomes);
		judge.books(scrape.sum("naru_webhooks_received_total"), scrape.sum("naru_webhooks_total"));
	}

}
