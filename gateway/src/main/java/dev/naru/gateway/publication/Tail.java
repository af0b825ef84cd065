package dev.naru.gateway.publication;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Reads back what stands on Kafka.
 */
@FunctionalInterface
public interface Tail {

	/**
	 * Follows all topics of the gateway, for one viewer.
	 * @param last with how many records that stand there already to begin, shared out
	 * among the partitions, oldest first; each partition in its own order
	 * @param after what the viewer has seen before, behind which he goes on, or null
	 * @return those, then every further record; an error if Kafka cannot be reached
	 */
	Flux<Shown> follow(int last, @Nullable Cursor after);

	/**
	 * @param record a record
	 * @param cursor what a viewer has seen who has seen it
	 */
	record Shown(TailRecord record, Cursor cursor) {
	}

}
