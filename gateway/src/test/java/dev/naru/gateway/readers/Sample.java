package dev.naru.gateway.readers;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as it may stand on a topic, and how it is to be read.
 *
 * @param name tells it from the others
 * @param author who writes such records
 * @param record the record
 * @param meaning how it is to be read
 */
record Sample(String name, Author author, ConsumerRecord<String, byte[]> record, Meaning meaning) {

	/** Reads JSON and keeps every digit; writes it in ASCII. */
	static final JsonMapper EXACT = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		// UTF-8 has no form for half a character, which JSON may hold.
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.build();

	/** Who writes a record. */
	enum Author {

		/** The gateway, this one or a later one. */
		GATEWAY,

		/** Anybody else. */
		OTHER

	}

	/**
	 * The value of the last header of that name, or null.
	 */
	byte @Nullable [] header(String header) {
		Header last = this.record.headers().lastHeader(header);
		return (last != null) ? last.value() : null;
	}

	/**
	 * Whether the whole event stands in the record's value.
	 */
	boolean structured() {
		byte[] contentType = header("content-type");
		return contentType != null
				&& new String(contentType, StandardCharsets.UTF_8).startsWith("application/cloudevents+json");
	}

	/**
	 * The sample as JSON. Bytes are text where they are UTF-8, otherwise
	 * {@code {"base64": …}}.
	 */
	ObjectNode toJson() {
		ObjectNode json = EXACT.createObjectNode();
		json.put("name", this.name);
		json.put("author", (this.author == Author.GATEWAY) ? "gateway" : "other");
		json.put("topic", this.record.topic());
		json.put("key", this.record.key());
		ObjectNode headers = json.putObject("headers");
		for (Header header : this.record.headers()) {
			if (headers.replace(header.key(), bytes(header.value())) != null) {
				throw new AssertionError("twice a header: " + header.key());
			}
		}
		json.set("value", bytes(this.record.value()));
		ObjectNode expect = json.putObject("expect");
		switch (this.meaning) {
			case Meaning.Event event -> {
				ObjectNode attributes = expect.putObject("event");
				event.attributes().forEach(attributes::put);
				expect.set("data", event.data());
				if (!event.understood().isEmpty()) {
					ObjectNode understood = expect.putObject("understood");
					event.understood().forEach(understood::put);
				}
			}
			case Meaning.Quarantined quarantined -> {
				ObjectNode attributes = expect.putObject("quarantined");
				quarantined.attributes().forEach(attributes::put);
			}
			case Meaning.Unreadable unreadable -> expect.put("unreadable", unreadable.reason());
		}
		return json;
	}

	private static JsonNode bytes(byte @Nullable [] bytes) {
		if (bytes == null) {
			return EXACT.nullNode();
		}
		try {
			return EXACT.getNodeFactory()
				.stringNode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
		}
		catch (CharacterCodingException ex) {
			return EXACT.createObjectNode().put("base64", Base64.getEncoder().encodeToString(bytes));
		}
	}

}
