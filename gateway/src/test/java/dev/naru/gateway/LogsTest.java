package dev.naru.gateway;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.chaos.Child;
import dev.naru.gateway.chaos.Ports;
import dev.naru.gateway.testkit.Signed;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the gateway says in a noisy hour, as its own process with its own settings: it can
 * be read by machines, and it tells nothing that is not for everyone.
 */
@Execution(ExecutionMode.CONCURRENT)
class LogsTest {

	private static final String SECRET = "whk_secret_of_this_test";

	private static final String OTHER_SECRET = "whk_another_secret_of_this_test";

	private static final int STORM = 100;

	private static final String HEAD = "POST /webhooks/open HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

	private static final String MARKER = "marker-of-a-body";

	private final int port = Ports.free();

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	Path folder = Path.of("");

	private @Nullable Child gateway;

	@AfterEach
	void end() {
		this.client.close();
		if (this.gateway != null) {
			this.gateway.kill();
		}
	}

	@Test
	void linesAreReadableAndKeepSecrets() throws IOException {
		sources("    shop: {provider: steppay, secrets: [" + SECRET + "]}\n"
				+ "    open: {provider: steppay, variant: unsigned}\n");
		start("--logging.structured.format.console=ecs", "--logging.level.dev.naru=trace");

		assertThat(post(SECRET, "{\"event\":\"order.created\",\"data\":{\"id\":\"" + MARKER + "\"}}")).isEqualTo(200);
		assertThat(post(SECRET, "{\"no\":\"" + MARKER + "\"}")).isEqualTo(200);
		assertThat(post(SECRET, "{" + MARKER)).isEqualTo(200);
		assertThat(post(OTHER_SECRET, "{\"event\":\"" + MARKER + "\"}")).isEqualTo(401);
		assertThat(post(SECRET, MARKER.repeat(100_000))).isEqualTo(413);
		sources("    shop: {provider: steppay, secrets: [" + OTHER_SECRET + "], tolerance: " + OTHER_SECRET + "}\n");
		Awaitility.await().until(() -> log().contains("goes on with the one before"));

		assertThat(log()).doesNotContain(SECRET).doesNotContain(OTHER_SECRET).doesNotContain(MARKER);
		List<JsonNode> lines = log().lines()
			.filter((line) -> line.startsWith("{"))
			.map((line) -> JsonMapper.shared().readTree(line))
			.toList();
		assertThat(lines).filteredOn((line) -> line.path("message").asString("").startsWith("A genuine delivery"))
			.hasSize(2)
			.allSatisfy((line) -> {
				assertThat(line.get("source").asString()).isEqualTo("shop");
				assertThat(line.get("provider").asString()).isEqualTo("steppay");
				assertThat(line.get("eventId").asString()).startsWith("sha256-");
				assertThat(line.get("reason").asString()).isIn("missing_field", "malformed_body", "unsupported_shape");
				assertThat(line.get("log").get("level").asString()).isEqualTo("WARN");
			});
		assertThat(lines).anySatisfy((line) -> {
			assertThat(line.path("source").asString("")).isEqualTo("open");
			assertThat(line.path("key").asString("")).isEqualTo("naru.sources.open.allowed-addresses");
		});
	}

	@Test
	void forPeopleTheKeysStandBehindTheMessage() throws IOException {
		sources("    shop: {provider: steppay, secrets: [" + SECRET + "]}\n");
		start();

		assertThat(post(SECRET, "[" + MARKER)).isEqualTo(200);

		assertThat(log()).contains("A genuine delivery goes to quarantine source=\"shop\" provider=\"steppay\"")
			.contains("reason=\"malformed_body\"")
			.doesNotContain(MARKER);
	}

	@Test
	void aStormIsALineInTenSeconds() throws IOException {
		sources("    open: {provider: steppay, variant: unsigned}\n");
		start("--logging.file.name=" + this.folder.resolve("file.log"));
		long start = System.nanoTime();
		int before = log().length();

		// When strangers send what is not HTTP, break connections and fill the quarantine
		for (int i = 0; i < STORM; i++) {
			send("x\n");
			send("\u0016\u0003\u0001 hello");
			send("POST /a\u001b[2J\u001b[HEVIL HTTP/9.\u001b[2J\r\n\r\n");
			send(HEAD + "A: " + "x".repeat(10_000) + "\r\n\r\n");
			send(HEAD.replace("open", "nobody") + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
			breakOff(HEAD + "A: b");
			breakOff(HEAD + "Content-Length: 1000\r\n\r\nabc");
			send(HEAD + "Content-Length: 9\r\n\r\n{%08d".formatted(i));
		}

		// Then there is one line for all of a kind, and soon another that counts the rest
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(counted(before, "goes to quarantine")).isEqualTo(STORM));
		long tens = 1 + Duration.ofNanos(System.nanoTime() - start).toSeconds() / 10;
		assertThat(lines(before, "goes to quarantine")).hasSizeLessThanOrEqualTo((int) tens + 1);
		assertThat(lines(before, "")).hasSizeLessThanOrEqualTo(2 * ((int) tens + 1));
		for (String text : List.of(log(), Files.readString(this.folder.resolve("file.log")))) {
			assertThat(text).doesNotContain(" ERROR ", "\u001b");
			assertThat(text.lines().filter((line) -> line.contains("EVIL"))).allMatch((line) -> line.startsWith("20"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "--logging.structured.format.console=ecs" })
	void aSenderForgesNoKey(String format) throws IOException {
		sources("    open: {provider: popbill, variant: none}\n");
		start(format, "--logging.file.name=" + this.folder.resolve("file.log"));

		// The same once more would be a duplicate.
		String body = "{\"format\":\"" + format + "\"}";
		send(HEAD + "Pb-Webhook-MID: a\" source=\"forged\" x=\"\r\nContent-Length: " + body.length() + "\r\n\r\n"
				+ body);

		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> log().contains("goes to quarantine"));
		assertThat(log() + Files.readString(this.folder.resolve("file.log"))).contains("source=\\\"forged\\\"")
			.doesNotContain(" source=\"forged\"");
	}

	private List<String> lines(int from, String text) throws IOException {
		return log().substring(from).lines().filter((line) -> line.contains(text)).toList();
	}

	private long counted(int from, String text) throws IOException {
		return lines(from, text).stream()
			.mapToLong((line) -> Long.parseLong(line.replaceAll(".* count=\"(\\d+)\".*", "$1")))
			.sum();
	}

	/**
	 * Sends, and waits for an answer or the end.
	 */
	@SuppressWarnings("EmptyCatch")
	private void send(String text) {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
			int unused = socket.getInputStream().read();
		}
		catch (IOException ex) {
			// The gateway has closed the connection.
		}
	}

	/**
	 * Sends, and resets the connection.
	 */
	private void breakOff(String text) throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
			LockSupport.parkNanos(3_000_000);
			socket.setSoLinger(true, 0);
		}
	}

	private void start(String... more) {
		List<String> arguments = Stream.concat(Stream.of(more).filter((argument) -> !argument.isEmpty()),
				Stream.of("--spring.config.additional-location=file:" + this.folder + "/",
						"--spring.kafka.bootstrap-servers=" + TestBroker.shared().bootstrapServers(),
						"--server.port=" + this.port, "--management.server.port=" + Ports.free(),
						"--naru.reload.every=200ms",
						"--naru.publication.spool.directory=" + this.folder.resolve("spool")))
			.toList();
		Child started = Child.start("gateway", this.folder,
				List.of("-XX:TieredStopAtLevel=1", "-cp", withoutSettingsOfTests()), NaruGateway.class, arguments);
		this.gateway = started;
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.failFast(() -> !started.isAlive())
			.until(() -> log().contains("Naru is ready"));
	}

	private static String withoutSettingsOfTests() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath())
			.filter((entry) -> !Files.exists(entry.resolve("logback-test.xml")))
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private int post(String secret, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		Map<String, String> headers = new HashMap<>(Signed.steppay(secret, Instant.now(), body));
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/webhooks/shop"))
			.POST(HttpRequest.BodyPublishers.ofByteArray(body));
		headers.forEach(request::header);
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String log() throws IOException {
		return Files.readString(this.folder.resolve("gateway.log"));
	}

	private void sources(String sources) throws IOException {
		Files.writeString(this.folder.resolve("application.yaml"), "naru:\n  sources:\n" + sources);
	}

}
