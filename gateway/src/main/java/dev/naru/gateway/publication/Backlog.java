package dev.naru.gateway.publication;

import java.time.Duration;
import java.util.Set;

import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

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
	 * Shows every record that waits, oldest first. Blocks until all have been seen.
	 */
	void forEach(Visitor visitor);

	/**
	 * The topics of the records that lay there at the start.
	 */
	Set<String> topics();

	/**
	 * Is shown what waits.
	 */
	@FunctionalInterface
	interface Visitor {

		/**
		 * @param topic the topic that the record is for
		 * @param source the endpoint that it came to
		 * @param id the event's id
		 * @param digest what tells it from others of that id, or null if the id alone
		 * does
		 */
		void waits(String topic, SourceId source, EventId id, @Nullable String digest);

	}

}
