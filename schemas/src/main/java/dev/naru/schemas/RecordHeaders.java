package dev.naru.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
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
	 * The media type without its parameters, in lower case; empty when the record has
	 * none.
	 */
	Optional<String> mediaType() throws UnreadableEventException {
		String contentType = header("content-type");
		return Optional.ofNullable(contentType).map((value) -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
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
