package dev.naru.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.testkit.Vector;

/**
 * A source of each provider, as its first genuine request was made for; those of whom
 * none is at hand have none.
 */
final class EveryProvider {

	private EveryProvider() {
	}

	/**
	 * What the gateway is told of them.
	 */
	static List<String> settings() {
		Map<String, Source> sources = new TreeMap<>();
		Vector.all()
			.filter(TestProfiles::isGenuine)
			.filter((vector) -> !vector.provider().equals(Launch.SOURCE))
			.forEach((vector) -> sources.computeIfAbsent(vector.provider(),
					(provider) -> TestProfiles.endpoint(vector).source()));
		List<String> settings = new ArrayList<>(Launch.ONE_SOURCE);
		sources.forEach((provider, source) -> {
			String key = "--naru.sources." + provider + ".";
			settings.add(key + "provider=" + provider);
			settings.add(key + "topic=" + Launch.TOPIC);
			for (int slot = 0; slot < source.secrets().size(); slot++) {
				settings.add(key + "secrets[" + slot + "]=" + source.secrets().get(slot).reveal());
			}
			if (source.variant() != null) {
				settings.add(key + "variant=" + source.variant());
			}
			if (source.publicUrl() != null) {
				settings.add(key + "public-url=" + source.publicUrl());
			}
			source.config().forEach((name, value) -> settings.add(key + "config." + name + "=" + value));
		});
		return settings;
	}

}
