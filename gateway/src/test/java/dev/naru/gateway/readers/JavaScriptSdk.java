package dev.naru.gateway.readers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/**
 * The CloudEvents SDK for JavaScript, in a process of its own that reads all samples at
 * once. Where {@code -Dnaru.readers.required=node} is given it has to be there; elsewhere
 * a test without it says so and is skipped.
 *
 * @param readings what it gave for each sample, by its name
 */
record JavaScriptSdk(Map<String, JsonNode> readings) implements Reader {

	private static final Path SOURCES = Path.of("src", "test", "resources", "readers");

	private static final List<String> INSTALLED_BY = List.of("package.json", "package-lock.json");

	/** On a machine that is busy. */
	private static final Duration PATIENCE = Duration.ofMinutes(3);

	/**
	 * Installs it where it is not yet installed, and has it read.
	 * @param corpus the samples, one a line
	 */
	static JavaScriptSdk over(Path corpus) throws IOException, InterruptedException {
		for (String program : List.of("node", "npm")) {
			require(isOnPath(program), "'" + program + "' is not on the path: apt-get install npm");
		}
		Path folder = Files.createDirectories(Path.of("target", "readers", "node"));
		Path log = folder.resolve("log");
		if (!isInstalled(folder)) {
			for (String file : INSTALLED_BY) {
				Files.copy(SOURCES.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
			}
			boolean installed = run(folder, log, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
			require(installed, "npm cannot install the CloudEvents SDK: " + Files.readString(log));
		}
		Files.copy(SOURCES.resolve("read.mjs"), folder.resolve("read.mjs"), StandardCopyOption.REPLACE_EXISTING);
		Path readings = folder.resolve("readings.jsonl").toAbsolutePath();
		Files.deleteIfExists(readings);
		boolean read = run(folder, log, "node", "read.mjs", corpus.toAbsolutePath().toString(), readings.toString());
		Assertions.assertThat(read).as(() -> text(log)).isTrue();
		Map<String, JsonNode> byName = new HashMap<>();
		for (String line : Files.readAllLines(readings)) {
			JsonNode reading = Sample.EXACT.readTree(line);
			byName.put(reading.get("name").asString(), reading);
		}
		return new JavaScriptSdk(byName);
	}

	private static boolean isOnPath(String program) {
		return Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

	private static boolean isInstalled(Path folder) throws IOException {
		// npm writes this file last.
		if (!Files.exists(folder.resolve("node_modules").resolve(".package-lock.json"))) {
			return false;
		}
		for (String file : INSTALLED_BY) {
			if (!Files.exists(folder.resolve(file))
					|| Files.mismatch(folder.resolve(file), SOURCES.resolve(file)) != -1) {
				return false;
			}
		}
		return true;
	}

	private static boolean run(Path folder, Path log, String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		process.destroyForcibly();
		return ended && process.exitValue() == 0;
	}

	private static void require(boolean there, String otherwise) {
		if (List.of(System.getProperty("naru.readers.required", "").split(",")).contains("node")) {
			Assertions.assertThat(there).as(otherwise).isTrue();
		}
		Assumptions.assumeTrue(there, otherwise);
	}

	private static String text(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	@Override
	public Given read(Sample sample) {
		JsonNode reading = this.readings.get(sample.name());
		if (reading == null) {
			throw new AssertionError("it was not asked for " + sample.name());
		}
		if (reading.has("error")) {
			throw new IllegalArgumentException(reading.get("error").asString());
		}
		Map<String, String> attributes = new TreeMap<>();
		reading.get("attributes")
			.properties()
			.forEach((attribute) -> attributes.put(attribute.getKey(), attribute.getValue().asString()));
		return new Given.Event(attributes, reading.get("data"));
	}

	@Override
	public ChronoUnit unit() {
		return ChronoUnit.MILLIS;
	}

}
