package dev.naru.gateway.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.DoubleAdder;

import dev.naru.gateway.testkit.Signed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * Measures an outage of Kafka: what senders notice of it, and how long it lasts after it
 * is over. No test: {@code deploy/bench/outage} runs it.
 */
class OutageBench {

	private static final int CONNECTIONS = 64;

	private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("naru.bench.seconds", 20));

	private static final long BACKLOG = Long.getLong("naru.bench.backlog", 100_000);

	private static final long RECORDS = Long.getLong("naru.bench.records", 1_000_000);

	private static final Path RESULTS = Path.of("target", "outage");

	private final Findings findings = new Findings();

	@Test
	void measure() throws IOException {
		FileSystemUtils.deleteRecursively(RESULTS);
		Path work = Files.createDirectories(RESULTS.resolve("work"));
		try (Brokers brokers = new Brokers(work, 1, List.of("-Xmx512m"));
				Gateway gateway = new Gateway(work.resolve("gateway"), List.of("-Xmx512m"),
						List.of("--spring.kafka.bootstrap-servers=" + brokers.bootstrapServers(),
								"--naru.sources.portone.provider=portone",
								"--naru.sources.portone.secrets=" + Signed.STANDARD_SECRET,
								"--naru.publication.spool.max-size=16GB"))) {
			gateway.awaitReady();
			measure(brokers, gateway);
		}
		finally {
			Files.writeString(RESULTS.resolve("table.txt"), this.findings.toString());
		}
		FileSystemUtils.deleteRecursively(work);
	}

	private void measure(Brokers brokers, Gateway gateway) {
		Barrage barrage = new Barrage(gateway.port(), CONNECTIONS, new Payments("portone"));
		barrage.closed(Barrage.during(LENGTH));
		double live = live(barrage);
		boolean spools = outage(brokers, barrage, live);
		drained(gateway);
		if (spools) {
			drainAlone(brokers, gateway, barrage);
			drainUnderLoad(brokers, gateway, barrage, live);
			heap(brokers, gateway, barrage);
		}
	}

	private double live(Barrage barrage) {
		Heard heard = barrage.closed(Barrage.during(LENGTH));
		this.findings.note("live: webhooks/s", heard.rate());
		this.findings.note("live: time to answer", heard.times());
		return heard.rate();
	}

	/**
	 * @return whether webhooks were taken all the same
	 */
	private boolean outage(Brokers brokers, Barrage barrage, double live) {
		AtomicBoolean taken = new AtomicBoolean();
		brokers.freeze(0, () -> {
			long settled = System.nanoTime() + Duration.ofSeconds(2).toNanos();
			Heard all = barrage.closed(Barrage.during(LENGTH.plusSeconds(2)));
			Heard later = all.since(settled);
			this.findings.note("outage: answers", all.statuses().toString());
			this.findings.note("outage: slowest answer, ms", all.within(1).toNanos() / 1e6);
			this.findings.note("outage after 2 s: time to answer", later.times());
			this.findings.note("outage after 2 s: webhooks/s", later.rate());
			this.findings.note("outage after 2 s: part of live", later.rate() / live);
			taken.set(later.yes() > 0);
		});
		return taken.get();
	}

	private void drainAlone(Brokers brokers, Gateway gateway, Barrage barrage) {
		double backlog = fill(brokers, gateway, barrage);
		long began = System.nanoTime();
		drained(gateway);
		double seconds = (System.nanoTime() - began) / 1e9;
		this.findings.note("drain alone: records", backlog);
		this.findings.note("drain alone: seconds", seconds);
		this.findings.note("drain alone: records/s", backlog / seconds);
	}

	private void drainUnderLoad(Brokers brokers, Gateway gateway, Barrage barrage, double live) {
		Heard before = barrage.open(live / 2, Barrage.during(LENGTH));
		this.findings.note("half load before: time to answer", before.times());
		double backlog = fill(brokers, gateway, barrage);
		AtomicBoolean empty = new AtomicBoolean();
		long began = System.nanoTime();
		CompletableFuture<Heard> load = CompletableFuture.supplyAsync(() -> barrage.open(live / 2, () -> !empty.get()));
		drained(gateway);
		double seconds = (System.nanoTime() - began) / 1e9;
		empty.set(true);
		Heard during = load.join();
		this.findings.note("drain under half load: records", backlog);
		this.findings.note("drain under half load: seconds", seconds);
		this.findings.note("drain under half load: records/s", backlog / seconds);
		this.findings.note("drain under half load: webhooks/s", during.rate());
		this.findings.note("drain under half load: time to answer", during.times());
		this.findings.note("drain under half load: answers", during.statuses().toString());
	}

	private void heap(Brokers brokers, Gateway gateway, Barrage barrage) {
		this.findings.note("heap before, MB", gateway.heapAfterCollection() / 1e6);
		brokers.freeze(0, () -> {
			until(barrage, RECORDS);
			this.findings.note("heap with a full spool, MB", gateway.heapAfterCollection() / 1e6);
			this.findings.note("records in the spool then", backlog(gateway));
		});
		drained(gateway);
		this.findings.note("heap after the drain, MB", gateway.heapAfterCollection() / 1e6);
	}

	/**
	 * An outage that ends when so many records wait.
	 * @return how many did when Kafka came back
	 */
	private static double fill(Brokers brokers, Gateway gateway, Barrage barrage) {
		DoubleAdder waiting = new DoubleAdder();
		brokers.freeze(0, () -> {
			until(barrage, BACKLOG);
			waiting.add(backlog(gateway));
		});
		return waiting.sum();
	}

	/**
	 * Sends until there were so many yeses.
	 */
	private static void until(Barrage barrage, long yeses) {
		for (long missing = yeses; missing > 0;) {
			missing -= barrage.closed(Barrage.during(Duration.ofMillis(500))).yes();
		}
	}

	private static double backlog(Gateway gateway) {
		return gateway.scrape().sum("naru_spool_records");
	}

	private static void drained(Gateway gateway) {
		Awaitility.await("the backlog is empty")
			.atMost(Duration.ofHours(1))
			.pollDelay(Duration.ZERO)
			// A busy gateway may be too slow to show its metrics once.
			.ignoreExceptionsInstanceOf(IllegalStateException.class)
			.pollInterval(Duration.ofMillis(250))
			.until(() -> backlog(gateway) == 0 && gateway.scrape().sum("naru_publish_in_flight_records") < CONNECTIONS);
	}

}
