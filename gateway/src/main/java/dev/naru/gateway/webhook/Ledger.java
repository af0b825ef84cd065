package dev.naru.gateway.webhook;

/**
 * Keeps count of deliveries. At every moment at which the gateway is quiet the books
 * balance:
 *
 * <pre>
 * received = published + spooled + duplicate + answered + quarantined + refused + failed + abandoned
 * </pre>
 */
public interface Ledger {

	/** Stands for a source, and its provider, that is not configured. */
	String UNKNOWN = "unknown";

	/**
	 * The account of a source.
	 * @param source its name as configured, or {@link #UNKNOWN}: a stranger cannot add
	 * accounts
	 * @param provider the name of its provider, or {@link #UNKNOWN}
	 */
	Account account(String source, String provider);

	/**
	 * The source is configured no longer: nothing more is expected of it.
	 */
	void retire(String source, String provider);

	/**
	 * What is counted of one source.
	 */
	interface Account {

		/**
		 * A request has reached the gateway.
		 */
		void received();

		/**
		 * The request has an outcome and is about to be answered.
		 * @param elapsedNanos since it was received
		 */
		void settled(Outcome outcome, long elapsedNanos);

		/**
		 * One of several events in a delivery has an outcome; the delivery has one of its
		 * own.
		 */
		void batched(Outcome outcome);

		/**
		 * The sender went away before it could be answered.
		 */
		void abandoned();

		/**
		 * A delivery was found genuine.
		 * @param variant the verification variant that judged it
		 * @param slot which of the active secrets matched, counted from 0; -1 where there
		 * is none
		 */
		void verified(String variant, int slot);

		/**
		 * An event goes to publication, and has not before.
		 * @param type the canonical type
		 */
		void event(String type);

	}

}
