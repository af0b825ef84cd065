package dev.naru.gateway.ingress;

import java.io.IOException;

/**
 * The body of a request is not framed as HTTP says: a chunk's size is no number, say.
 */
final class MalformedBodyException extends IOException {

	private static final long serialVersionUID = 1L;

	MalformedBodyException() {
		super("the body is malformed");
	}

	/**
	 * Strangers bring it about at will: a stack trace would cost and tell nothing.
	 */
	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
