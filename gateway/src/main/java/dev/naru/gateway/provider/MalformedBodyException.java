package dev.naru.gateway.provider;

/**
 * A body is not well-formed in its media type.
 */
final class MalformedBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	MalformedBodyException(String message) {
		super(message, null, false, false);
	}

}
