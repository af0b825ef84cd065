package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a provider signs, put together out of a delivery.
 */
final class SignedMessage {

	private final List<MessagePart> parts;

	private final Source source;

	private final SignedUrl url;

	/** The part that is the URL; null if none is. */
	private final MessagePart.@Nullable Given urlPart;

	private SignedMessage(List<MessagePart> parts, Source source) {
		this.parts = parts;
		this.source = source;
		this.url = new SignedUrl(source.publicUrl());
		this.urlPart = parts.stream()
			.filter(MessagePart::isUrl)
			.map(MessagePart.Given.class::cast)
			.findFirst()
			.orElse(null);
	}

	static SignedMessage of(List<MessagePart> parts, Source source) {
		for (MessagePart part : parts) {
			if (part instanceof MessagePart.Config(String key)) {
				configured(source, key);
			}
			if (part.isUrl() && source.publicUrl() == null) {
				throw new ConfigurationException(source.key("public-url"),
						"provider " + source.provider() + " signs the URL it was given, and it is not set",
						"set it to exactly the URL that was entered at the provider");
			}
		}
		return new SignedMessage(List.copyOf(parts), source);
	}

	/**
	 * A value that the operator has to give.
	 * @throws ConfigurationException if it is not given
	 */
	static String configured(Source source, String key) {
		String value = source.config().get(key);
		if (value == null) {
			throw new ConfigurationException(source.key("config." + key),
					"provider " + source.provider() + " signs this value, and it is not set",
					"add it under 'config' of the source");
		}
		return value;
	}

	/**
	 * In how many ways the sender may have spelt what it signed.
	 */
	int spellings(Delivery delivery) {
		return (this.urlPart != null) ? this.url.spellings(this.urlPart, delivery).size() : 1;
	}

	/**
	 * The message in pieces.
	 * @param content the pieces of the body that the message asks for
	 * @param timestamp the raw text of the timestamp, or empty if the scheme has none
	 * @param secret the text of the secret
	 * @param spelling which of the ways to spell it, counted from 0
	 * @return the pieces, or null if one of them is absent, repeated or not made of bytes
	 */
	byte @Nullable [][] pieces(Delivery delivery, Content content, byte[] timestamp, String secret, int spelling) {
		byte[][] pieces = new byte[this.parts.size()][];
		for (int i = 0; i < pieces.length; i++) {
			byte[] piece = piece(this.parts.get(i), delivery, content, timestamp, secret, spelling);
			if (piece == null) {
				return null;
			}
			pieces[i] = piece;
		}
		return pieces;
	}

	/**
	 * Names the pieces of a message.
	 */
	SigningInput named(byte[][] pieces) {
		List<SigningInput.Part> named = new ArrayList<>(pieces.length);
		for (int i = 0; i < pieces.length; i++) {
			named.add(new SigningInput.Part(this.parts.get(i), pieces[i]));
		}
		return new SigningInput(named);
	}

	/**
	 * The first part that a delivery has not, for whoever wants to sign it.
	 */
	@Nullable MessagePart missing(Delivery delivery, Content content) {
		return this.parts.stream()
			.filter((part) -> piece(part, delivery, content, new byte[0], "", 0) == null)
			.findFirst()
			.orElse(null);
	}

	private byte @Nullable [] piece(MessagePart part, Delivery delivery, Content content, byte[] timestamp,
			String secret, int spelling) {
		return switch (part) {
			case MessagePart.Text(String text) -> utf8(text);
			case MessagePart.Header(String name) -> header(delivery, name);
			case MessagePart.Query(String name) -> utf8(Place.parameter(delivery, name));
			case MessagePart.Form(String name) -> utf8(content.form(name));
			case MessagePart.Field(String pointer, boolean optional) -> {
				String text = content.field(pointer);
				yield utf8((text == null && optional) ? "" : text);
			}
			case MessagePart.Config(String key) -> utf8(this.source.config().get(key));
			case MessagePart.Given.BODY -> delivery.body();
			case MessagePart.Given.CRC32 -> checksum(delivery.body());
			case MessagePart.Given.SORTED_FORM -> sorted(content.form());
			case MessagePart.Given.TIMESTAMP -> timestamp;
			case MessagePart.Given.METHOD -> received(delivery.method());
			case MessagePart.Given.PATH -> received(delivery.path());
			case MessagePart.Given.URL, MessagePart.Given.URL_ANY_PORT, MessagePart.Given.URL_DECODED ->
				received(this.url.spellings((MessagePart.Given) part, delivery).get(spelling));
			case MessagePart.Given.SECRET -> utf8(secret);
		};
	}

	private static byte @Nullable [] utf8(@Nullable String text) {
		return (text != null) ? text.getBytes(StandardCharsets.UTF_8) : null;
	}

	private static byte[] checksum(byte[] body) {
		CRC32 crc = new CRC32();
		crc.update(body);
		return Long.toString(crc.getValue()).getBytes(StandardCharsets.US_ASCII);
	}

	private static byte @Nullable [] sorted(@Nullable Parameters form) {
		if (form == null) {
			return null;
		}
		StringBuilder text = new StringBuilder();
		new TreeMap<>(form.values())
			.forEach((name, values) -> new TreeSet<>(values).forEach((value) -> text.append(name).append(value)));
		return utf8(text.toString());
	}

	private static byte @Nullable [] header(Delivery delivery, String name) {
		String value = delivery.headers().only(name);
		return (value != null) ? received(value) : null;
	}

	/**
	 * The server gives each byte of a header as one character, whatever the sender meant
	 * by it: this gives the bytes back.
	 * @return the bytes, or null if a character is none: to put another in its place
	 * would make two texts one
	 */
	static byte @Nullable [] received(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > 0xff) {
				return null;
			}
		}
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
