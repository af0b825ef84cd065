package dev.naru.schemas;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/**
 * What a webhook said, and what the gateway read out of it.
 *
 * @param resource what the event is about; empty when the webhook names no resource
 * @param state the state of the resource in the provider's own words or codes
 * @param references other ids found in the webhook by name, perhaps none; unmodifiable
 * @param payload the body, any JSON value, JSON's null included; numbers have the value
 * that was sent, however large or long
 * @param raw the text of a form body as received; empty for a JSON body
 */
public record Data(Optional<Resource> resource, Optional<String> state, Map<String, String> references,
		JsonNode payload, Optional<String> raw) {

	public Data {
		references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
	}

}
