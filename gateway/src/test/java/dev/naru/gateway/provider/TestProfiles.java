package dev.naru.gateway.provider;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints for tests, from the profiles that the gateway brings or from text.
 */
public final class TestProfiles {

	private TestProfiles() {
	}

	/**
	 * The names of all profiles that the gateway brings.
	 */
	static Stream<String> names() {
		return Stream.of("portone", "popbill", "steppay", "standard-webhooks");
	}

	/**
	 * A profile that the gateway brings.
	 */
	public static Profile builtIn(String name) {
		Path file = Path.of("src/main/resources/providers/" + name + ".yaml");
		return ProfileLoader.load(file.toString(), name, () -> Files.newInputStream(file));
	}

	/**
	 * A profile from its text.
	 */
	public static Profile of(String name, String yaml) {
		return ProfileLoader.load("/etc/naru/providers/" + name + ".yaml", name,
				() -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
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
		return new Endpoint(new Source(new SourceId("test"), profile.name(),
				Stream.of(secrets).map(Secret::new).toList(), variant, config, null, null, List.of(), null, null),
				profile);
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

}
