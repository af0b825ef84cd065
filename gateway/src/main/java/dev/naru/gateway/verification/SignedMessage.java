package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.webhook.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a provider signs, put together out of a delivery.
 */
final class SignedMessage {

	private final List<MessagePart> parts;

	private final Source source;

	private final String url;

	private SignedMessage(List<MessagePart> parts, Source source) {
		this.parts = parts;
		this.source = source;
		this.url = url(String.valueOf(source.publicUrl()));
	}

	static SignedMessage of(List<MessagePart> parts, Source source) {
		for (MessagePart part : parts) {
			if (part instanceof MessagePart.Config(String key) && !source.config().containsKey(key)) {
				throw new ConfigurationException(source.key("config." + key),
						"provider " + source.provider() + " signs this value, and it is not set",
						"add it under 'config' of the source");
			}
			if (part == MessagePart.Given.URL && source.publicUrl() == null) {
				throw new ConfigurationException(source.key("public-url"),
						"provider " + source.provider() + " signs the URL it was given, and it is not set",
						"set it to exactly the URL that was entered at the provider");
			}
		}
		return new SignedMessage(List.copyOf(parts), source);
	}

	/**
	 * The message in pieces.
	 * @param timestamp the raw text of the timestamp, or empty if the scheme has none
	 * @param secret the text of the secret
	 * @return the pieces, or null if a header among them is absent, repeated or not made
	 * of bytes
	 */
	byte @Nullable [][] pieces(Delivery delivery, String timestamp, String secret) {
		byte[][] pieces = new byte[this.parts.size()][];
		for (int i = 0; i < pieces.length; i++) {
			byte[] piece = piece(this.parts.get(i), delivery, timestamp, secret);
			if (piece == null) {
				return null;
			}
			pieces[i] = piece;
		}
		return pieces;
	}

	private byte @Nullable [] piece(MessagePart part, Delivery delivery, String timestamp, String secret) {
		return switch (part) {
			case MessagePart.Text(String text) -> text.getBytes(StandardCharsets.UTF_8);
			case MessagePart.Header(String name) -> header(delivery, name);
			case MessagePart.Config(String key) ->
				this.source.config().getOrDefault(key, "").getBytes(StandardCharsets.UTF_8);
			case MessagePart.Given.BODY -> delivery.body();
			case MessagePart.Given.TIMESTAMP -> received(timestamp);
			case MessagePart.Given.METHOD -> received(delivery.method());
			case MessagePart.Given.PATH -> received(delivery.path());
			case MessagePart.Given.URL -> received(this.url + query(delivery));
			case MessagePart.Given.SECRET -> secret.getBytes(StandardCharsets.UTF_8);
		};
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

	/**
	 * The URL as the server would give it, a character for each byte. A query that was
	 * entered with it comes back with every request.
	 */
	private static String url(String entered) {
		int query = entered.indexOf('?');
		String address = (query < 0) ? entered : entered.substring(0, query);
		return new String(address.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static String query(Delivery delivery) {
		return (delivery.query() != null) ? "?" + delivery.query() : "";
	}

}
