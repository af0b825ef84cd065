package dev.naru.gateway.publication;

import java.time.Duration;
import java.util.Set;

/**
 * What lies in the spool and is yet to come to Kafka.
 */
public interface Backlog {

	/**
	 * How many records wait.
	 */
	long records();

	/**
	 * How many bytes of the spool's file they take.
	 */
	long bytes();

	/**
	 * How many bytes it may take.
	 */
	long maxBytes();

	/**
	 * For how long the oldest has waited; zero if none waits.
	 */
	Duration oldest();

	/**
	 * How many records have come from the spool to Kafka since the start.
	 */
	long drained();

	/**
	 * How many records lie aside, since Kafka refuses them for ever.
	 */
	long rejected();

	/**
	 * Whether another record would be taken, as far as is known.
	 */
	boolean takes();

	/**
	 * The topics of the records that lay there at the start.
	 */
	Set<String> topics();

}
