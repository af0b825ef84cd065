package dev.naru.gateway.publication;

/**
 * Whether Kafka can take a record now, as far as is known: by a look every few seconds
 * and by what became of the last record.
 */
@FunctionalInterface
public interface Availability {

	/**
	 * What is known now; never waits.
	 */
	Status status();

	/**
	 * @param available whether a record sent now has a chance
	 * @param reason why, for an operator to read
	 */
	record Status(boolean available, String reason) {
	}

}
