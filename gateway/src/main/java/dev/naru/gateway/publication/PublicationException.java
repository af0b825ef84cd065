package dev.naru.gateway.publication;

/**
 * A record could not be taken to safety. The sender is told to come again.
 */
public abstract sealed class PublicationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private PublicationException(String message) {
		// Expected in numbers during an outage: a stack trace would cost and tell
		// nothing.
		super(message, null, false, false);
	}

	/**
	 * As many records or bytes are in flight as are admitted. The record was not sent.
	 */
	public static final class Saturated extends PublicationException {

		private static final long serialVersionUID = 1L;

		public Saturated() {
			super("as many records or bytes are in flight as are admitted");
		}

	}

	/**
	 * Kafka did not acknowledge the record. It may stand there nevertheless.
	 */
	public static final class NotAcknowledged extends PublicationException {

		private static final long serialVersionUID = 1L;

		/**
		 * @param cause what the Kafka client says
		 */
		public NotAcknowledged(String cause) {
			super(cause);
		}

	}

}
