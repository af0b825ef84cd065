package dev.naru.gateway.provider;

/**
 * How a provider writes what it has to say.
 */
sealed interface BodyFormat {

	/** JSON (RFC 8259) in UTF-8. */
	record Json() implements BodyFormat {

		@Override
		public boolean names(String mediaType) {
			return mediaType.equals("application/json") || mediaType.endsWith("+json");
		}

	}

	/** A form, {@code application/x-www-form-urlencoded}. */
	record Form() implements FormEncoded {
	}

	/**
	 * A form one of whose fields holds a JSON text.
	 *
	 * @param field the name of that field; a form without it is of another format
	 */
	record JsonInForm(String field) implements FormEncoded {
	}

	/**
	 * A form one of whose fields holds an XML document in base64.
	 *
	 * @param field the name of that field
	 */
	record XmlInForm(String field) implements FormEncoded {
	}

	/** A GET request, whose query says it all. */
	record Query() implements BodyFormat {

		@Override
		public boolean names(String mediaType) {
			return false;
		}

	}

	/** What is sent as a form, whatever is in it. */
	sealed interface FormEncoded extends BodyFormat {

		@Override
		default boolean names(String mediaType) {
			return mediaType.equals("application/x-www-form-urlencoded");
		}

	}

	/**
	 * Whether a body of that media type is of this format.
	 */
	boolean names(String mediaType);

}
