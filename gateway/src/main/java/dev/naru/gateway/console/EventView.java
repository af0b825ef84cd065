package dev.naru.gateway.console;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import dev.naru.gateway.publication.TailRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A record as a viewer sees it.
 *
 * @param source the CloudEvents source, empty if the record has none
 * @param type the CloudEvents type, empty if the record has none
 * @param line the event in the JSON format of CloudEvents, on one line
 */
record EventView(String source, String type, String line) {

	private static final JsonFactory JSON = new JsonFactory();

	private static final String CONTENT_TYPE = "content-type";

	private static final String ATTRIBUTE = "ce_";

	/**
	 * Reads a record in either mode of the CloudEvents Kafka binding, and anything else
	 * as data without attributes.
	 */
	static EventView of(TailRecord record) {
		String text = text(record.value());
		String contentType = record.headers().getOrDefault(CONTENT_TYPE, "");
		if (contentType.startsWith("application/cloudevents+json") && text != null) {
			Map<String, String> attributes = attributes(text);
			if (attributes != null) {
				return of(attributes, oneLine(text));
			}
		}
		Map<String, String> attributes = new TreeMap<>();
		record.headers().forEach((name, value) -> {
			if (name.startsWith(ATTRIBUTE)) {
				attributes.put(name.substring(ATTRIBUTE.length()), value);
			}
		});
		if (!contentType.isEmpty()) {
			attributes.put("datacontenttype", contentType);
		}
		return of(attributes, structured(attributes, text, record.value()));
	}

	private static EventView of(Map<String, String> attributes, String line) {
		return new EventView(attributes.getOrDefault("source", ""), attributes.getOrDefault("type", ""), line);
	}

	private static String structured(Map<String, String> attributes, @Nullable String text, byte[] value) {
		StringWriter line = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
			json.writeStartObject();
			attributes.forEach(json::writeStringProperty);
			if (text == null) {
				json.writeName("data_base64").writeBinary(value);
			}
			else if (isJson(attributes.getOrDefault("datacontenttype", "")) && attributes(text) != null) {
				json.writeName("data").writeRawValue(oneLine(text));
			}
			else if (!text.isEmpty()) {
				json.writeStringProperty("data", text);
			}
			json.writeEndObject();
		}
		return line.toString();
	}

	/**
	 * The texts at the top of a JSON object.
	 * @return those, none if it is another JSON value, or null if it is not JSON
	 */
	private static @Nullable Map<String, String> attributes(String text) {
		Map<String, String> attributes = new TreeMap<>();
		try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
			if (json.nextToken() == null) {
				return null;
			}
			int depth = json.currentToken().isStructStart() ? 1 : 0;
			while (depth > 0) {
				JsonToken token = json.nextToken();
				if (depth == 1 && token == JsonToken.VALUE_STRING && json.currentName() != null) {
					attributes.put(json.currentName(), json.getString());
				}
				depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
			}
			return (json.nextToken() == null) ? attributes : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static boolean isJson(String contentType) {
		String type = contentType.split(";", 2)[0].strip();
		return type.equals("application/json") || type.endsWith("+json");
	}

	/**
	 * In JSON a line break can stand between tokens only, where a space does as well.
	 */
	static String oneLine(String json) {
		return json.replace('\r', ' ').replace('\n', ' ');
	}

	private static @Nullable String text(byte[] value) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
