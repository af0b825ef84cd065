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
	 * Kafka will never take this record, however often it is sent: it is too large, say.
	 */
	public static final class Refused extends PublicationException {

		private static final long serialVersionUID = 1L;

		/**
		 * @param cause what the Kafka client says
		 */
		public Refused(String cause) {
			super(cause);
		}

	}

	/**
	 * The record is larger than can be published. It was not sent.
	 */
	public static final class TooLarge extends PublicationException {

		private static final long serialVersionUID = 1L;

		public TooLarge() {
			super("the record is larger than can be published");
		}

	}

	/**
	 * The record was not acknowledged. It may stand on Kafka nevertheless.
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
