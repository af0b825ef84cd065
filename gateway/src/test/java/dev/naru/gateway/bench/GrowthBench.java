package dev.naru.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.naru.gateway.chaos.Brokers;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * Measures whether a webhook costs more where there is more of everything. No test:
 * {@code deploy/bench/growth} runs it.
 */
class GrowthBench {

	static final String PLAIN = "1 source";

	private static final int ROUNDS = Integer.getInteger("naru.bench.rounds", 3);

	private static final int SECONDS = Integer.getInteger("naru.bench.seconds", 15);

	private static final int WARM_UP = Integer.getInteger("naru.bench.warm-up", 75);

	private static final Path RESULTS = Path.of("target", "growth");

	private final Table table = new Table(PLAIN);

	@Test
	void measure() throws IOException {
		FileSystemUtils.deleteRecursively(RESULTS);
		Path work = Files.createDirectories(RESULTS.resolve("work")).toAbsolutePath();
		Map<String, Fleet> fleets = new LinkedHashMap<>();
		try (Brokers brokers = new Brokers(work, 1, List.of("-Xmx1g"));
				Records records = new Records(brokers.bootstrapServers())) {
			try {
				for (Growth growth : Growth.ALL) {
					records.create(growth.topic());
					fleets.put(growth.name(), start(growth, work, brokers));
				}
				// Several share the processors, and their compilers do.
				fleets.values().forEach((fleet) -> fleet.run(WARM_UP * fleet.servers().size()));
				for (int round = 0; round < ROUNDS; round++) {
					fleets.forEach((name, fleet) -> measure(name, fleet, brokers, records));
				}
			}
			finally {
				fleets.values().forEach(Fleet::close);
			}
		}
		finally {
			Files.writeString(RESULTS.resolve("table.md"), this.table.toString());
		}
		FileSystemUtils.deleteRecursively(work);
	}

	private static Fleet start(Growth growth, Path work, Brokers brokers) throws IOException {
		List<Server> servers = new ArrayList<>();
		for (int i = 0; i < growth.gateways(); i++) {
			Path directory = Files.createDirectories(work.resolve(growth.topic() + "-" + i));
			servers.add(Server.start(growth.name(), growth.path(),
					Launch.gateway(directory, brokers, Launch.JAR, growth.settings(directory))));
		}
		return new Fleet(growth, servers);
	}

	private void measure(String name, Fleet fleet, Brokers brokers, Records records) {
		List<Meter> meters = fleet.servers()
			.stream()
			.map((server) -> new Meter(server, brokers, records, fleet.growth().topic()))
			.toList();
		List<Wrk> runs = fleet.run(SECONDS);
		long answers = runs.stream().mapToLong(Wrk::answers).sum();
		double rate = runs.stream().mapToDouble((run) -> run.answers() / run.seconds()).sum();
		List<Sample> samples = meters.stream()
			.map((meter) -> meter.sample(answers, rate, worst(runs, 50), worst(runs, 99), worst(runs, 999)))
			.toList();
		this.table.add("64 connections, 500 bytes", name, Sample.together(samples));
	}

	private static double worst(List<Wrk> runs, int percentile) {
		return runs.stream()
			.mapToDouble((run) -> (percentile == 50) ? run.p50() : (percentile == 99) ? run.p99() : run.p999())
			.max()
			.orElseThrow();
	}

	/**
	 * Gateways that share the load.
	 */
	private record Fleet(Growth growth, List<Server> servers) {

		List<Wrk> run(int seconds) {
			Scenario each = new Scenario(Scenario.USUAL.connections() / this.servers.size(), Scenario.USUAL.bodyBytes(),
					this.growth.sources());
			List<CompletableFuture<Wrk>> runs = this.servers.stream()
				.map((server) -> CompletableFuture.supplyAsync(() -> Wrk.run(server, each, seconds),
						(task) -> Thread.ofPlatform().start(task)))
				.toList();
			return runs.stream().map(CompletableFuture::join).toList();
		}

		void close() {
			this.servers.forEach(Server::close);
		}

	}

}
