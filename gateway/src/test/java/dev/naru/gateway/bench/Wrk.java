package dev.naru.gateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

import dev.naru.gateway.testkit.Signed;

/**
 * The closed loop: wrk, with as many signed requests under way as it has connections.
 *
 * @param answers answers of 2xx
 * @param seconds how long it ran
 * @param p50 the median time to answer, in milliseconds
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 */
record Wrk(long answers, double seconds, double p50, double p99, double p999) {

	private static final AtomicLong RUNS = new AtomicLong(System.nanoTime() / 1000);

	private static final Path SCRIPT = Path.of("..", "deploy", "bench", "portone.lua");

	/**
	 * @throws IllegalStateException if anything but 2xx was heard
	 */
	static Wrk run(Server server, Scenario scenario, int seconds) {
		String url = "http://127.0.0.1:" + server.port() + "/webhooks/portone";
		List<String> command = List.of("wrk", "-t1", "-c" + scenario.connections(), "-d" + seconds + "s", "--timeout",
				"5s", "-s", SCRIPT.toString(), url, "--", Long.toString(RUNS.incrementAndGet(), 36),
				String.valueOf(scenario.bodyBytes()), Signed.STANDARD_SECRET.substring("whsec_".length()),
				String.valueOf(scenario.sources()));
		String output = output(command);
		Map<String, Long> figures = new HashMap<>();
		output.lines().filter((line) -> line.startsWith("naru ")).forEach((line) -> {
			for (String pair : line.substring("naru ".length()).split(" ", -1)) {
				int assign = pair.indexOf('=');
				figures.put(pair.substring(0, assign), Long.valueOf(pair.substring(assign + 1)));
			}
		});
		if (figures.isEmpty() || figures.getOrDefault("refused", 0L) + figures.getOrDefault("broken", 0L) > 0) {
			throw new IllegalStateException(server.name() + ", " + scenario + ": " + output);
		}
		ToDoubleFunction<String> figure = (name) -> figures.getOrDefault(name, 0L);
		return new Wrk((long) figure.applyAsDouble("answers"), figure.applyAsDouble("microseconds") / 1e6,
				figure.applyAsDouble("p50") / 1e3, figure.applyAsDouble("p99") / 1e3,
				figure.applyAsDouble("p999") / 1e3);
	}

	private static String output(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			process.waitFor();
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
