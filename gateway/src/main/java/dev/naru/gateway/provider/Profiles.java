package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.source.Sources;
import dev.naru.gateway.source.TopicNames;
import dev.naru.gateway.verification.NativeSignatures;
import dev.naru.gateway.webhook.SourceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in profiles, and what they make of the operator's sources together with the
 * operator's own.
 */
public final class Profiles {

	private static final Logger logger = LoggerFactory.getLogger(Profiles.class);

	/** Each loads its profile. */
	private final Map<String, Supplier<Profile>> builtIn;

	/** Those that a source has needed. */
	private final Map<String, Profile> loaded = new ConcurrentHashMap<>();

	private final TopicNames topics;

	private volatile Set<ShortSecret> told = Set.of();

	/**
	 * @param builtIn by the provider's name, how each is loaded: none is that no source
	 * needs
	 * @param topics the names of topics
	 */
	Profiles(Map<String, Supplier<Profile>> builtIn, TopicNames topics) {
		this.builtIn = Map.copyOf(builtIn);
		this.topics = topics;
	}

	/** A secret that guessing may find, and where it stands. */
	private record ShortSecret(SourceId source, int slot, Secret secret) {

		static Stream<ShortSecret> of(Source source) {
			return IntStream.range(0, source.secrets().size())
				.mapToObj((slot) -> new ShortSecret(source.id(), slot, source.secrets().get(slot)))
				.filter((found) -> found.secret().isShort());
		}

	}

	/**
	 * Puts sources and profiles together.
	 * @param sources what the operator configured
	 * @param own the operator's profiles; one replaces a built-in one of the same name
	 * @throws ConfigurationException if a file is no profile, or if a source names no
	 * known provider or lacks what its provider's profile needs
	 */
	public Endpoints endpoints(Sources sources, OwnProfiles own) {
		Endpoints endpoints = endpoints(sources, read(own));
		endpoints.all()
			.stream()
			.filter((endpoint) -> !endpoint.provesSender() && endpoint.source().allowedAddresses().isEmpty())
			.forEach((endpoint) -> logger.atWarn()
				.addKeyValue("source", endpoint.source().id())
				.addKeyValue("key", endpoint.source().key("allowed-addresses"))
				.log("Anyone can send to this source: nothing proves the sender. Set the key to the provider's "
						+ "addresses, and confirm its events with the provider before use"));
		endpoints.all()
			.stream()
			.filter(Endpoint::waitsForSecret)
			.forEach((endpoint) -> logger.atWarn()
				.addKeyValue("source", endpoint.source().id())
				.log("This source has no secret yet and takes no events: it waits for the provider to send one"));
		tellShortSecrets(sources);
		if (endpoints.all().stream().anyMatch(Endpoint::checksPublicKeys) && !NativeSignatures.present()) {
			logger.warn("The JDK checks signatures of public keys, many times slower than native code would: there is "
					+ "none for this platform, or java.io.tmpdir takes no programs");
		}
		return endpoints;
	}

	/**
	 * Tells of each once, however often the configuration is read again.
	 */
	private void tellShortSecrets(Sources sources) {
		Set<ShortSecret> found = sources.all().stream().flatMap(ShortSecret::of).collect(Collectors.toSet());
		found.stream()
			.filter((secret) -> !this.told.contains(secret))
			.forEach((secret) -> logger.atWarn()
				.addKeyValue("source", secret.source())
				.addKeyValue("slot", secret.slot())
				.log("This secret has fewer than eight characters, and guessing may find it. "
						+ "Set a longer one at the provider, and here"));
		this.told = found;
	}

	private Endpoints endpoints(Sources sources, Map<String, Profile> own) {
		Set<String> names = new HashSet<>(this.builtIn.keySet());
		names.addAll(own.keySet());
		return Endpoints.of(sources.all(), names, (name) -> {
			Profile profile = own.get(name);
			return (profile != null) ? profile : this.loaded.computeIfAbsent(name, this::load);
		}, this.topics);
	}

	private Profile load(String name) {
		return Objects.requireNonNull(this.builtIn.get(name)).get();
	}

	private Map<String, Profile> read(OwnProfiles own) {
		Map<String, Profile> all = new HashMap<>();
		for (OwnProfiles.File file : own.files()) {
			Profile profile = ProfileLoader.load(file.path().toString(), file.provider(),
					file.text().getBytes(StandardCharsets.UTF_8));
			boolean replaces = this.builtIn.containsKey(file.provider());
			if (all.put(file.provider(), profile) != null || replaces) {
				logger.atInfo()
					.addKeyValue("provider", file.provider())
					.addKeyValue("file", file.path())
					.log("A profile of your own replaces another of the same name");
			}
		}
		return all;
	}

}
