package dev.naru.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.webhook.Delivery;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that was signed by a provider's own library, and what has to become of it.
 *
 * @param file the name of its file
 * @param json what the file says
 */
public record Vector(String file, JsonNode json) {

	private static final JsonMapper JSON = JsonMapper.shared();

	/**
	 * All vectors, in the order of their names.
	 */
	public static Stream<Vector> all() {
		try (Stream<Path> files = Files.list(Path.of("src/test/resources/vectors"))) {
			List<Vector> vectors = files.sorted()
				.map((file) -> new Vector(String.valueOf(file.getFileName()), JSON.readTree(file)))
				.toList();
			return vectors.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The vector of that name.
	 */
	public static Vector of(String name) {
		return all().filter((vector) -> vector.file().equals(name + ".json")).findFirst().orElseThrow();
	}

	/**
	 * The name of the provider's profile.
	 */
	public String provider() {
		String name = this.json.get("provider").asString();
		return name.equals("portone-v2") ? "portone" : name;
	}

	/**
	 * How the source's secret is written, or {@code none}: with it the provider proves
	 * nothing.
	 */
	public String secretKind() {
		return this.json.get("secretKind").asString();
	}

	/**
	 * The variant that a source of POPBiLL has to pin, or null for other providers.
	 */
	public @Nullable String variant() {
		if (!provider().equals("popbill")) {
			return null;
		}
		return switch (secretKind()) {
			case "token" -> "api-key";
			case String kind -> kind;
		};
	}

	/**
	 * The URL that the provider was given.
	 */
	public URI url() {
		return URI.create(this.json.get("url").asString());
	}

	/**
	 * What the source has to be told besides, by the keys of {@code config}.
	 */
	public Map<String, String> config() {
		Map<String, String> config = new HashMap<>();
		this.json.path("config")
			.properties()
			.stream()
			.filter((entry) -> entry.getValue().isString())
			.forEach((entry) -> config.put(entry.getKey().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT),
					entry.getValue().asString()));
		return config;
	}

	/**
	 * The active secrets.
	 */
	public List<String> secrets() {
		return this.json.get("secret").isNull() ? List.of() : List.of(this.json.get("secret").asString());
	}

	/**
	 * The clock at which it is judged.
	 */
	public Instant now() {
		return Instant.ofEpochSecond(this.json.get("now").asLong());
	}

	/**
	 * The header fields, by lower-case names.
	 */
	public Map<String, String> headers() {
		Map<String, String> headers = new HashMap<>();
		this.json.get("headers")
			.properties()
			.forEach((header) -> headers.put(header.getKey(), header.getValue().asString()));
		return headers;
	}

	/**
	 * The body, byte for byte.
	 */
	public byte[] body() {
		return Base64.getDecoder().decode(this.json.get("bodyBase64").asString());
	}

	/**
	 * What has to become of it.
	 * @return the expected value, or null if there is none
	 */
	public @Nullable String expected(String name) {
		JsonNode value = this.json.get("expected").get(name);
		return (value == null || value.isNull()) ? null : value.asString();
	}

	/**
	 * The answer that the provider wants, or null if the vector does not say.
	 */
	public @Nullable JsonNode response() {
		return this.json.get("expected").get("response");
	}

	/**
	 * How many events it holds.
	 */
	public int items() {
		String items = expected("items");
		return (items != null) ? Integer.parseInt(items) : 1;
	}

	/**
	 * The ids of all of them; empty if it does not say.
	 */
	public List<String> ids() {
		return this.json.get("expected").path("ids").valueStream().map(JsonNode::asString).toList();
	}

	/**
	 * The request as a webhook, to be changed.
	 */
	public Webhook webhook() {
		String path = this.json.get("path").asString();
		int query = path.indexOf('?');
		Map<String, List<String>> headers = new HashMap<>();
		headers().forEach((name, value) -> headers.put(name, List.of(value)));
		return new Webhook(this.json.get("method").asString(), (query < 0) ? null : path.substring(query + 1), headers,
				body());
	}

	/**
	 * The request as a delivery.
	 */
	public Delivery delivery() {
		return webhook().delivery();
	}

	@Override
	public String toString() {
		return this.file + ": " + this.json.get("name").asString();
	}

}
