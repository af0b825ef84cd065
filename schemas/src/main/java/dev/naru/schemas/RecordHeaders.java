package dev.naru.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a Kafka record as the <a href=
 * "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 * binding</a> uses them: UTF-8, attributes of binary mode under {@code ce_}, the media
 * type under {@code content-type}.
 */
record RecordHeaders(Function<String, byte @Nullable []> lookup) implements Attributes {

	/**
	 * The media type without its parameters, in lower case.
	 */
	String mediaType() throws UnreadableEventException {
		return own("content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
	}

	/**
	 * The text of a header that the gateway writes in every record.
	 */
	String own(String name) throws UnreadableEventException {
		String text = header(name);
		if (text == null) {
			throw new UnreadableEventException(
					"header \"" + name + "\" is missing: the gateway did not write the record");
		}
		return text;
	}

	@Override
	public String place(String name) {
		return "header \"ce_" + name + "\"";
	}

	@Override
	public @Nullable String text(String name) throws UnreadableEventException {
		return header("ce_" + name);
	}

	private @Nullable String header(String name) throws UnreadableEventException {
		byte[] value = this.lookup.apply(name);
		if (value == null) {
			return null;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new UnreadableEventException("header \"" + name + "\" is not UTF-8", ex);
		}
	}

}
