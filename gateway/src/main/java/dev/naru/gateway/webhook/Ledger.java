package dev.naru.gateway.webhook;

import java.time.Duration;

/**
 * Keeps count of deliveries. At every moment at which the gateway is quiet the books
 * balance:
 *
 * <pre>
 * received = published + spooled + duplicate + answered + quarantined + refused + failed + abandoned
 * </pre>
 *
 * Names of sources and providers are the configured ones, or {@link #UNKNOWN}: a stranger
 * cannot add to them.
 */
public interface Ledger {

	/** Stands for a source, and its provider, that is not configured. */
	String UNKNOWN = "unknown";

	/**
	 * A request has reached the gateway.
	 */
	void received(String source, String provider);

	/**
	 * The request has an outcome and is about to be answered.
	 * @param elapsed since it was received
	 */
	void settled(String source, String provider, Outcome outcome, Duration elapsed);

	/**
	 * The sender went away before it could be answered.
	 */
	void abandoned(String source, String provider);

	/**
	 * A delivery was found genuine.
	 * @param variant the verification variant that judged it
	 * @param slot which of the active secrets matched, counted from 0; -1 where there is
	 * none
	 */
	void verified(String source, String provider, String variant, int slot);

}
