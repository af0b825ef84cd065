package dev.naru.gateway.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All profiles, by the provider's name.
 */
final class Profiles {

	private static final Logger logger = LoggerFactory.getLogger(Profiles.class);

	private static final String ENDING = ".yaml";

	private static final String OTHER_ENDING = ".yml";

	private final Map<String, Profile> byName = new HashMap<>();

	/**
	 * Adds a built-in profile.
	 */
	void add(String fileName, ProfileLoader.Content content) {
		String name = withoutEnding(fileName);
		this.byName.put(name, ProfileLoader.load("built-in profile " + fileName, name, content));
	}

	/**
	 * Adds the operator's own profiles: every {@code .yaml} file of the folders.
	 * @throws ConfigurationException if a folder cannot be read, or a file is no profile
	 */
	void addAll(List<Path> folders) {
		for (Path folder : folders) {
			try (Stream<Path> files = Files.list(folder)) {
				files.filter((file) -> file.toString().endsWith(ENDING) || file.toString().endsWith(OTHER_ENDING))
					.sorted()
					.forEach(this::add);
			}
			catch (IOException ex) {
				throw new ConfigurationException("naru.providers.locations",
						"the folder " + folder.toAbsolutePath() + " cannot be read",
						"create it, or mount it where the gateway can read it, or remove it from the list");
			}
		}
	}

	private void add(Path file) {
		String fileName = String.valueOf(file.getFileName());
		String name = withoutEnding(fileName);
		if (fileName.endsWith(OTHER_ENDING)) {
			throw new ConfigurationException(file.toAbsolutePath().toString(),
					"the name of a profile ends with " + ENDING,
					"rename the file to " + fileName.substring(0, fileName.length() - OTHER_ENDING.length()) + ENDING);
		}
		Profile profile = ProfileLoader.load(file.toAbsolutePath().toString(), name, () -> Files.newInputStream(file));
		if (this.byName.put(name, profile) != null) {
			logger.info("A profile of your own replaces another of the same name. provider={} file={}", name, file);
		}
	}

	private static String withoutEnding(String fileName) {
		return fileName.endsWith(ENDING) ? fileName.substring(0, fileName.length() - ENDING.length()) : fileName;
	}

	Map<String, Profile> all() {
		return Map.copyOf(this.byName);
	}

}
