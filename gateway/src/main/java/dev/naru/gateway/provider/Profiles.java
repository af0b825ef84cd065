package dev.naru.gateway.provider;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in profiles, and what they make of the operator's sources together with the
 * operator's own.
 */
public final class Profiles {

	private static final Logger logger = LoggerFactory.getLogger(Profiles.class);

	private final Map<String, Profile> builtIn;

	/**
	 * @param builtIn by the provider's name
	 */
	Profiles(Map<String, Profile> builtIn) {
		this.builtIn = Map.copyOf(builtIn);
	}

	/**
	 * Puts sources and profiles together.
	 * @param sources what the operator configured
	 * @param own the operator's profiles; one replaces a built-in one of the same name
	 * @throws ConfigurationException if a file is no profile, or if a source names no
	 * known provider or lacks what its provider's profile needs
	 */
	public Endpoints endpoints(Sources sources, OwnProfiles own) {
		Endpoints endpoints = Endpoints.of(sources.all(), with(own));
		endpoints.all()
			.stream()
			.filter((endpoint) -> !endpoint.provesSender() && endpoint.source().allowedAddresses().isEmpty())
			.forEach((endpoint) -> logger.warn(
					"Anyone can send to this source: nothing proves the sender. Set {} to the "
							+ "provider's addresses, and confirm its events with the provider before use. source={}",
					endpoint.source().key("allowed-addresses"), endpoint.source().id()));
		return endpoints;
	}

	private Map<String, Profile> with(OwnProfiles own) {
		Map<String, Profile> all = new HashMap<>(this.builtIn);
		for (OwnProfiles.File file : own.files()) {
			Profile profile = ProfileLoader.load(file.path().toString(), file.provider(),
					() -> new ByteArrayInputStream(file.text().getBytes(StandardCharsets.UTF_8)));
			if (all.put(file.provider(), profile) != null) {
				logger.info("A profile of your own replaces another of the same name. provider={} file={}",
						file.provider(), file.path());
			}
		}
		return all;
	}

}
