package dev.naru.gateway.webhook;

import java.util.Locale;

/**
 * Why something ended as it did: one word of a closed set, fit for a metric's label.
 */
public interface Reason {

	/**
	 * The name of the constant.
	 */
	String name();

	/**
	 * The word as it stands in metrics, logs and records.
	 * @return lower case with underscores
	 */
	default String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
