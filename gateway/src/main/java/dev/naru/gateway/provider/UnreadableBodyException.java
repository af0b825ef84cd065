package dev.naru.gateway.provider;

import dev.naru.gateway.webhook.QuarantineReason;

/**
 * A body is not well-formed in its media type, or holds more than is taken.
 */
final class UnreadableBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final QuarantineReason reason;

	/**
	 * The body is malformed.
	 */
	UnreadableBodyException(String message) {
		this(QuarantineReason.MALFORMED_BODY, message);
	}

	UnreadableBodyException(QuarantineReason reason, String message) {
		super(message, null, false, false);
		this.reason = reason;
	}

	QuarantineReason reason() {
		return this.reason;
	}

}
