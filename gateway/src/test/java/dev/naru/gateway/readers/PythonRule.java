package dev.naru.gateway.readers;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of the CloudEvents SDK for Python, 2.x: any header that begins with
 * {@code ce_} means binary mode, whatever the content type; attributes in headers are
 * percent-decoded; the key is the attribute {@code partitionkey}.
 */
final class PythonRule implements Reader {

	private static final String PREFIX = "ce_";

	private static final Pattern JSON = Pattern.compile("(application|text)/([a-zA-Z0-9\\-.]+\\+)?json(;.*)?");

	private static final Pattern ESCAPED = Pattern.compile("(%[0-9a-fA-F]{2})+");

	private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");

	@Override
	public Given read(Sample sample) throws CharacterCodingException {
		Map<String, String> headers = new TreeMap<>();
		for (Header header : sample.record().headers()) {
			headers.put(header.key().toLowerCase(Locale.ROOT), text(header.value()));
		}
		byte[] value = Objects.requireNonNull(sample.record().value());
		boolean binary = headers.keySet().stream().anyMatch((name) -> name.startsWith(PREFIX));
		Given.Event event = binary ? binary(headers, value) : structured(value);
		if (sample.record().key() != null) {
			event.attributes().put("partitionkey", sample.record().key());
		}
		check(event.attributes());
		return event;
	}

	private static Given.Event binary(Map<String, String> headers, byte[] value) {
		Map<String, String> attributes = new TreeMap<>();
		headers.forEach((name, text) -> {
			if (name.startsWith(PREFIX)) {
				attributes.put(name.substring(PREFIX.length()), unescaped(text));
			}
			else if (name.equals("content-type")) {
				attributes.put("datacontenttype", text);
			}
		});
		boolean json = JSON.matcher(attributes.getOrDefault("datacontenttype", "")).matches();
		JsonNode data = json ? Sample.EXACT.readTree(value)
				: Sample.EXACT.getNodeFactory().stringNode(Base64.getEncoder().encodeToString(value));
		return new Given.Event(attributes, data);
	}

	private static Given.Event structured(byte[] value) throws CharacterCodingException {
		ObjectNode event = (ObjectNode) Sample.EXACT.readTree(text(value));
		Map<String, String> attributes = new TreeMap<>();
		event.properties()
			.stream()
			.filter((member) -> !member.getKey().equals("data"))
			.forEach((member) -> attributes.put(member.getKey(), member.getValue().asString()));
		return new Given.Event(attributes, event.path("data"));
	}

	private static void check(Map<String, String> attributes) {
		for (String name : List.of("id", "source", "type", "specversion")) {
			require(attributes.containsKey(name), "Missing required attribute: '" + name + "'");
		}
		require("1.0".equals(attributes.get("specversion")), "Attribute 'specversion' must be '1.0'");
		if (attributes.containsKey("time")) {
			OffsetDateTime.parse(Objects.requireNonNull(attributes.get("time")));
		}
		attributes.forEach((name, value) -> {
			require(NAME.matcher(name).matches(), "'" + name + "' is no name of an attribute");
			require(!List.of("subject", "datacontenttype", "dataschema").contains(name) || !value.isEmpty(),
					"Attribute '" + name + "' must not be empty");
		});
	}

	private static void require(boolean held, String otherwise) {
		if (!held) {
			throw new IllegalArgumentException(otherwise);
		}
	}

	private static String text(byte[] bytes) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
	}

	private static String unescaped(String text) {
		return ESCAPED.matcher(text).replaceAll(PythonRule::unescaped);
	}

	private static String unescaped(MatchResult escaped) {
		byte[] bytes = HexFormat.of().parseHex(escaped.group().replace("%", ""));
		return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
	}

	@Override
	public ChronoUnit unit() {
		return ChronoUnit.MICROS;
	}

	@Override
	public @Nullable String fault(Sample sample) {
		boolean escaped = sample.meaning() instanceof Meaning.Event event && !sample.structured()
				&& event.attributes().values().stream().anyMatch((value) -> ESCAPED.matcher(value).find());
		return escaped ? "in binary mode takes `%41` in an attribute for an escaped `A`" : null;
	}

}
