package dev.naru.gateway.provider;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a provider writes its bodies.
 */
enum BodyFormat {

	/** JSON (RFC 8259) in UTF-8. */
	JSON {
		@Override
		boolean names(String mediaType) {
			return mediaType.equals("application/json") || mediaType.endsWith("+json");
		}
	},

	/** A form, {@code application/x-www-form-urlencoded}, in UTF-8. */
	FORM {
		@Override
		boolean names(String mediaType) {
			return mediaType.equals("application/x-www-form-urlencoded");
		}
	};

	abstract boolean names(String mediaType);

	/**
	 * The format of a body.
	 * @param accepted what the provider sends, most usual first
	 * @param mediaType the media type that the request names, or null: then the most
	 * usual is meant
	 * @return the format, or null if it is none of these
	 */
	static @Nullable BodyFormat of(List<BodyFormat> accepted, @Nullable String mediaType) {
		if (mediaType == null) {
			return accepted.get(0);
		}
		for (BodyFormat format : accepted) {
			if (format.names(mediaType)) {
				return format;
			}
		}
		return null;
	}

}
