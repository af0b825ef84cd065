package dev.naru.gateway.provider;

import java.util.HashMap;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Names places in a profile file as people look for them: the file, the line, and the
 * path of keys.
 *
 * @param file the file's whole name
 * @param yaml its content
 */
record Places(String file, byte[] yaml) {

	/** No profile that people write comes near these limits. */
	static final YAMLFactory YAML = new YAMLFactory().rebuild()
		.streamReadConstraints(
				StreamReadConstraints.builder().maxNestingDepth(50).maxNameLength(1000).maxTokenCount(100_000).build())
		.build();

	/** Paths that are longer are not looked for. */
	private static final int LONGEST_PATH = 1000;

	/**
	 * @param path keys behind dots and positions in brackets, such as
	 * {@code verify[0].hmac}; empty for the whole file
	 */
	String of(String path) {
		if (path.isEmpty()) {
			return this.file;
		}
		Map<String, Integer> lines = lines();
		for (String known = path; !known.isEmpty(); known = parent(known)) {
			Integer line = lines.get(known);
			if (line != null) {
				return line(line) + ", " + path;
			}
		}
		return this.file + ", " + path;
	}

	/**
	 * @param line a line of the file, counted from 1
	 */
	String line(int line) {
		return this.file + ", line " + line;
	}

	private static String parent(String path) {
		return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
	}

	private Map<String, Integer> lines() {
		Map<String, Integer> lines = new HashMap<>();
		try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), this.yaml)) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				TokenStreamContext context = parser.streamReadContext();
				String path = path(token.isStructStart() ? context.getParent() : context);
				if (path.length() <= LONGEST_PATH) {
					lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
				}
			}
		}
		catch (JacksonException ex) {
			// What stands behind a fault is not known.
		}
		return lines;
	}

	private static String path(TokenStreamContext context) {
		if (context.inRoot()) {
			return "";
		}
		String parent = path(context.getParent());
		if (context.inArray()) {
			return parent + "[" + context.getCurrentIndex() + "]";
		}
		return parent + (parent.isEmpty() ? "" : ".") + context.currentName();
	}

}
