package dev.naru.gateway.provider;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * All endpoints of the gateway, by name.
 */
public final class Endpoints {

	private final Map<String, Endpoint> byName;

	private Endpoints(Map<String, Endpoint> byName) {
		this.byName = byName;
	}

	/**
	 * @param sources what the operator configured
	 * @param profiles all profiles, by the provider's name
	 * @throws ConfigurationException if a source names no known provider, or lacks what
	 * its provider's profile needs
	 */
	public static Endpoints of(List<Source> sources, Map<String, Profile> profiles) {
		Map<String, Endpoint> byName = new TreeMap<>();
		for (Source source : sources) {
			Profile profile = profiles.get(source.provider());
			if (profile == null) {
				throw new ConfigurationException(source.key("provider"),
						"there is no profile for a provider '" + source.provider() + "'",
						"use one of " + String.join(", ", new java.util.TreeSet<>(profiles.keySet()))
								+ ", or put a profile of your own into a folder that naru.providers.locations names");
			}
			byName.put(source.id().value(), new Endpoint(source, profile));
		}
		return new Endpoints(byName);
	}

	/**
	 * @param name what stands in the path of the request
	 * @return the endpoint, or null if none has that name
	 */
	public @Nullable Endpoint find(String name) {
		return this.byName.get(name);
	}

	/**
	 * All of them, in the order of their names.
	 */
	public Collection<Endpoint> all() {
		return this.byName.values();
	}

}
