package dev.naru.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.naru.gateway.chaos.Brokers;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures the gateway as it is shipped beside the ceiling, in turns. No test:
 * {@code deploy/bench/run} runs it.
 */
class WebhookBench {

	static final String CEILING = "ceiling";

	private static final String GATEWAY = "gateway";

	private static final int ROUNDS = Integer.getInteger("naru.bench.rounds", 3);

	private static final int SECONDS = Integer.getInteger("naru.bench.seconds", 15);

	private static final int WARM_UP = Integer.getInteger("naru.bench.warm-up", 300);

	private static final List<Scenario> LOADS = Boolean.getBoolean("naru.bench.quick") ? List.of(Scenario.USUAL)
			: List.of(Scenario.USUAL, new Scenario(1, 500), new Scenario(1024, 500), new Scenario(64, 10_240));

	private static final Path RESULTS = Path.of("target", "bench");

	private final Table table = new Table(CEILING);

	@Test
	void measure() throws IOException {
		FileSystemUtils.deleteRecursively(RESULTS);
		Path work = Files.createDirectories(RESULTS.resolve("work")).toAbsolutePath();
		try (Brokers brokers = new Brokers(work, 1, List.of("-Xmx1g"));
				Records records = new Records(brokers.bootstrapServers())) {
			records.create(Launch.TOPIC);
			records.create(Launch.CEILING_TOPIC);
			try (Server ceiling = Server.start(CEILING, Launch.ceiling(work.resolve(CEILING), brokers));
					Server gateway = Server.start(GATEWAY,
							Launch.gateway(work.resolve(GATEWAY), brokers, Launch.JAR))) {
				List<Server> servers = List.of(ceiling, gateway);
				servers.forEach(WebhookBench::warmUp);
				for (Scenario load : LOADS) {
					closed(load, servers, brokers, records);
				}
				open(servers, brokers, records);
			}
		}
		finally {
			Files.writeString(RESULTS.resolve("table.md"), this.table.toString());
		}
		FileSystemUtils.deleteRecursively(work);
	}

	/**
	 * Until its compilers work for less than a twentieth of the time, which takes some
	 * minutes where they share two cores with the load.
	 */
	private static void warmUp(Server server) {
		int slice = Math.min(SECONDS, WARM_UP);
		boolean compiles = true;
		for (int past = 0; past < WARM_UP && compiles; past += slice) {
			Duration before = server.compiled();
			Wrk.run(server, Scenario.USUAL, slice);
			compiles = server.compiled().minus(before).multipliedBy(20).toSeconds() >= slice;
		}
	}

	private void closed(Scenario load, List<Server> servers, Brokers brokers, Records records) {
		for (int round = 0; round < ROUNDS; round++) {
			for (Server server : servers) {
				if (round == 0 && !load.equals(Scenario.USUAL)) {
					Wrk.run(server, load, SECONDS / 3);
				}
				Meter meter = new Meter(server, brokers, records, topic(server));
				Wrk run = Wrk.run(server, load, SECONDS);
				add(load.toString(), server, load.connections(),
						meter.sample(run.answers(), run.answers() / run.seconds(), run.p50(), run.p99(), run.p999()));
			}
		}
	}

	/**
	 * At half of what the slowest can do. Another rhythm is compiled anew: it is not
	 * measured from its first moment either.
	 */
	private void open(List<Server> servers, Brokers brokers, Records records) throws IOException {
		double rate = servers.stream()
			.mapToDouble((server) -> this.table.median(Scenario.USUAL.toString(), server.name(), Sample::rate))
			.min()
			.orElseThrow() / 2;
		for (Server server : servers) {
			OpenLoop.run(server.port(), Scenario.USUAL.connections(), rate, Duration.ofSeconds(SECONDS));
		}
		for (int round = 0; round < ROUNDS; round++) {
			for (Server server : servers) {
				Meter meter = new Meter(server, brokers, records, topic(server));
				Histogram times = OpenLoop.run(server.port(), Scenario.USUAL.connections(), rate,
						Duration.ofSeconds(SECONDS));
				add("half load", server, 0,
						meter.sample(times.getTotalCount(), rate, times.getValueAtPercentile(50) / 1e3,
								times.getValueAtPercentile(99) / 1e3, times.getValueAtPercentile(99.9) / 1e3));
			}
		}
	}

	/**
	 * @param cutOff how many requests may have been under way when the load ended
	 */
	private void add(String load, Server server, int cutOff, Sample sample) {
		this.table.add(load, server.name(), sample);
		assertThat(sample.surplus()).as("records on the topic of the %s, less answers", server.name())
			.isBetween(0.0, (double) cutOff);
	}

	private static String topic(Server server) {
		return server.name().equals(CEILING) ? Launch.CEILING_TOPIC : Launch.TOPIC;
	}

}
