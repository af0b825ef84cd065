package dev.naru.gateway.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.broker.TestBroker;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus on 127.0.0.1, which looks every second.
 */
final class Prometheus implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient client = HttpClient.newHttpClient();

	private final int port = TestBroker.freePort();

	private final Process process;

	private Prometheus(Path directory) throws IOException {
		String program = Tool.program("prometheus", "apt-get install prometheus");
		this.process = new ProcessBuilder(program, "--config.file=" + directory.resolve("prometheus.yml"),
				"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + this.port,
				"--log.level=warn")
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("prometheus.log").toFile())
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
	}

	/**
	 * Starts it.
	 * @param directory where it works
	 * @param rules the rules that it goes by
	 * @param targets the management port of each gateway, by its name
	 */
	static Prometheus start(Path directory, String rules, Map<String, Integer> targets) throws IOException {
		StringBuilder configuration = new StringBuilder("""
				global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
				rule_files: [rules.yml]
				scrape_configs:
				  - job_name: naru
				    metrics_path: /actuator/prometheus
				    static_configs:
				""");
		targets.forEach((name, target) -> configuration
			.append("      - {targets: ['127.0.0.1:%d'], labels: {instance: %s}}%n".formatted(target, name)));
		Files.writeString(directory.resolve("rules.yml"), rules);
		Files.writeString(directory.resolve("prometheus.yml"), configuration);
		Prometheus prometheus = new Prometheus(directory);
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> prometheus.isReady(directory));
		// Before the first look there is no gateway at all, which is an alert.
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> prometheus.query("up{job=\"naru\"}").size() == targets.size()
					&& prometheus.query("ALERTS{instance=\"\"}").isEmpty());
		return prometheus;
	}

	private boolean isReady(Path directory) throws IOException {
		if (!this.process.isAlive()) {
			throw new IllegalStateException(Files.readString(directory.resolve("prometheus.log")));
		}
		try {
			return get("/-/ready").statusCode() == 200;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	/**
	 * One value of a query's answer.
	 */
	record Sample(Map<String, String> labels, double value) {

		String label(String name) {
			return this.labels.getOrDefault(name, "");
		}

	}

	/**
	 * What a query says now; values that are no number are left out.
	 */
	List<Sample> query(String expression) {
		String body = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)).body();
		JsonNode answer = JSON.readTree(body);
		if (!answer.path("status").asString("").equals("success")) {
			throw new IllegalArgumentException(expression + ": " + body);
		}
		List<Sample> samples = new ArrayList<>();
		for (JsonNode result : answer.path("data").path("result")) {
			Map<String, String> labels = new HashMap<>();
			result.path("metric")
				.properties()
				.forEach((label) -> labels.put(label.getKey(), label.getValue().asString()));
			double value = Double.parseDouble(result.path("value").path(1).asString());
			if (!Double.isNaN(value)) {
				samples.add(new Sample(labels, value));
			}
		}
		return samples;
	}

	private HttpResponse<String> get(String path) {
		try {
			return this.client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
				.timeout(Duration.ofSeconds(10))
				.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.client.close();
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
