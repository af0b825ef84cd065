package dev.naru.gateway.envelope;

/**
 * A quarantined record does not hold all that reading it again needs.
 */
public final class IncompleteRecordException extends Exception {

	private static final long serialVersionUID = 1L;

	IncompleteRecordException(String message) {
		super(message);
	}

}
