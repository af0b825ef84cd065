package dev.naru.gateway.provider;

import dev.naru.gateway.webhook.Parameters;

/**
 * A body that was found well-formed.
 */
public sealed interface Payload {

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
