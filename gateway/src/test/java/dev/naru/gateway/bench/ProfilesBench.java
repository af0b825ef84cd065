package dev.naru.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.Vector;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures every profile. No test: {@code deploy/bench/profiles} runs it.
 */
class ProfilesBench {

	private static final Path TABLE = Path.of("target", "bench", "profiles.md");

	@Test
	void measure() throws IOException, RunnerException {
		String table = "| Profile | request | bytes | median µs | p99 µs |\n|---|---|---|---|---|\n"
				+ run(options(ProfileStages.class).param("vector", vectors())
					.forks(1)
					.warmupIterations(3)
					.warmupTime(TimeValue.seconds(1))
					.measurementIterations(3)
					.measurementTime(TimeValue.seconds(1))).stream()
					.sorted(Comparator.comparingDouble((RunResult result) -> percentile(result, 50)).reversed())
					.map(ProfilesBench::row)
					.collect(Collectors.joining())
				+ "\n| Profiles loaded in a new JVM | median ms | least | most |\n|---|---|---|---|\n"
				+ run(options(ProfileLoading.class).forks(10).warmupIterations(0).measurementIterations(1)).stream()
					.map(ProfilesBench::start)
					.collect(Collectors.joining());
		Files.createDirectories(TABLE.getParent());
		Files.writeString(TABLE, table);
	}

	private static ChainedOptionsBuilder options(Class<?> benchmarks) {
		return new OptionsBuilder().include(benchmarks.getName());
	}

	private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
		return new Runner(options.build()).run();
	}

	/**
	 * The first genuine event of each way in which a provider proves its requests; where
	 * there is none, another genuine request.
	 */
	private static String[] vectors() {
		return Vector.all()
			.filter(TestProfiles::isGenuine)
			.collect(Collectors.toMap(TestProfiles::way, Function.identity(),
					(first, second) -> TestProfiles.isEvent(first) ? first : second))
			.values()
			.stream()
			.map((vector) -> vector.file().replace(".json", ""))
			.sorted()
			.toArray(String[]::new);
	}

	private static String row(RunResult result) {
		Vector vector = Vector.of(result.getParams().getParam("vector"));
		return String.format(Locale.ROOT, "| %s | %s | %d | %.1f | %.1f |%n", TestProfiles.way(vector), vector.file(),
				TestProfiles.sized(vector, 1024).body().length, percentile(result, 50) / 1e3,
				percentile(result, 99) / 1e3);
	}

	private static String start(RunResult result) {
		return String.format(Locale.ROOT, "| %s | %.0f | %.0f | %.0f |%n", result.getPrimaryResult().getLabel(),
				percentile(result, 50), percentile(result, 0), percentile(result, 100));
	}

	private static double percentile(RunResult result, double percent) {
		return result.getPrimaryResult().getStatistics().getPercentile(percent);
	}

}
