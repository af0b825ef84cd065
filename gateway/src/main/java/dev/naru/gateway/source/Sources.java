package dev.naru.gateway.source;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * The sources that the operator has configured.
 *
 * @param all in the order of their names
 */
public record Sources(List<Source> all) {

	private static final int LARGEST_SECRET_FILE = 64 * 1024;

	/**
	 * Some editors begin every file in UTF-8 with it.
	 */
	private static final String BYTE_ORDER_MARK = "\uFEFF";

	/**
	 * @param configured what stands under {@code naru.sources}
	 * @throws ConfigurationException if one of them cannot be used
	 */
	public static Sources from(Map<String, SourceProperties> configured) {
		List<Source> sources = new ArrayList<>();
		new TreeMap<>(configured).forEach((name, properties) -> sources.add(from(name, properties)));
		return new Sources(List.copyOf(sources));
	}

	private static Source from(String name, SourceProperties properties) {
		String key = "naru.sources." + name;
		SourceId id = SourceId.parse(name);
		if (id == null) {
			throw new ConfigurationException(key, "'" + name + "' cannot be the name of a source",
					"use 1 to 63 lower-case letters, digits and hyphens: it becomes part of the URL");
		}
		String provider = properties.provider();
		if (provider == null || provider.isBlank()) {
			throw new ConfigurationException(key + ".provider", "the source names no provider",
					"set it to the name of a profile, for example 'provider: portone'");
		}
		String topic = properties.topic();
		if (topic != null && !TopicNames.isLegal(topic)) {
			throw new ConfigurationException(key + ".topic", "'" + topic + "' cannot be the name of a Kafka topic",
					"use up to 249 letters, digits, dots, underscores and hyphens, or remove it: then "
							+ "naru.publication.topics.name says where events go");
		}
		return new Source(id, provider, secrets(key, properties), properties.variant(),
				config(key + ".config.", properties.config()), publicUrl(key, properties.publicUrl()), topic,
				addresses(key + ".allowed-addresses", properties.allowedAddresses()),
				tolerance(key, properties.tolerance()), bytes(key, properties.maxBodySize()));
	}

	private static List<Secret> secrets(String key, SourceProperties properties) {
		List<Secret> secrets = new ArrayList<>();
		for (int i = 0; i < properties.secrets().size(); i++) {
			secrets.add(secret(key + ".secrets[" + i + "]", properties.secrets().get(i)));
		}
		for (int i = 0; i < properties.secretFiles().size(); i++) {
			String place = key + ".secret-files[" + i + "]";
			secrets.add(secret(place, content(place, properties.secretFiles().get(i)), null));
		}
		return List.copyOf(secrets);
	}

	private static Secret secret(String place, SecretProperties properties) {
		String value = properties.value();
		String file = properties.file();
		if ((value == null) == (file == null)) {
			throw new ConfigurationException(place, "a secret has either a value or a file",
					"write its text, or {value: …, not-after: …}, or {file: …, not-after: …}");
		}
		return secret(place, (file != null) ? content(place + ".file", file) : String.valueOf(value),
				properties.notAfter());
	}

	static String content(String place, String file) {
		String name = "the file " + file;
		String cure = "mount a readable text file there that holds one secret and nothing else";
		try {
			String text = new ConfigurationFile(Path.of(file), LARGEST_SECRET_FILE).text(place, name, cure);
			String variable = Placeholder.variable(text);
			if (variable != null) {
				throw new ConfigurationException(place,
						name + " holds the name of the variable " + variable + ", and not its value",
						"write the secret itself into the file: variables have values in the configuration alone");
			}
			return text;
		}
		catch (InvalidPathException ex) {
			throw new ConfigurationException(place, name + " cannot be read", cure);
		}
	}

	static Secret secret(String place, String written, @Nullable Instant notAfter) {
		String text = text(place, written);
		if (text.isEmpty()) {
			throw new ConfigurationException(place, "the secret is empty",
					"write the secret that the provider shows for this endpoint, or remove the entry");
		}
		return new Secret(text, notAfter);
	}

	private static Map<String, String> config(String key, Map<String, String> written) {
		Map<String, String> config = new TreeMap<>();
		written.forEach((name, value) -> {
			String text = text(key + name, value);
			if (text.isEmpty()) {
				throw new ConfigurationException(key + name, "the value is empty",
						"write the value that the profile asks for, or remove the key");
			}
			config.put(name, text);
		});
		return Map.copyOf(config);
	}

	/**
	 * What proves something, without what files, editors and shells put around it.
	 */
	private static String text(String place, String written) {
		String variable = Placeholder.variable(written);
		if (variable != null) {
			throw Placeholder.unset(place, variable);
		}
		String text = written.strip();
		return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()).strip() : text;
	}

	private static @Nullable URI publicUrl(String key, @Nullable URI url) {
		if (url != null && (url.getHost() == null || !Set.of("http", "https").contains(url.getScheme()))) {
			throw new ConfigurationException(key + ".public-url", "'" + url + "' is not a whole URL",
					"write it as it was entered at the provider, such as https://hooks.example.com/webhooks/shop");
		}
		return url;
	}

	/**
	 * Reads a list of addresses and CIDR blocks.
	 * @param key the configuration key, for the error
	 * @throws ConfigurationException if an entry is neither
	 */
	public static List<AddressBlock> addresses(String key, List<String> entries) {
		List<AddressBlock> blocks = new ArrayList<>();
		for (int i = 0; i < entries.size(); i++) {
			try {
				blocks.add(AddressBlock.parse(entries.get(i)));
			}
			catch (IllegalArgumentException ex) {
				throw new ConfigurationException(key + "[" + i + "]", String.valueOf(ex.getMessage()),
						"write an address (52.78.5.241) or a block (10.0.0.0/8, 2001:db8::/32)");
			}
		}
		return List.copyOf(blocks);
	}

	private static @Nullable Duration tolerance(String key, @Nullable Duration tolerance) {
		if (tolerance != null && tolerance.isNegative()) {
			throw new ConfigurationException(key + ".tolerance", "the tolerance is negative",
					"write a duration such as 300s");
		}
		return tolerance;
	}

	private static @Nullable Long bytes(String key, @Nullable DataSize size) {
		if (size != null && (size.toBytes() < 1 || size.toBytes() > Integer.MAX_VALUE)) {
			throw new ConfigurationException(key + ".max-body-size", "the size is out of range",
					"write a size such as 1MB");
		}
		return (size != null) ? size.toBytes() : null;
	}

}
