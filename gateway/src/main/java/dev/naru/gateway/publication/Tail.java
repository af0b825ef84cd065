package dev.naru.gateway.publication;

import reactor.core.publisher.Flux;

/**
 * Reads back what stands on Kafka.
 */
@FunctionalInterface
public interface Tail {

	/**
	 * Follows all topics of the gateway, for one viewer.
	 * @param last with how many records that stand there already to begin, shared out
	 * among the partitions, oldest first
	 * @return those, then every further record; an error if Kafka cannot be reached
	 */
	Flux<TailRecord> follow(int last);

}
