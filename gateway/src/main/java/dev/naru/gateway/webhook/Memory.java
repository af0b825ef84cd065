package dev.naru.gateway.webhook;

/**
 * What the gateway remembers of earlier deliveries, for operators to see.
 */
public interface Memory {

	/**
	 * How many events it remembers.
	 */
	long events();

	/**
	 * How many events it has forgotten before their time, since there was no room for
	 * them.
	 */
	long forgotten();

	/**
	 * How many records on Kafka it does not believe, since no gateway of this fleet wrote
	 * them.
	 */
	long foreign();

	/**
	 * What it knows of the time before its start; never waits.
	 */
	Status status();

	/**
	 * @param ready whether it knows what was safe before the start, or waits for it no
	 * longer
	 * @param reason why, for an operator to read
	 */
	record Status(boolean ready, String reason) {
	}

}
