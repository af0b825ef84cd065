package dev.naru.gateway.operation;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs and files that are not Maven's to bring. Where the whole build is proven they
 * have to be there; elsewhere a test without them says so and is skipped.
 */
final class Tool {

	/** The folder {@code deploy} of this checkout; tests run in {@code gateway}. */
	static final Path DEPLOY = Path.of("..", "deploy");

	private Tool() {
	}

	/**
	 * A program on the path.
	 * @param cure how to get it
	 */
	static String program(String name, String cure) {
		Optional<Path> found = Arrays
			.stream(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, name))
			.filter(Files::isExecutable)
			.findFirst();
		require(found.isPresent(), "'" + name + "' is not on the path: " + cure);
		return found.map(Path::toString).orElse(name);
	}

	/**
	 * A file that somebody has to fetch first.
	 * @param cure how to get it
	 */
	static Path file(Path file, String cure) {
		require(Files.exists(file), file + " is not there: " + cure);
		return file;
	}

	private static void require(boolean there, String otherwise) {
		if ("true".equals(System.getenv("CI"))) {
			Assertions.assertThat(there).as(otherwise).isTrue();
		}
		Assumptions.assumeTrue(there, otherwise);
	}

}
