package dev.naru.gateway.verification;

/**
 * A piece of the message that a provider signs.
 */
public sealed interface MessagePart {

	/** A constant. */
	record Text(String text) implements MessagePart {
	}

	/** The value of a header that must be there exactly once. */
	record Header(String name) implements MessagePart {
	}

	/** A value of the source's configuration. */
	record Config(String key) implements MessagePart {
	}

	/** Pieces that need no parameter. */
	enum Given implements MessagePart {

		/** The body, byte for byte. */
		BODY,
		/** The timestamp's text, as received. */
		TIMESTAMP,
		/** The HTTP method. */
		METHOD,
		/** The source's public URL with the query of the request. */
		URL,
		/** The path of the request. */
		PATH,
		/** The secret's text. */
		SECRET

	}

}
