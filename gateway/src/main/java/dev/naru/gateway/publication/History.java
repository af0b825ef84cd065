package dev.naru.gateway.publication;

import java.time.Instant;

import reactor.core.publisher.Flux;

/**
 * Reads back which events stand on Kafka, whoever put them there.
 */
@FunctionalInterface
public interface History {

	/**
	 * Follows all topics of the gateway.
	 * @param since from when on
	 * @param most how many records that stand there already to read at most, shared out
	 * among the partitions, the latest of each
	 * @return those, then once that these were all, then every further one; it goes on
	 * through every failure of Kafka and leaves nothing out, and some may come again
	 */
	Flux<Recalled> follow(Instant since, int most);

}
