package dev.naru.gateway.envelope;

import java.util.List;
import java.util.Map;

import dev.naru.gateway.provider.Payload;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Writes events as JSON. A JSON payload is copied in, byte for byte: numbers keep their
 * text whatever their size.
 */
final class EventJson {

	/** Few threads write, and they live long: each keeps its own buffers. */
	private static final JsonFactory JSON = JsonFactory.builder()
		.recyclerPool(JsonRecyclerPools.threadLocalPool())
		.build();

	private static final SerializedString DATA = new SerializedString("data");

	private static final SerializedString RESOURCE = new SerializedString("resource");

	private static final SerializedString KIND = new SerializedString("kind");

	private static final SerializedString ID = new SerializedString("id");

	private static final SerializedString STATE = new SerializedString("state");

	private static final SerializedString REFERENCES = new SerializedString("references");

	private static final SerializedString PAYLOAD = new SerializedString("payload");

	private EventJson() {
	}

	/**
	 * The whole event (CloudEvents JSON event format, section 3).
	 */
	static byte[] envelope(Map<Attribute, String> attributes, NormalizedEvent event) {
		ByteArrayBuilder bytes = new ByteArrayBuilder(JSON._getBufferRecycler());
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
			json.writeStartObject();
			for (Attribute attribute : Attribute.ALL) {
				String value = attributes.get(attribute);
				if (value != null) {
					json.writeName(attribute.inJson());
					json.writeString(value);
				}
			}
			json.writeName(DATA);
			data(json, bytes, event);
			json.writeEndObject();
		}
		return bytes.getClearAndRelease();
	}

	/**
	 * The event's data alone.
	 */
	static byte[] data(NormalizedEvent event) {
		ByteArrayBuilder bytes = new ByteArrayBuilder(JSON._getBufferRecycler());
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
			data(json, bytes, event);
		}
		return bytes.getClearAndRelease();
	}

	private static void data(JsonGenerator json, ByteArrayBuilder bytes, NormalizedEvent event) {
		json.writeStartObject();
		if (event.resource() != null) {
			json.writeName(RESOURCE);
			json.writeStartObject();
			json.writeName(KIND).writeString(event.resource().kind());
			json.writeName(ID).writeString(event.resource().id());
			json.writeEndObject();
		}
		if (event.state() != null) {
			json.writeName(STATE).writeString(event.state());
		}
		if (!event.references().isEmpty()) {
			json.writeName(REFERENCES);
			json.writeStartObject();
			for (Map.Entry<String, String> reference : event.references().entrySet()) {
				json.writeStringProperty(reference.getKey(), reference.getValue());
			}
			json.writeEndObject();
		}
		json.writeName(PAYLOAD);
		switch (event.payload()) {
			case Payload.Json(byte[] utf8) -> {
				// Brings the generator to where the value begins; the bytes then go past
				// it.
				json.writeRawValue("");
				json.flush();
				bytes.write(utf8);
			}
			case Payload.Form form -> form(json, form);
			case Payload.Xml(String text) -> json.writeString(text);
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
