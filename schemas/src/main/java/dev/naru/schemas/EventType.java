package dev.naru.schemas;

import java.util.List;

/**
 * A canonical event type of the catalogue.
 *
 * @param type the value of the attribute {@code type}, such as {@code payment.paid}
 * @param kind the kind of thing that such an event says something of
 * @param subjects the kinds that its subject may be of, mostly {@code kind} alone;
 * unmodifiable
 * @param occurrence how often it may come for one subject
 * @param description what happened, in one sentence that fits every provider
 */
public record EventType(String type, String kind, List<String> subjects, Occurrence occurrence, String description) {

	public EventType {
		subjects = List.copyOf(subjects);
	}

	/** How often events of a type may come for one subject. */
	public enum Occurrence {

		/**
		 * At most once, copies of one event aside, and unless several subscriptions at
		 * the provider send to one source.
		 */
		ONCE,

		/**
		 * Whenever it is true, also again with another id: work that must be done once is
		 * told by type and subject.
		 */
		WHENEVER

	}

}
