package dev.naru.gateway.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.ConfigurationFile;

/**
 * The operator's own profiles, as their files stand there: those of the later folder
 * count.
 *
 * @param files the text of each file, in the order of their folders and names
 */
public record OwnProfiles(List<File> files) {

	private static final String ENDING = ".yaml";

	private static final String OTHER_ENDING = ".yml";

	/** The most characters of all files together. */
	private static final long LARGEST = 16L << 20;

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
	 * @throws ConfigurationException if a folder or a file cannot be read, or is too
	 * large
	 */
	public static OwnProfiles read(List<Path> folders) {
		List<File> files = new ArrayList<>();
		long size = 0;
		for (Path path : folders.stream().flatMap(OwnProfiles::files).toList()) {
			File file = file(path);
			size += file.text().length();
			if (size > LARGEST) {
				throw new ConfigurationException("naru.providers.locations",
						"the profiles are larger than 16 MB, all together", "remove those that no source uses");
			}
			files.add(file);
		}
		return new OwnProfiles(List.copyOf(files));
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
		return new File(path, new ConfigurationFile(path, ProfileLoader.LARGEST).text(path.toString(), "the file",
				ProfileLoader.READABLE));
	}

}
