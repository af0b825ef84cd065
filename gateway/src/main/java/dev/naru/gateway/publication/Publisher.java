package dev.naru.gateway.publication;

import dev.naru.gateway.envelope.Envelope;
import reactor.core.publisher.Mono;

/**
 * Takes records to where they are safe.
 */
@FunctionalInterface
public interface Publisher {

	/**
	 * Publishes a record. It is on its way when this returns, whether anybody subscribes
	 * or not, and is not recalled when a subscriber goes away.
	 * @param envelope the record
	 * @return where the record now stands, once it is safe; or an error, which is a
	 * {@link PublicationException} if the record could not be taken
	 */
	Mono<Published> publish(Envelope envelope);

}
