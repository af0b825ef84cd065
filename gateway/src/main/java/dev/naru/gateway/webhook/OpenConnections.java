package dev.naru.gateway.webhook;

/**
 * Counts of the connections to the public port, for operators to see.
 */
public interface OpenConnections {

	/**
	 * How many there are.
	 */
	int open();

	/**
	 * How many there may be.
	 */
	int max();

	/**
	 * How many were closed to make room for others.
	 */
	long evicted();

}
