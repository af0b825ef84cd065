package dev.naru.gateway.provider;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What a genuine delivery turns out to be.
 */
public sealed interface Reading {

	/** What becomes of an event, on its own or among several. */
	sealed interface Item extends Reading {

	}

	/**
	 * Several events in one delivery.
	 *
	 * @param items in the order in which they stand; perhaps none
	 * @param answer the success answer, when all are safe
	 */
	record Batch(List<Item> items, Reply answer) implements Reading {
	}

	/**
	 * An event in the common vocabulary.
	 *
	 * @param id identifies it within its source
	 * @param type the canonical type, or {@code <provider>.<own name>} where there is
	 * none
	 * @param providerType the provider's own name of the type
	 * @param providerVersion the version of the provider's message
	 * @param resource what it is about, or null if it names nothing
	 * @param time when it happened, or null if the provider does not say
	 * @param state the state of the resource, in the provider's word, or null
	 * @param sequence a number of the provider's that only grows over a resource's life,
	 * or null
	 * @param references other ids that it names, by their names
	 * @param payload the body, or its part of it
	 * @param answer the success answer
	 */
	record NormalizedEvent(EventId id, String type, String providerType, String providerVersion,
			@Nullable Resource resource, @Nullable OffsetDateTime time, @Nullable String state,
			@Nullable String sequence, Map<String, String> references, Payload payload, Reply answer) implements Item {
	}

	/**
	 * A handshake or a ping.
	 *
	 * @param reply what the provider wants to hear
	 */
	record Handshake(Reply reply) implements Reading {
	}

	/**
	 * Genuine, but not to be read as an event.
	 *
	 * @param reason why
	 * @param id the event's id where it can be told, else the hash of the body
	 * @param providerType the provider's own name of the type, or null if it cannot be
	 * told
	 * @param content what cannot be read, byte for byte; not to be changed
	 */
	record Unreadable(QuarantineReason reason, EventId id, @Nullable String providerType,
			byte[] content) implements Item {
	}

	/**
	 * What an event is about.
	 *
	 * @param kind the kind of thing, such as {@code payment}
	 * @param id the provider's id of the thing
	 */
	record Resource(String kind, String id) {
	}

}
