package dev.naru.gateway.envelope;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import dev.naru.gateway.provider.Payload;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes events as JSON. A JSON payload is copied in, byte for byte: numbers keep their
 * text whatever their size.
 */
final class EventJson {

	private static final JsonFactory JSON = new JsonFactory();

	private static final int ROOM_FOR_ATTRIBUTES = 1024;

	private EventJson() {
	}

	/**
	 * The whole event (CloudEvents JSON event format, section 3).
	 */
	static byte[] envelope(Map<String, String> attributes, NormalizedEvent event) {
		return write(event, (json, bytes) -> {
			json.writeStartObject();
			attributes.forEach(json::writeStringProperty);
			json.writeName("data");
			data(json, bytes, event);
			json.writeEndObject();
		});
	}

	/**
	 * The event's data alone.
	 */
	static byte[] data(NormalizedEvent event) {
		return write(event, (json, bytes) -> data(json, bytes, event));
	}

	private static byte[] write(NormalizedEvent event, BiConsumer<JsonGenerator, ByteArrayOutputStream> content) {
		int size = switch (event.payload()) {
			case Payload.Json(byte[] utf8) -> utf8.length;
			case Payload.Form form -> 3 * form.text().length();
		};
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(size + ROOM_FOR_ATTRIBUTES);
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
			content.accept(json, bytes);
		}
		return bytes.toByteArray();
	}

	private static void data(JsonGenerator json, ByteArrayOutputStream bytes, NormalizedEvent event) {
		json.writeStartObject();
		if (event.resource() != null) {
			json.writeName("resource");
			json.writeStartObject();
			json.writeStringProperty("kind", event.resource().kind());
			json.writeStringProperty("id", event.resource().id());
			json.writeEndObject();
		}
		if (event.state() != null) {
			json.writeStringProperty("state", event.state());
		}
		if (!event.references().isEmpty()) {
			json.writeName("references");
			json.writeStartObject();
			event.references().forEach(json::writeStringProperty);
			json.writeEndObject();
		}
		json.writeName("payload");
		switch (event.payload()) {
			case Payload.Json(byte[] utf8) -> {
				// Brings the generator to where the value begins; the bytes then go past
				// it.
				json.writeRawValue("");
				json.flush();
				bytes.writeBytes(utf8);
			}
			case Payload.Form form -> form(json, form);
		}
		json.writeEndObject();
	}

	private static void form(JsonGenerator json, Payload.Form form) {
		json.writeStartObject();
		form.fields().values().forEach((name, values) -> {
			json.writeName(name);
			if (values.size() == 1) {
				json.writeString(values.get(0));
			}
			else {
				strings(json, values);
			}
		});
		json.writeEndObject();
		json.writeStringProperty("raw", form.text());
	}

	private static void strings(JsonGenerator json, List<String> values) {
		json.writeStartArray();
		values.forEach(json::writeString);
		json.writeEndArray();
	}

}
