package dev.naru.gateway.source;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the gateways of one fleet share, {@code naru.fleet}.
 *
 * @param keys keys of 32 characters or more with which the gateways mark the records that
 * they write, so that no others are taken for theirs; the first marks, all are recognized
 * @param keyFiles files that hold one such key each, counted after {@code keys}
 */
public record FleetProperties(@DefaultValue List<String> keys, @DefaultValue List<String> keyFiles) {

	private static final int SHORTEST = 32;

	/**
	 * The keys, those in files as they are now.
	 * @throws ConfigurationException if one of them cannot be used
	 */
	public List<Secret> secrets() {
		List<Secret> secrets = new ArrayList<>();
		for (int i = 0; i < this.keys.size(); i++) {
			secrets.add(secret("naru.fleet.keys[" + i + "]", this.keys.get(i)));
		}
		for (int i = 0; i < this.keyFiles.size(); i++) {
			String place = "naru.fleet.key-files[" + i + "]";
			secrets.add(secret(place, Sources.content(place, this.keyFiles.get(i))));
		}
		return List.copyOf(secrets);
	}

	private static Secret secret(String place, String text) {
		Secret key = Sources.secret(place, text, null);
		if (text.strip().length() < SHORTEST) {
			throw new ConfigurationException(place, "the key is shorter than " + SHORTEST + " characters",
					"make one with 'openssl rand -base64 32', and give all gateways of the fleet the same");
		}
		return key;
	}

	/**
	 * Names nothing of the keys.
	 */
	@Override
	public String toString() {
		return "FleetProperties[" + (this.keys.size() + this.keyFiles.size()) + " keys]";
	}

}
