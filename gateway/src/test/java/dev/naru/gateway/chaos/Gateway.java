package dev.naru.gateway.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.naru.gateway.testkit.Scrape;
import org.awaitility.Awaitility;

/**
 * A gateway in a process of its own, one life after another on the same ports and in the
 * same folder.
 */
final class Gateway implements Victim.Life, AutoCloseable {

	private static final Duration START_WITHIN = Duration.ofMinutes(5);

	/** What the gateway promises to need at most, and a margin for the JVM. */
	private static final Duration STOP_WITHIN = Duration.ofSeconds(25);

	private final Path directory;

	private final Java java;

	private final List<String> arguments;

	private final int port = Ports.free();

	private final int managementPort = Ports.free();

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(2))
		.build();

	private volatile Child child;

	/**
	 * Starts it, and does not wait for it.
	 */
	Gateway(Path directory, List<String> flags, List<String> arguments) {
		this(directory, Java.of(flags), arguments);
	}

	Gateway(Path directory, Java java, List<String> arguments) {
		this.directory = directory;
		this.java = java;
		this.arguments = new ArrayList<>(arguments);
		this.arguments.addAll(List.of("--server.port=" + this.port, "--management.server.port=" + this.managementPort));
		this.child = launch();
	}

	private Child launch() {
		return Child.start("gateway", this.directory, this.java, GatewayMain.class, this.arguments);
	}

	int port() {
		return this.port;
	}

	@Override
	public void start() {
		this.child = launch();
	}

	/**
	 * Waits until it takes requests, whatever Kafka does.
	 */
	void awaitLive() {
		await("is up", "/actuator/health/liveness");
	}

	/**
	 * Waits until it says that it can take webhooks.
	 */
	void awaitReady() {
		await("is ready", "/actuator/health/readiness");
	}

	private void await(String what, String path) {
		Awaitility.await("the gateway " + what)
			.atMost(START_WITHIN)
			.failFast("the gateway has ended", () -> !this.child.isAlive())
			.until(() -> get(path).statusCode() == 200);
	}

	@Override
	public boolean isAlive() {
		return this.child.isAlive();
	}

	/**
	 * Whether it takes requests, whatever Kafka does.
	 */
	@Override
	public boolean isUp() {
		return get("/actuator/health/liveness").statusCode() == 200;
	}

	@Override
	public void kill() {
		this.child.kill();
	}

	void freeze(Runnable meanwhile) {
		Freeze.during(this.child, meanwhile);
	}

	/**
	 * Asks it to stop and waits until it has.
	 */
	void stop() {
		stop(STOP_WITHIN);
	}

	void stop(Duration within) {
		this.child.terminate();
		this.child.awaitEnd(within);
	}

	/**
	 * How many bytes of its heap are in use when nothing is left that could be collected.
	 */
	double heapAfterCollection() {
		Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		try {
			new ProcessBuilder(jcmd.toString(), String.valueOf(this.child.pid()), "GC.run").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			return scrape().sum("jvm_memory_used_bytes", "area", "heap");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What operators read now.
	 */
	Scrape scrape() {
		Answered page = get("/actuator/prometheus");
		if (page.statusCode() != 200) {
			throw new IllegalStateException("the gateway shows no metrics: " + page.statusCode());
		}
		return Scrape.parse(page.body());
	}

	private Answered get(String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.managementPort + path))
			.timeout(Duration.ofSeconds(10))
			.build();
		try {
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			return new Answered(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			return new Answered(0, "");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.child.kill();
		this.client.close();
	}

	/**
	 * @param statusCode 0 if there was no answer
	 */
	private record Answered(int statusCode, String body) {
	}

}
