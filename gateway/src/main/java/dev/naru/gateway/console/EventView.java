package dev.naru.gateway.console;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.TailRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A record as a viewer sees it.
 *
 * @param source the source that the gateway wrote, empty if it wrote none
 * @param type the type that the gateway wrote, empty if it wrote none
 * @param line the event in the JSON format of CloudEvents, on one line
 */
record EventView(String source, String type, String line) {

	private static final JsonFactory JSON = new JsonFactory();

	private static final String CONTENT_TYPE = "content-type";

	private static final String ATTRIBUTE = "ce_";

	/**
	 * Reads a record in either mode of the CloudEvents Kafka binding, and anything else
	 * as data without attributes. What a record is, its headers of the gateway's own say:
	 * the value of a quarantined one is never taken for an event, nor that of one which
	 * no gateway wrote.
	 */
	static EventView of(TailRecord record) {
		Map<String, String> headers = record.headers();
		String source = headers.getOrDefault(Envelope.SOURCE, "");
		String type = headers.getOrDefault(Envelope.TYPE, "");
		String contentType = headers.getOrDefault(CONTENT_TYPE, "");
		boolean event = !type.isEmpty() && !type.equals(Envelope.QUARANTINED);
		String text = text(record.value());
		if (event && contentType.startsWith("application/cloudevents+json") && text != null && isJson(text)) {
			return new EventView(source, type, oneLine(text));
		}
		Map<String, String> attributes = new TreeMap<>();
		headers.forEach((name, value) -> {
			if (name.startsWith(ATTRIBUTE)) {
				attributes.put(name.substring(ATTRIBUTE.length()), value);
			}
		});
		if (!contentType.isEmpty()) {
			attributes.put("datacontenttype", contentType);
		}
		return new EventView(source, type, line(attributes, event, text, record.value()));
	}

	private static String line(Map<String, String> attributes, boolean event, @Nullable String text, byte[] value) {
		StringWriter line = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
			json.writeStartObject();
			attributes.forEach(json::writeStringProperty);
			if (text == null) {
				json.writeName("data_base64").writeBinary(value);
			}
			else if (event && isJson(text)) {
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
	 * Whether it is one JSON value and nothing more.
	 */
	private static boolean isJson(String text) {
		try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
			if (json.nextToken() == null) {
				return false;
			}
			json.skipChildren();
			return json.nextToken() == null;
		}
		catch (JacksonException ex) {
			return false;
		}
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
