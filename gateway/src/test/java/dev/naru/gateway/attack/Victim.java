package dev.naru.gateway.attack;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.NaruGateway;
import dev.naru.gateway.chaos.Child;
import dev.naru.gateway.chaos.Ports;
import dev.naru.gateway.testkit.Scrape;
import org.awaitility.Awaitility;

/**
 * Gateway process under attack, with the heap and the options that it is delivered with;
 * it can be started again when an attack has ended it.
 */
final class Victim implements AutoCloseable {

	private static final Duration START_WITHIN = Duration.ofMinutes(4);

	private static final Duration LIVENESS_WITHIN = Duration.ofSeconds(5);

	/** Attacks another build where it is set. */
	private static final String JAR = System.getProperty("naru.attack.jar", "");

	private final Path directory;

	private final List<String> flags;

	private final List<String> arguments;

	private final int port = Ports.free();

	private final int managementPort = Ports.free();

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(LIVENESS_WITHIN)
		.build();

	private Child child;

	private int lives;

	/**
	 * Starts it.
	 * @param flags for the virtual machine, after those of {@code deploy/jvm.options}
	 * @param arguments its settings
	 */
	Victim(Path directory, List<String> flags, List<String> arguments) {
		this.directory = directory;
		this.flags = flags;
		this.arguments = new ArrayList<>(arguments);
		this.arguments.addAll(List.of("--server.port=" + this.port, "--management.server.port=" + this.managementPort));
		this.child = launch();
	}

	private Child launch() {
		this.lives++;
		List<String> options = new ArrayList<>();
		options.add("@" + Path.of("..", "deploy", "jvm.options").toAbsolutePath());
		options.add("-Xlog:gc:file=" + collections().getFileName());
		options.addAll(this.flags);
		return launch(this.directory, options, this.arguments);
	}

	/**
	 * Starts a gateway, and does not wait for it.
	 */
	static Child launch(Path directory, List<String> options, List<String> arguments) {
		List<String> command = new ArrayList<>(options);
		command.addAll(JAR.isEmpty()
				? List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath(), NaruGateway.class.getName())
				: List.of("-jar", Path.of(JAR).toAbsolutePath().toString()));
		command.addAll(arguments);
		return Child.start("gateway", directory, command);
	}

	/**
	 * The gateway's own logging is attacked, not that of the tests.
	 */
	private static String classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.map((entry) -> Path.of(entry).toAbsolutePath())
			.filter((entry) -> !Files.exists(entry.resolve("logback-test.xml")))
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	int port() {
		return this.port;
	}

	/**
	 * Starts it again if it is dead, and waits until it can take webhooks.
	 */
	void revive() {
		if (!this.child.isAlive()) {
			this.child = launch();
		}
		Awaitility.await("the gateway is ready")
			.atMost(START_WITHIN)
			.pollInterval(Duration.ofMillis(100))
			.failFast("the gateway has ended", () -> !this.child.isAlive())
			.until(() -> !get("/actuator/health/readiness").isEmpty());
	}

	/**
	 * Whether the process is there and says that it lives.
	 */
	boolean isAlive() {
		return this.child.isAlive() && !get("/actuator/health/liveness").isEmpty();
	}

	/**
	 * Resident memory now, in MiB; 0 if it is dead.
	 */
	long rss() {
		try {
			return Files.readAllLines(Path.of("/proc", String.valueOf(this.child.pid()), "status"))
				.stream()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
				.sum();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/**
	 * How often this life has stopped for the whole heap to be collected.
	 */
	long fullStops() {
		return lines(collections()).stream().filter((line) -> line.contains("Pause Full")).count();
	}

	private Path collections() {
		return this.directory.resolve("gc-" + this.lives + ".log");
	}

	/**
	 * How long the log of all its lives is, in bytes.
	 */
	long logged() {
		return log().toFile().length();
	}

	/**
	 * What was logged after that many bytes, a byte a character.
	 */
	String logSince(long offset) {
		try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
			byte[] bytes = new byte[Math.toIntExact(Math.min(file.length() - offset, 64_000_000))];
			file.seek(offset);
			file.readFully(bytes);
			return new String(bytes, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path log() {
		return this.directory.resolve("gateway.log");
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What operators read now; nothing if it is dead.
	 */
	Scrape scrape() {
		return Scrape.parse(get("/actuator/prometheus"));
	}

	private String get(String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.managementPort + path))
			.timeout(LIVENESS_WITHIN)
			.build();
		try {
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			return (response.statusCode() == 200) ? response.body() : "";
		}
		catch (IOException ex) {
			return "";
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

}
