package dev.naru.gateway.provider;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.Encoding;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Timestamp;
import dev.naru.gateway.webhook.Headers;
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

	private static final String FORMATS = "json, form, query, {json-in-form: …}, {xml-in-form: …}";

	private ProfileSyntax() {
	}

	static SimpleModule module() {
		return new SimpleModule("profile").addDeserializer(Value.class, reading(Value.class, ValueSyntax::value))
			.addDeserializer(TimeValue.class, reading(TimeValue.class, ValueSyntax::time))
			.addDeserializer(MessagePart.class, reading(MessagePart.class, ProofSyntax::messagePart))
			.addDeserializer(Duration.class, reading(Duration.class, ProfileSyntax::duration))
			.addDeserializer(BodyFormat.class, reading(BodyFormat.class, ProfileSyntax::bodyFormat))
			.addDeserializer(Charset.class, reading(Charset.class, ProfileSyntax::charset))
			.addDeserializer(Coverage.class, words(Coverage.class))
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

	/**
	 * A format without parameters is a word, one with a parameter a choice.
	 */
	private static BodyFormat bodyFormat(JsonNode node) {
		if (node.isString()) {
			return switch (node.asString()) {
				case "json" -> new BodyFormat.Json();
				case "form" -> new BodyFormat.Form();
				case "query" -> new BodyFormat.Query();
				default -> throw unknown(node.asString(), FORMATS);
			};
		}
		Map.Entry<String, JsonNode> choice = choice(node);
		return switch (choice.getKey()) {
			case "json-in-form" -> new BodyFormat.JsonInForm(text(choice.getValue()));
			case "xml-in-form" -> new BodyFormat.XmlInForm(text(choice.getValue()));
			default -> throw unknown(choice.getKey(), FORMATS);
		};
	}

	private static Charset charset(JsonNode node) {
		try {
			return Charset.forName(text(node));
		}
		catch (IllegalArgumentException ex) {
			throw new Mistake("no charset has the name '" + text(node) + "'",
					"write a name such as UTF-8, EUC-KR, MS949 or Shift_JIS");
		}
	}

	private static Duration duration(JsonNode node) {
		Matcher matcher = DURATION.matcher(text(node));
		if (!matcher.matches()) {
			throw new Mistake("'" + text(node) + "' is not a duration", "write 300s, 5m or 1h");
		}
		return Duration.of(Long.parseLong(matcher.group(1)), UNITS.getOrDefault(matcher.group(2), ChronoUnit.SECONDS));
	}

	static Map.Entry<String, JsonNode> choice(JsonNode node) {
		if (!node.isObject() || node.size() != 1) {
			throw new Mistake("one function belongs here", "write it as {header: X-Id} or {field: /id}");
		}
		return node.properties().iterator().next();
	}

	static String text(JsonNode node) {
		if (!node.isValueNode() || node.isNull() || node.asString().isEmpty()) {
			throw new Mistake("a text belongs here", "write one that is not empty");
		}
		return node.asString();
	}

	static String header(JsonNode node) {
		String name = text(node);
		if (!Headers.isName(name)) {
			throw noHeader(name);
		}
		return name;
	}

	static Mistake noHeader(String name) {
		return new Mistake("'" + name + "' cannot be the name of a header",
				"write the name alone, such as X-Signature: no colon, no space, no value");
	}

	static Mistake unknown(String name, String known) {
		return new Mistake("'" + name + "' is not known here", "use one of " + known);
	}

}
