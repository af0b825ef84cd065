package dev.naru.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

import dev.naru.gateway.chaos.Brokers;
import dev.naru.gateway.chaos.Child;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * Measures how long a start takes, and what the gateway can do at once after it. No test:
 * {@code deploy/bench/start} runs it.
 */
class ColdStartBench {

	private static final int ROUNDS = Integer.getInteger("naru.bench.rounds", 3);

	private static final int SECONDS = 10;

	/** For how many seconds more it is under load before it is measured again. */
	private static final int WARM_UP = 60;

	private static final Path RESULTS = Path.of("target", "start");

	private static final String CEILING = "ceiling";

	private static final String WITH_CACHE = "gateway, extracted, with its AOT cache";

	/** Those that go on until they are as fast as they get. */
	private static final Set<String> STEADY = Set.of(CEILING, WITH_CACHE);

	private final Map<String, List<Double>> starts = new LinkedHashMap<>();

	private final Map<String, List<Double>> rates = new LinkedHashMap<>();

	private final Map<String, List<Double>> steady = new LinkedHashMap<>();

	@Test
	void measure() throws IOException {
		FileSystemUtils.deleteRecursively(RESULTS);
		Path work = Files.createDirectories(RESULTS.resolve("work")).toAbsolutePath();
		try (Brokers brokers = new Brokers(work, 1, List.of("-Xmx1g"));
				Records records = new Records(brokers.bootstrapServers())) {
			records.create(Launch.TOPIC);
			records.create(Launch.CEILING_TOPIC);
			Path home = work.resolve("gateway");
			for (int round = 0; round < ROUNDS; round++) {
				measure(CEILING, Launch.ceiling(work, brokers));
				measure("gateway, jar", Launch.gateway(home, brokers, Launch.JAR));
				if (Files.exists(Launch.AOT_CACHE)) {
					measure("gateway, extracted", Launch.gateway(home, brokers, Launch.EXTRACTED));
					measure(WITH_CACHE, Launch.gateway(home, brokers, Launch.CACHED));
					measure("the same, with a source of each provider",
							Launch.gateway(home, brokers, Launch.CACHED, EveryProvider.settings()));
				}
			}
		}
		finally {
			Files.writeString(RESULTS.resolve("table.md"), table());
		}
		FileSystemUtils.deleteRecursively(work);
	}

	private void measure(String name, IntFunction<Child> launch) {
		try (Server server = Server.start(name, launch)) {
			add(this.starts, name, server.startTook().toMillis() / 1e3);
			add(this.rates, name, rate(server));
			if (STEADY.contains(name)) {
				Wrk.run(server, Scenario.USUAL, WARM_UP);
				add(this.steady, name, rate(server));
			}
		}
		System.out.println(table());
	}

	private static double rate(Server server) {
		Wrk run = Wrk.run(server, Scenario.USUAL, SECONDS);
		return run.answers() / run.seconds();
	}

	private static void add(Map<String, List<Double>> figures, String name, double figure) {
		figures.computeIfAbsent(name, (key) -> new ArrayList<>()).add(figure);
	}

	private String table() {
		StringBuilder table = new StringBuilder("""
				| server | start to first 200, s | webhooks/s in the first 10 s | and a minute later |
				|---|---|---|---|
				""");
		this.starts.forEach((name, seconds) -> table.append(String.format(Locale.ROOT, "| %s | %.1f | %s | %s |%n",
				name, median(seconds), rate(this.rates.get(name)), rate(this.steady.get(name)))));
		return table.toString();
	}

	private static String rate(@Nullable List<Double> rates) {
		return (rates != null) ? String.format(Locale.ROOT, "%,.0f", median(rates)) : "";
	}

	private static double median(List<Double> numbers) {
		return numbers.stream().sorted().toList().get(numbers.size() / 2);
	}

}
