package dev.naru.gateway.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.verification.Encoding;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Timestamp;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * The parts of a profile that are written in more than one way: a choice is an object
 * with one member, whose name is the function.
 */
final class ProfileSyntax {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

	/** RFC 6901; that of the whole body, which is empty, finds no scalar. */
	private static final Pattern POINTER = Pattern.compile("/([^~]|~[01])*");

	private static final Map<String, ChronoUnit> UNITS = Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m",
			ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

	private static final List<String> LOCAL = List.of("value", "pattern", "zone");

	private ProfileSyntax() {
	}

	static SimpleModule module() {
		return new SimpleModule("profile").addDeserializer(Value.class, reading(Value.class, ProfileSyntax::value))
			.addDeserializer(TimeValue.class, reading(TimeValue.class, ProfileSyntax::time))
			.addDeserializer(MessagePart.class, reading(MessagePart.class, ProfileSyntax::messagePart))
			.addDeserializer(Duration.class, reading(Duration.class, ProfileSyntax::duration))
			.addDeserializer(BodyFormat.class, words(BodyFormat.class))
			.addDeserializer(Encoding.class, words(Encoding.class))
			.addDeserializer(Scheme.Hash.class, words(Scheme.Hash.class))
			.addDeserializer(Scheme.SignatureAlgorithm.class, words(Scheme.SignatureAlgorithm.class))
			.addDeserializer(Timestamp.Unit.class, words(Timestamp.Unit.class));
	}

	private static <E extends Enum<E>> StdDeserializer<E> words(Class<E> type) {
		return reading(type, (node) -> word(type, text(node)));
	}

	private static <E extends Enum<E>> E word(Class<E> type, String word) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equalsIgnoreCase(word)) {
				return constant;
			}
		}
		throw unknown(word,
				Stream.of(type.getEnumConstants())
					.map((constant) -> constant.name().toLowerCase(Locale.ROOT))
					.collect(Collectors.joining(", ")));
	}

	private static <T> StdDeserializer<T> reading(Class<T> type, Function<JsonNode, T> function) {
		return new StdDeserializer<>(type) {

			@Override
			public T deserialize(JsonParser parser, DeserializationContext context) {
				return function.apply(context.readTree(parser));
			}

		};
	}

	private static Value value(JsonNode node) {
		if (node.isArray()) {
			return new Value.First(values(node));
		}
		Map.Entry<String, JsonNode> choice = choice(node);
		JsonNode parameter = choice.getValue();
		return switch (choice.getKey()) {
			case "header" -> new Value.Header(text(parameter));
			case "field" -> new Value.Field(pointer(parameter));
			case "query" -> new Value.Query(text(parameter));
			case "text" -> new Value.Text(text(parameter));
			case "sha256" -> bodyHash(parameter);
			case "concat" -> new Value.Concat(values(parameter));
			case "first" -> new Value.First(values(parameter));
			default -> throw unknown(choice.getKey(), "header, field, query, text, sha256, concat, first");
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

	private static Value bodyHash(JsonNode parameter) {
		if (!text(parameter).equals("body")) {
			throw new Mistake("there is a hash of the body only", "write {sha256: body}");
		}
		return new Value.BodyHash();
	}

	private static String pointer(JsonNode node) {
		String pointer = text(node);
		if (!POINTER.matcher(pointer).matches()) {
			throw new Mistake("'" + pointer + "' is not a JSON Pointer",
					"start it with a slash, as in /data/id; a slash in a name is ~1, and a tilde ~0");
		}
		return pointer;
	}

	private static TimeValue time(JsonNode node) {
		Map.Entry<String, JsonNode> choice = choice(node);
		JsonNode parameter = choice.getValue();
		return switch (choice.getKey()) {
			case "rfc3339" -> new TimeValue(value(parameter), new TimeValue.Format.Rfc3339());
			case "epoch-seconds" -> new TimeValue(value(parameter), new TimeValue.Format.EpochSeconds());
			case "epoch-millis" -> new TimeValue(value(parameter), new TimeValue.Format.EpochMillis());
			case "local" -> local(parameter);
			default -> throw unknown(choice.getKey(), "rfc3339, epoch-seconds, epoch-millis, local");
		};
	}

	private static TimeValue local(JsonNode node) {
		for (String name : node.propertyNames()) {
			if (!LOCAL.contains(name)) {
				throw unknown(name, String.join(", ", LOCAL));
			}
		}
		if (node.size() != LOCAL.size()) {
			throw new Mistake("a local time needs a value, a pattern and a zone",
					"write {local: {value: {field: /at}, pattern: yyyyMMddHHmmss, zone: Asia/Seoul}}");
		}
		return new TimeValue(value(node.get("value")),
				TimeValue.Format.Local.of(text(node.get("pattern")), zone(text(node.get("zone")))));
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

	private static MessagePart messagePart(JsonNode node) {
		if (node.isString()) {
			return given(node.asString());
		}
		Map.Entry<String, JsonNode> choice = choice(node);
		return switch (choice.getKey()) {
			case "text" -> new MessagePart.Text(text(choice.getValue()));
			case "header" -> new MessagePart.Header(text(choice.getValue()));
			case "config" -> new MessagePart.Config(text(choice.getValue()));
			default -> throw unknown(choice.getKey(), "text, header, config");
		};
	}

	private static MessagePart given(String name) {
		for (MessagePart.Given given : MessagePart.Given.values()) {
			if (given.name().equalsIgnoreCase(name)) {
				return given;
			}
		}
		throw unknown(name, "body, timestamp, method, url, path, secret, {text: …}, {header: …}, {config: …}");
	}

	private static Duration duration(JsonNode node) {
		Matcher matcher = DURATION.matcher(text(node));
		if (!matcher.matches()) {
			throw new Mistake("'" + text(node) + "' is not a duration", "write 300s, 5m or 1h");
		}
		return Duration.of(Long.parseLong(matcher.group(1)), UNITS.getOrDefault(matcher.group(2), ChronoUnit.SECONDS));
	}

	private static Map.Entry<String, JsonNode> choice(JsonNode node) {
		if (!node.isObject() || node.size() != 1) {
			throw new Mistake("one function belongs here", "write it as {header: X-Id} or {field: /id}");
		}
		return node.properties().iterator().next();
	}

	private static String text(JsonNode node) {
		if (!node.isValueNode() || node.isNull() || node.asString().isEmpty()) {
			throw new Mistake("a text belongs here", "write one that is not empty");
		}
		return node.asString();
	}

	private static Mistake unknown(String name, String known) {
		return new Mistake("'" + name + "' is not known here", "use one of " + known);
	}

}
