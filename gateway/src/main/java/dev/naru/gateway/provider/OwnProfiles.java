package dev.naru.gateway.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;

/**
 * The operator's own profiles, as their files stand there: those of the later folder
 * count.
 *
 * @param files the text of each file, in the order of their folders and names
 */
public record OwnProfiles(List<File> files) {

	private static final String ENDING = ".yaml";

	private static final String OTHER_ENDING = ".yml";

	/**
	 * @param path where it stands
	 * @param text what stands in it
	 */
	record File(Path path, String text) {

		String provider() {
			String name = String.valueOf(this.path.getFileName());
			return name.substring(0, name.length() - ENDING.length());
		}

	}

	/**
	 * Reads every {@code .yaml} file of the folders.
	 * @throws ConfigurationException if a folder or a file cannot be read
	 */
	public static OwnProfiles read(List<Path> folders) {
		return new OwnProfiles(folders.stream().flatMap(OwnProfiles::files).map(OwnProfiles::file).toList());
	}

	private static Stream<Path> files(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(ENDING) || file.toString().endsWith(OTHER_ENDING))
				.sorted()
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new ConfigurationException("naru.providers.locations",
					"the folder " + folder.toAbsolutePath() + " cannot be read",
					"create it, or mount it where the gateway can read it, or remove it from the list");
		}
	}

	private static File file(Path file) {
		Path path = file.toAbsolutePath();
		String name = String.valueOf(path.getFileName());
		if (name.endsWith(OTHER_ENDING)) {
			throw new ConfigurationException(path.toString(), "the name of a profile ends with " + ENDING,
					"rename the file to " + name.substring(0, name.length() - OTHER_ENDING.length()) + ENDING);
		}
		try {
			return new File(path, Files.readString(path));
		}
		catch (IOException ex) {
			throw new ConfigurationException(path.toString(), "the file cannot be read",
					"make it a readable text file in YAML");
		}
	}

}
