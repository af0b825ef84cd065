package dev.naru.schemas;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

/**
 * Records as a consumer sees them.
 */
final class Records {

	static final Map<String, String> STRUCTURED = Map.of("content-type", "application/cloudevents+json");

	private Records() {
	}

	static Event read(Map<String, String> headers, String value) throws UnreadableEventException {
		return new EventReader().read((name) -> {
			String header = headers.get(name);
			return (header != null) ? header.getBytes(StandardCharsets.UTF_8) : null;
		}, value.getBytes(StandardCharsets.UTF_8));
	}

	/** The headers of the event in binary mode. */
	static Map<String, String> binary(ObjectNode event, String contentType) {
		Map<String, String> headers = new HashMap<>(Map.of("content-type", contentType));
		event.propertyStream()
			.filter((member) -> member.getValue().isString() && !member.getKey().equals("datacontenttype"))
			.forEach((member) -> headers.put("ce_" + member.getKey(), member.getValue().stringValue()));
		return headers;
	}

}
