package dev.naru.gateway.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.Handshake;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.source.TopicNames;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Place;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Variant;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Endpoints for tests, from the profiles that the gateway brings or from text.
 */
public final class TestProfiles {

	private static final Path FOLDER = Path.of("src/main/resources/providers");

	private static final String ENDING = ".yaml";

	private static final YAMLMapper YAML = new YAMLMapper();

	private static final ObjectNode ABSENT = JsonNodeFactory.instance.objectNode().put("field", "/naru-absent");

	private static final Map<String, Profile> BUILT_IN = new ConcurrentHashMap<>();

	private TestProfiles() {
	}

	/**
	 * The names of all profiles that the gateway brings.
	 */
	public static Stream<String> names() {
		try (Stream<Path> files = Files.list(FOLDER)) {
			List<String> names = files.map((file) -> String.valueOf(file.getFileName()))
				.filter((file) -> file.endsWith(ENDING))
				.map((file) -> file.substring(0, file.length() - ENDING.length()))
				.sorted()
				.toList();
			return names.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A profile that the gateway brings.
	 */
	public static Profile builtIn(String name) {
		return BUILT_IN.computeIfAbsent(name, TestProfiles::load);
	}

	private static Profile load(String name) {
		Path file = FOLDER.resolve(name + ENDING);
		return ProfileLoader.load(file.toString(), name, () -> Files.newInputStream(file));
	}

	/**
	 * A profile from its text.
	 */
	public static Profile of(String name, String yaml) {
		return ProfileLoader.load("/etc/naru/providers/" + name + ".yaml", name, yaml.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A source named {@code test} of that profile.
	 */
	public static Endpoint endpoint(Profile profile, @Nullable String variant, String... secrets) {
		return endpoint(profile, variant, Map.of(), secrets);
	}

	/**
	 * A source named {@code test} of that profile, with values that the profile asks for.
	 */
	public static Endpoint endpoint(Profile profile, @Nullable String variant, Map<String, String> config,
			String... secrets) {
		return endpoint(profile, variant, config, null, secrets);
	}

	/**
	 * A source named {@code test} of that profile, whose URL was entered at the provider.
	 */
	static Endpoint endpoint(Profile profile, @Nullable String variant, Map<String, String> config, @Nullable URI url,
			String... secrets) {
		return new Endpoint(new Source(new SourceId("test"), profile.name(),
				Stream.of(secrets).map(Secret::new).toList(), variant, config, url, null, List.of(), null, null),
				profile, TopicNames.STANDARD);
	}

	/**
	 * A source of a provider that takes everything for genuine and for an event, so that
	 * any body is read as that provider's.
	 */
	static Endpoint unproven(String name, Map<String, String> config) {
		String text = text(name).replaceFirst("(?ms)^verify:.*?(?=^[a-z-]+:)", "verify: [{name: open, none: {}}]\n")
			.replaceFirst("(?ms)^handshakes:.*?(?=^[a-z-]+:)", "");
		return endpoint(of(name, text), null, config);
	}

	/**
	 * The source that a vector of a provider was made for.
	 */
	public static Endpoint endpoint(Vector vector) {
		return endpoint(vector, vector.secrets().toArray(String[]::new));
	}

	/**
	 * The source that a vector of a provider was made for, with other secrets.
	 */
	public static Endpoint endpoint(Vector vector, String... secrets) {
		return endpoint(vector, builtIn(vector.provider()), secrets);
	}

	/**
	 * The source that a vector of a provider was made for, with another profile.
	 */
	public static Endpoint endpoint(Vector vector, Profile profile) {
		return endpoint(vector, profile, vector.secrets().toArray(String[]::new));
	}

	private static Endpoint endpoint(Vector vector, Profile profile, String... secrets) {
		Map<String, String> config = new HashMap<>(vector.config());
		String[] used = secrets;
		if (profile.challenge() != null) {
			boolean token = vector.secretKind().equals("verify-token");
			config.put(profile.challenge().tokenConfig(), token ? secrets[0] : "another token");
			used = token ? new String[] { "unused" } : secrets;
		}
		// A vector also tells how its provider signs, which the profile knows.
		config.keySet().retainAll(profile.configKeys());
		return endpoint(profile, pinned(profile, vector.secretKind()), config, vector.url(), used);
	}

	/**
	 * What a source has to pin where the profile leaves the choice to it.
	 */
	private static @Nullable String pinned(Profile profile, String secretKind) {
		Class<? extends Scheme> scheme = switch (secretKind) {
			case "none" -> Scheme.None.class;
			case "basic" -> Scheme.Basic.class;
			case "token" -> Scheme.Token.class;
			default -> null;
		};
		return profile.variants()
			.stream()
			.filter((variant) -> variant.pinnedOnly() && scheme != null && scheme.isInstance(variant.scheme()))
			.map(Variant::name)
			.findFirst()
			.orElse(null);
	}

	/**
	 * The names of the ways in which deliveries may be proven.
	 */
	public static List<String> variants(Endpoint endpoint) {
		return endpoint.profile().variants().stream().map(Variant::name).toList();
	}

	/**
	 * What stands in the headers where a provider's proofs stand.
	 */
	public static List<String> proofs(Vector vector) {
		Scheme scheme = Signer.of(vector).scheme();
		Stream<String> headers = (scheme instanceof Scheme.Basic) ? Stream.of("Authorization")
				: scheme.proofs().stream().map(Place::header).filter(Objects::nonNull);
		return headers.flatMap((name) -> vector.delivery().headers().all(name).stream()).toList();
	}

	/**
	 * Finds a webhook genuine and reads it.
	 */
	public static Reading read(Endpoint endpoint, Webhook webhook) {
		return endpoint.read(verified(endpoint, webhook));
	}

	/**
	 * Finds a webhook genuine.
	 */
	public static VerifiedDelivery verified(Endpoint endpoint, Webhook webhook) {
		return switch (endpoint.verify(webhook.delivery(), Webhook.NOW)) {
			case VerifiedDelivery verified -> verified;
			case Verdict.Forged forged -> throw new AssertionError("not genuine: " + forged);
			case Verdict.Undecided undecided -> throw new AssertionError("not decided: " + undecided);
		};
	}

	/**
	 * Reads a webhook that is an event.
	 */
	public static NormalizedEvent event(Endpoint endpoint, Webhook webhook) {
		return switch (read(endpoint, webhook)) {
			case NormalizedEvent event -> event;
			case Reading other -> throw new AssertionError("not an event: " + other);
		};
	}

	/**
	 * A profile that the gateway brings, whose messages have no id that can be read.
	 */
	public static Profile withoutIds(String name) {
		return of(name, changed(name, (profile) -> {
			for (JsonNode shape : profile.get("read")) {
				((ObjectNode) shape).set("id", ABSENT);
			}
		}));
	}

	/**
	 * A profile that the gateway brings, which knows no shape of its provider's messages.
	 */
	public static Profile withoutShapes(String name) {
		return of(name, changed(name, (profile) -> {
			ObjectNode shape = ((ObjectNode) profile).putArray("read").addObject().put("version", "none");
			shape.set("when", JsonNodeFactory.instance.objectNode().set("present", ABSENT));
			shape.set("id", ABSENT);
			shape.set("type", ABSENT);
		}));
	}

	private static String changed(String name, Consumer<JsonNode> change) {
		JsonNode profile = YAML.readTree(text(name));
		change.accept(profile);
		return YAML.writeValueAsString(profile);
	}

	/**
	 * The text of a profile that the gateway brings.
	 */
	static String text(String name) {
		try {
			return Files.readString(FOLDER.resolve(name + ENDING));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Whether a vector is genuine, and proven as a delivery.
	 */
	public static boolean isGenuine(Vector vector) {
		return endpoint(vector).verify(vector.delivery(), vector.now()) instanceof VerifiedDelivery;
	}

	/**
	 * Whether a vector is genuine and holds events.
	 */
	public static boolean isEvent(Vector vector) {
		Endpoint endpoint = endpoint(vector);
		return endpoint.verify(vector.delivery(), vector.now()) instanceof VerifiedDelivery verified
				&& !(endpoint.read(verified) instanceof Handshake);
	}

	/**
	 * The name of a genuine vector's provider, and that of the variant that proves it.
	 */
	public static String way(Vector vector) {
		VerifiedDelivery verified = (VerifiedDelivery) endpoint(vector).verify(vector.delivery(), vector.now());
		return vector.provider() + ", " + verified.variant();
	}

	/**
	 * A genuine vector with a body of so many bytes; as it is, where only the provider
	 * can sign another.
	 */
	public static Webhook sized(Vector vector, int bytes) {
		byte[] body = vector.body();
		boolean form = "application/x-www-form-urlencoded".equals(vector.delivery().mediaType());
		String text = new String(body, StandardCharsets.ISO_8859_1);
		int end = form ? text.length() : text.lastIndexOf('}');
		String before = form ? "&padding=" : ",\"padding\":\"";
		String after = form ? "" : "\"";
		int length = Math.max(0, bytes - body.length - before.length() - after.length());
		String padded = text.substring(0, end) + before + "x".repeat(length) + after + text.substring(end);
		Webhook signed = Signer.of(vector).sign(padded.getBytes(StandardCharsets.ISO_8859_1));
		return (signed != null) ? signed : vector.webhook();
	}

}
