package dev.naru.gateway.provider;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * How a profile writes where a text or a time stands.
 */
final class ValueSyntax {

	/** RFC 6901; that of the whole body, which is empty, finds no scalar. */
	private static final Pattern POINTER = Pattern.compile("/([^~]|~[01])*");

	private static final List<String> ZONED = List.of("value", "pattern");

	private static final List<String> LOCAL = List.of("value", "pattern", "zone");

	private ValueSyntax() {
	}

	static Value value(JsonNode node) {
		if (node.isArray()) {
			return first(values(node));
		}
		Map.Entry<String, JsonNode> choice = ProfileSyntax.choice(node);
		JsonNode parameter = choice.getValue();
		return switch (choice.getKey()) {
			case "header" -> new Value.Header(ProfileSyntax.header(parameter));
			case "field" -> new Value.Field(pointer(parameter));
			case "around" -> new Value.Around(pointer(parameter));
			case "name-of" -> nameOf(parameter);
			case "config" -> config(parameter);
			case "query" -> new Value.Query(ProfileSyntax.text(parameter));
			case "text" -> new Value.Text(ProfileSyntax.text(parameter));
			case "sha256" -> bodyHash(parameter);
			case "concat" -> new Value.Concat(values(parameter));
			case "first" -> first(values(parameter));
			default -> throw ProfileSyntax.unknown(choice.getKey(),
					"header, field, around, name-of, config, query, text, sha256, concat, first");
		};
	}

	private static List<Value> values(JsonNode list) {
		if (!list.isArray() || list.isEmpty()) {
			throw new Mistake("a list of values belongs here", "write it as [{header: X-Id}, {field: /id}]");
		}
		List<Value> values = new ArrayList<>();
		list.forEach((item) -> values.add(value(item)));
		return List.copyOf(values);
	}

	private static Value first(List<Value> choices) {
		for (int i = 0; i < choices.size() - 1; i++) {
			if (choices.get(i).isAlwaysThere()) {
				throw new Mistake(
						"what stands behind choice " + (i + 1) + " of the list is never read: that one is always there",
						"put it last, or remove what stands behind it");
			}
		}
		return new Value.First(choices);
	}

	private static Value config(JsonNode parameter) {
		if (!parameter.isObject()) {
			return new Value.Config(ProfileSyntax.text(parameter), List.of());
		}
		Map.Entry<String, JsonNode> key = ProfileSyntax.choice(parameter);
		if (!key.getValue().isArray() || key.getValue().isEmpty()) {
			throw new Mistake("a list of words belongs here", "write it as {config: {capture: [automatic, manual]}}");
		}
		return new Value.Config(key.getKey(), key.getValue().valueStream().map(ProfileSyntax::text).toList());
	}

	private static Value nameOf(JsonNode list) {
		if (!list.isArray() || list.isEmpty()) {
			throw new Mistake("a list of JSON Pointers belongs here", "write it as [/message/is_echo, /message]");
		}
		return new Value.NameOf(list.valueStream().map(ValueSyntax::pointer).toList());
	}

	private static Value bodyHash(JsonNode parameter) {
		if (!ProfileSyntax.text(parameter).equals("body")) {
			throw new Mistake("there is a hash of the body only", "write {sha256: body}");
		}
		return new Value.BodyHash();
	}

	static boolean isPointer(String text) {
		return POINTER.matcher(text).matches();
	}

	static String pointer(JsonNode node) {
		String pointer = ProfileSyntax.text(node);
		if (!isPointer(pointer)) {
			throw new Mistake("'" + pointer + "' is not a JSON Pointer",
					"start it with a slash, as in /data/id; a slash in a name is ~1, and a tilde ~0");
		}
		return pointer;
	}

	static TimeValue time(JsonNode node) {
		Map.Entry<String, JsonNode> choice = ProfileSyntax.choice(node);
		JsonNode parameter = choice.getValue();
		return switch (choice.getKey()) {
			case "rfc3339" -> new TimeValue(value(parameter), new TimeValue.Format.Rfc3339());
			case "epoch-seconds" -> new TimeValue(value(parameter), new TimeValue.Format.EpochSeconds());
			case "epoch-millis" -> new TimeValue(value(parameter), new TimeValue.Format.EpochMillis());
			case "local" -> local(parameter);
			case "zoned" -> zoned(parameter);
			default ->
				throw ProfileSyntax.unknown(choice.getKey(), "rfc3339, epoch-seconds, epoch-millis, local, zoned");
		};
	}

	private static void only(JsonNode node, List<String> names) {
		for (String name : node.propertyNames()) {
			if (!names.contains(name)) {
				throw ProfileSyntax.unknown(name, String.join(", ", names));
			}
		}
	}

	private static TimeValue zoned(JsonNode node) {
		only(node, ZONED);
		if (node.size() != ZONED.size()) {
			throw new Mistake("a time with an offset needs a value and a pattern",
					"write {zoned: {value: {field: /at}, pattern: \"yyyy-MM-dd'T'HH:mm:ssXX\"}}");
		}
		return new TimeValue(value(node.get("value")),
				TimeValue.Format.Zoned.of(ProfileSyntax.text(node.get("pattern"))));
	}

	private static TimeValue local(JsonNode node) {
		only(node, LOCAL);
		if (node.size() != LOCAL.size()) {
			throw new Mistake("a local time needs a value, a pattern and a zone",
					"write {local: {value: {field: /at}, pattern: yyyyMMddHHmmss, zone: Asia/Seoul}}");
		}
		return new TimeValue(value(node.get("value")), TimeValue.Format.Local
			.of(ProfileSyntax.text(node.get("pattern")), zone(ProfileSyntax.text(node.get("zone")))));
	}

	private static ZoneId zone(String name) {
		try {
			return ZoneId.of(name);
		}
		catch (DateTimeException ex) {
			throw new Mistake("no time zone has the name '" + name + "'",
					"write a name such as Asia/Seoul, an offset such as +09:00, or UTC");
		}
	}

}
