package dev.naru.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files that tests read.
 */
final class Samples {

	private static final Path SAMPLES = Path.of("src/test/resources/dev/naru/schemas");

	/** Where the schemas, the catalogue and the AsyncAPI document are. */
	static final Path RESOURCES = Path.of("src/main/resources/dev/naru/schemas");

	private Samples() {
	}

	static ObjectNode event(String name) {
		return (ObjectNode) json(SAMPLES.resolve("events/" + name + ".json"));
	}

	/** All payloads of one provider's version. */
	static List<Path> payloads(String provider, String version) {
		return files(SAMPLES.resolve("payloads").resolve(provider).resolve(version));
	}

	static ObjectNode payload(String path) {
		return (ObjectNode) json(SAMPLES.resolve("payloads/" + path + ".json"));
	}

	static List<Path> files(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static JsonNode json(Path file) {
		return JsonMapper.shared().readTree(file);
	}

}
