package dev.naru.gateway;

import java.io.File;
import java.io.IOException;
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

	private void start(String... more) {
		List<String> arguments = Stream
			.concat(Stream.of(more), Stream.of("--spring.config.additional-location=file:" + this.folder + "/",
					"--spring.kafka.bootstrap-servers=" + TestBroker.shared().bootstrapServers(),
					"--server.port=" + this.port, "--management.server.port=" + Ports.free(),
					"--naru.reload.every=200ms", "--naru.publication.spool.directory=" + this.folder.resolve("spool")))
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
