package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;

import dev.naru.gateway.webhook.Parameters;

/**
 * A body that was found well-formed.
 */
public sealed interface Payload {

	/**
	 * Its text as bytes: those received, or UTF-8; not to be changed.
	 */
	default byte[] bytes() {
		return switch (this) {
			case Json(byte[] utf8) -> utf8;
			case Form form -> form.text().getBytes(StandardCharsets.UTF_8);
			case Xml(String text) -> text.getBytes(StandardCharsets.UTF_8);
		};
	}

	/**
	 * A JSON text.
	 *
	 * @param utf8 the body, byte for byte; not to be changed
	 */
	record Json(byte[] utf8) implements Payload {
	}

	/**
	 * A form.
	 *
	 * @param fields its fields, decoded
	 * @param text the body as received
	 */
	record Form(Parameters fields, String text) implements Payload {
	}

	/**
	 * An XML document.
	 *
	 * @param text the document as received
	 */
	record Xml(String text) implements Payload {
	}

}
