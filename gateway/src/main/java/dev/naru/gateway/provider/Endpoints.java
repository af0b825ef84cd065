package dev.naru.gateway.provider;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.source.TopicNames;
import org.jspecify.annotations.Nullable;

/**
 * All endpoints of the gateway, by name. They can be exchanged for others all at once;
 * who has found one keeps it for as long as it takes.
 */
public final class Endpoints {

	private volatile Directory directory;

	private Endpoints(Directory directory) {
		this.directory = directory;
	}

	/**
	 * Puts sources and profiles together, with topics named as usual.
	 * @param sources what the operator configured
	 * @param profiles all profiles, by the provider's name
	 * @throws ConfigurationException if a source names no known provider, or lacks what
	 * its provider's profile needs
	 */
	public static Endpoints of(List<Source> sources, Map<String, Profile> profiles) {
		return of(sources, profiles.keySet(), (name) -> Objects.requireNonNull(profiles.get(name)),
				TopicNames.STANDARD);
	}

	/**
	 * @param profiles the names of all profiles
	 * @param profile gives the one of that name
	 * @param names the names of topics
	 */
	static Endpoints of(List<Source> sources, Set<String> profiles, Function<String, Profile> profile,
			TopicNames names) {
		// Profiles are read and keys made here: with many, most of a start.
		Map<String, Endpoint> byName = sources.parallelStream()
			.map((source) -> endpoint(source, profiles, profile, names))
			.collect(Collectors.toMap((endpoint) -> endpoint.source().id().value(), Function.identity()));
		Map<String, String> topics = new TreeMap<>();
		new TreeMap<>(byName).values()
			.forEach((endpoint) -> endpoint.topics()
				.forEach((topic) -> topics.putIfAbsent(topic,
						(endpoint.source().topic() != null) ? endpoint.source().key("topic") : "")));
		names.check(topics);
		return new Endpoints(Directory.of(new TreeMap<>(byName)));
	}

	private static Endpoint endpoint(Source source, Set<String> profiles, Function<String, Profile> profile,
			TopicNames names) {
		if (!profiles.contains(source.provider())) {
			throw new ConfigurationException(source.key("provider"),
					"there is no profile for a provider '" + source.provider() + "'",
					"use one of " + String.join(", ", new TreeSet<>(profiles))
							+ ", or put a profile of your own into a folder that naru.providers.locations names");
		}
		return new Endpoint(source, profile.apply(source.provider()), names);
	}

	/**
	 * Gives place to others.
	 */
	public void become(Endpoints others) {
		this.directory = others.directory;
	}

	/**
	 * @param name what stands in the path of the request
	 * @return the endpoint, or null if none has that name
	 */
	public @Nullable Endpoint find(String name) {
		return this.directory.byName().get(name);
	}

	/**
	 * All of them, in the order of their names.
	 */
	public Collection<Endpoint> all() {
		return this.directory.byName().values();
	}

	/**
	 * All topics that their events may go to, each once.
	 */
	public List<String> topics() {
		return all().stream().flatMap((endpoint) -> endpoint.topics().stream()).distinct().toList();
	}

	/**
	 * The longest time for which the same event is a duplicate at any of them; zero if
	 * there is none.
	 */
	public Duration longestWindow() {
		return this.directory.longestWindow();
	}

	private record Directory(Map<String, Endpoint> byName, Duration longestWindow) {

		static Directory of(Map<String, Endpoint> byName) {
			return new Directory(byName,
					byName.values()
						.stream()
						.map((endpoint) -> endpoint.profile().duplicateWindow())
						.max(Comparator.naturalOrder())
						.orElse(Duration.ZERO));
		}

	}

}
