package dev.naru.gateway.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.NaruGateway;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The whole gateway on free ports, and a client for it.
 */
public final class RunningGateway implements AutoCloseable {

	/** The clock at which vectors are judged. */
	public static final Instant NOW = Instant.ofEpochSecond(1_767_225_600L);

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private RunningGateway(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts a gateway at the clock of the vectors.
	 * @param bootstrapServers where its Kafka is
	 * @param properties its configuration
	 * @param more configuration classes of the test's own
	 */
	public static RunningGateway start(String bootstrapServers, Map<String, Object> properties, Class<?>... more) {
		List<Class<?>> classes = new ArrayList<>(List.of(StandingClock.class));
		classes.addAll(List.of(more));
		return startNow(bootstrapServers, properties, classes.toArray(Class<?>[]::new));
	}

	/**
	 * Starts a gateway at the clock of everybody.
	 * @param bootstrapServers where its Kafka is
	 * @param properties its configuration
	 * @param more configuration classes of the test's own
	 */
	public static RunningGateway startNow(String bootstrapServers, Map<String, Object> properties, Class<?>... more) {
		List<Class<?>> classes = new ArrayList<>(List.of(NaruGateway.class, OwnEventLoops.class));
		classes.addAll(List.of(more));
		Map<String, Object> all = new HashMap<>(properties);
		all.putIfAbsent("naru.publication.spool.directory", ownFolder());
		all.put("spring.kafka.bootstrap-servers", bootstrapServers);
		all.put("server.port", 0);
		all.put("management.server.port", 0);
		all.putIfAbsent("naru.ingress.farewell", "0s");
		SpringApplication application = new SpringApplication(classes.toArray(Class<?>[]::new));
		application.setRegisterShutdownHook(false);
		List<String> arguments = all.entrySet()
			.stream()
			.map((entry) -> "--" + entry.getKey() + "=" + entry.getValue())
			.toList();
		return new RunningGateway(application.run(arguments.toArray(String[]::new)));
	}

	/**
	 * A spool for this gateway alone: one that was left behind would be drained here.
	 */
	private static Path ownFolder() {
		try {
			Path folder = Files.createTempDirectory("naru-spool");
			folder.toFile().deleteOnExit();
			return folder;
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	/**
	 * The port of webhooks.
	 */
	public int port() {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	/**
	 * The port of operators.
	 */
	public int managementPort() {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.management.port"));
	}

	/**
	 * Posts a webhook.
	 */
	public HttpResponse<String> post(String source, Map<String, String> headers, byte[] body) {
		return send("POST", "/webhooks/" + source, headers, HttpRequest.BodyPublishers.ofByteArray(body));
	}

	/**
	 * Sends any request to the public port.
	 */
	public HttpResponse<String> send(String method, String path, Map<String, String> headers,
			HttpRequest.BodyPublisher body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
			.method(method, body)
			.timeout(Duration.ofSeconds(30));
		headers.forEach(request::setHeader);
		return exchange(request.build());
	}

	/**
	 * Gets a page of the management port.
	 */
	public HttpResponse<String> manage(String path) {
		return manage("GET", path);
	}

	/**
	 * Sends any request without a body to the management port.
	 */
	public HttpResponse<String> manage(String method, String path) {
		return exchange(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort() + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.timeout(Duration.ofSeconds(30))
			.build());
	}

	/**
	 * What operators read now.
	 */
	public Scrape scrape() {
		return Scrape.parse(manage("/actuator/prometheus").body());
	}

	/**
	 * Writes bytes to the public port as they are, and reads what comes back until the
	 * gateway closes the connection or says nothing more for a while.
	 */
	public String raw(byte[] bytes) {
		try (Socket socket = new Socket("localhost", port())) {
			socket.setSoTimeout(1000);
			socket.getOutputStream().write(bytes);
			socket.getOutputStream().flush();
			return new String(read(socket.getInputStream()), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static byte[] read(InputStream stream) throws IOException {
		java.io.ByteArrayOutputStream answer = new java.io.ByteArrayOutputStream();
		try {
			for (int unit = stream.read(); unit >= 0; unit = stream.read()) {
				answer.write(unit);
			}
		}
		catch (java.net.SocketTimeoutException | java.net.SocketException ex) {
			// It said what it had to say.
		}
		return answer.toByteArray();
	}

	private HttpResponse<String> exchange(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The gateway from within.
	 */
	public ConfigurableApplicationContext context() {
		return this.context;
	}

	@Override
	public void close() {
		this.client.close();
		this.context.close();
	}

	/**
	 * The usual event loops are shared by all gateways of the JVM, and end with the
	 * first.
	 */
	static class OwnEventLoops {

		@Bean
		ReactorResourceFactory ownEventLoops() {
			ReactorResourceFactory resources = new ReactorResourceFactory();
			resources.setUseGlobalResources(false);
			resources.setShutdownQuietPeriod(Duration.ZERO);
			return resources;
		}

	}

	/**
	 * A clock that stands still.
	 */
	static class StandingClock {

		@Bean
		@Primary
		Clock fixedClock() {
			return Clock.fixed(NOW, ZoneOffset.UTC);
		}

	}

}
