package dev.naru.gateway.ingress;

/**
 * The body of a request is not framed as HTTP says: a chunk's size is no number, say.
 */
final class MalformedBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	MalformedBodyException() {
		// Strangers bring it about at will: a stack trace would cost and tell nothing.
		super("the body is malformed", null, false, false);
	}

}
