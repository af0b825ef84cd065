package dev.naru.gateway.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.naru.gateway.verification.MessagePart;
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

	private static final Map<String, ChronoUnit> UNITS = Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m",
			ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

	private ProfileSyntax() {
	}

	static SimpleModule module() {
		return new SimpleModule("profile").addDeserializer(Value.class, reading(Value.class, ProfileSyntax::value))
			.addDeserializer(TimeValue.class, reading(TimeValue.class, ProfileSyntax::time))
			.addDeserializer(MessagePart.class, reading(MessagePart.class, ProfileSyntax::messagePart))
			.addDeserializer(Duration.class, reading(Duration.class, ProfileSyntax::duration));
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
			throw new IllegalArgumentException("expected a list of values here");
		}
		List<Value> values = new ArrayList<>();
		list.forEach((item) -> values.add(value(item)));
		return List.copyOf(values);
	}

	private static Value bodyHash(JsonNode parameter) {
		if (!text(parameter).equals("body")) {
			throw new IllegalArgumentException("'sha256' is known of the body only: write {sha256: body}");
		}
		return new Value.BodyHash();
	}

	private static String pointer(JsonNode node) {
		String pointer = text(node);
		if (!pointer.startsWith("/")) {
			throw new IllegalArgumentException(
					"'" + pointer + "' is not a JSON Pointer: it starts with a slash, as in /data/id");
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
			if (!List.of("value", "pattern", "zone").contains(name)) {
				throw unknown(name, "value, pattern, zone");
			}
		}
		if (!node.has("value") || !node.has("pattern") || !node.has("zone")) {
			throw new IllegalArgumentException("'local' needs 'value', 'pattern' and 'zone'");
		}
		try {
			return new TimeValue(value(node.get("value")),
					TimeValue.Format.Local.of(text(node.get("pattern")), ZoneId.of(text(node.get("zone")))));
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("no time zone has the name '" + text(node.get("zone")) + "'", ex);
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
			throw new IllegalArgumentException("'" + text(node) + "' is not a duration: write 300s, 5m or 1h");
		}
		return Duration.of(Long.parseLong(matcher.group(1)), UNITS.getOrDefault(matcher.group(2), ChronoUnit.SECONDS));
	}

	private static Map.Entry<String, JsonNode> choice(JsonNode node) {
		if (!node.isObject() || node.size() != 1) {
			throw new IllegalArgumentException("expected one function here, such as {header: webhook-id}");
		}
		return node.properties().iterator().next();
	}

	private static String text(JsonNode node) {
		if (!node.isValueNode() || node.isNull()) {
			throw new IllegalArgumentException("expected a text here");
		}
		return node.asString();
	}

	private static IllegalArgumentException unknown(String name, String known) {
		return new IllegalArgumentException("'" + name + "' is not known here; use one of " + known);
	}

}
