package dev.naru.gateway.verification;

import java.util.Locale;

/**
 * A piece of the message that a provider signs.
 */
public sealed interface MessagePart {

	/**
	 * Whether it is the source's public URL with the query of the request.
	 */
	default boolean isUrl() {
		return this == Given.URL || this == Given.URL_ANY_PORT || this == Given.URL_DECODED;
	}

	/**
	 * What it is called in a profile, with the name behind it if it has one.
	 */
	default String label() {
		return switch (this) {
			case Text constant -> "text";
			case Header(String name) -> "header " + name;
			case Query(String name) -> "query " + name;
			case Form(String name) -> "form " + name;
			case Field(String pointer, boolean optional) -> "field " + pointer;
			case Config(String key) -> "config " + key;
			case Given given -> given.name().toLowerCase(Locale.ROOT);
		};
	}

	/** A constant. */
	record Text(String text) implements MessagePart {
	}

	/** The value of a header that must be there exactly once. */
	record Header(String name) implements MessagePart {
	}

	/** The value of a query parameter that must be there exactly once. */
	record Query(String name) implements MessagePart {
	}

	/** The value of a form field that must be there exactly once. */
	record Form(String name) implements MessagePart {
	}

	/**
	 * A field of the body.
	 *
	 * @param pointer where it stands, as a JSON Pointer (RFC 6901)
	 * @param optional whether it is signed as an empty text where it is absent
	 */
	record Field(String pointer, boolean optional) implements MessagePart {
	}

	/** A value of the source's configuration. */
	record Config(String key) implements MessagePart {
	}

	/** Pieces that need no parameter. */
	enum Given implements MessagePart {

		/** The body, byte for byte. */
		BODY,
		/** The CRC-32 of the body, in decimal. */
		CRC32,
		/**
		 * All fields of the form: each name with each of its values behind it, nothing
		 * between, names and values sorted and every pair once.
		 */
		SORTED_FORM,
		/** The timestamp's text, as received. */
		TIMESTAMP,
		/** The HTTP method. */
		METHOD,
		/** The source's public URL with the query of the request. */
		URL,
		/**
		 * The same; the sender names the port of the address or does not, and writes the
		 * query as it sends it or as it was entered.
		 */
		URL_ANY_PORT,
		/**
		 * The same; the sender decodes the escapes of
		 * <code>: / ? @ ! $ ' ( ) * , ;</code> or does not.
		 */
		URL_DECODED,
		/** The path of the request. */
		PATH,
		/** The secret's text. */
		SECRET

	}

}
