package dev.naru.gateway.provider;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.webhook.EventDigest;
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

		/**
		 * Its id.
		 */
		EventId id();

		/**
		 * What of it the proof covers.
		 */
		Coverage coverage();

		/**
		 * What tells it from another event of the same id: where the proof does not cover
		 * all that it was read from, a stranger may have taken its id for something else.
		 * Takes as long as hashing the content.
		 * @return the digest, or null where the id alone identifies it
		 */
		@Nullable String digest();

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
	 * in {@link #SEQUENCE_DIGITS} digits at most, or null
	 * @param references other ids that it names, by their names
	 * @param coverage what of it the proof covers
	 * @param payload the body, or its part of it
	 * @param answer the success answer
	 */
	record NormalizedEvent(EventId id, String type, String providerType, String providerVersion,
			@Nullable Resource resource, @Nullable OffsetDateTime time, @Nullable String state,
			@Nullable String sequence, Map<String, String> references, Coverage coverage, Payload payload,
			Reply answer) implements Item {

		/** As many decimal digits as a sequence may have. */
		public static final int SEQUENCE_DIGITS = 19;

		@Override
		public @Nullable String digest() {
			if (this.coverage == Coverage.BODY) {
				return null;
			}
			List<@Nullable String> said = new ArrayList<>();
			said.add(this.type);
			said.add(this.providerType);
			said.add((this.resource != null) ? this.resource.kind() : null);
			said.add((this.resource != null) ? this.resource.id() : null);
			said.add((this.time != null) ? this.time.toString() : null);
			said.add(this.state);
			said.add(this.sequence);
			this.references.forEach((name, value) -> {
				said.add(name);
				said.add(value);
			});
			return EventDigest.of(this.payload.bytes(), said);
		}

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
	 * @param coverage what of it the proof covers
	 * @param content what cannot be read, byte for byte; not to be changed
	 * @param position where it stands among others, or null if it came alone
	 */
	record Unreadable(QuarantineReason reason, EventId id, @Nullable String providerType, Coverage coverage,
			byte[] content, @Nullable Position position) implements Item {

		/**
		 * What came alone.
		 */
		public Unreadable(QuarantineReason reason, EventId id, @Nullable String providerType, Coverage coverage,
				byte[] content) {
			this(reason, id, providerType, coverage, content, null);
		}

		/**
		 * The same as one of several.
		 */
		Unreadable at(Position among) {
			return new Unreadable(this.reason, this.id, this.providerType, this.coverage, this.content, among);
		}

		@Override
		public @Nullable String digest() {
			return (this.coverage != Coverage.BODY) ? EventDigest.of(this.content, Arrays.asList(this.providerType))
					: null;
		}

	}

	/**
	 * Position of one of several items of a body.
	 *
	 * @param index which it is, counted from 0
	 * @param of how many there are
	 * @param around what stands around it
	 */
	record Position(int index, int of, Surroundings around) {
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
