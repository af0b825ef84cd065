package dev.naru.gateway.readers;

import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * How a record is to be read.
 */
sealed interface Meaning {

	/**
	 * As an event.
	 *
	 * @param attributes all attributes, by their names
	 * @param data the data, with every digit
	 * @param understood what Naru's own readers make of some attributes where it is not
	 * what stands there
	 */
	record Event(Map<String, String> attributes, JsonNode data, Map<String, String> understood) implements Meaning {
	}

	/**
	 * As a webhook in quarantine, which is no event; to who knows CloudEvents alone it is
	 * one of the type {@code naru.quarantined}, whose data are the record's value.
	 *
	 * @param attributes all attributes, by their names
	 */
	record Quarantined(Map<String, String> attributes) implements Meaning {
	}

	/**
	 * Not at all.
	 *
	 * @param reason what is wrong with it, for people
	 */
	record Unreadable(String reason) implements Meaning {
	}

}
