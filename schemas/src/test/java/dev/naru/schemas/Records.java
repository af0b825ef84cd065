package dev.naru.schemas;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

/**
 * Records as a consumer sees them.
 */
final class Records {

	private Records() {
	}

	static Event read(Map<String, String> headers, String value) throws UnreadableEventException {
		return new EventReader().read((name) -> {
			String header = headers.get(name);
			return (header != null) ? header.getBytes(StandardCharsets.UTF_8) : null;
		}, value.getBytes(StandardCharsets.UTF_8));
	}

	/** The event in structured mode, read. */
	static Event read(ObjectNode event) throws UnreadableEventException {
		return read(structured(event), event.toString());
	}

	/** The headers of the event in structured mode. */
	static Map<String, String> structured(ObjectNode event) {
		return own(event, "application/cloudevents+json; charset=UTF-8");
	}

	/** The headers that every record of the event has. */
	static Map<String, String> own(ObjectNode event, String contentType) {
		Map<String, String> headers = new HashMap<>(Map.of("content-type", contentType));
		for (String name : List.of("id", "source", "type")) {
			headers.put("naru-" + name, event.path(name).asString(""));
		}
		return headers;
	}

	/** The headers of the event in binary mode. */
	static Map<String, String> binary(ObjectNode event, String contentType) {
		Map<String, String> headers = own(event, contentType);
		event.propertyStream()
			.filter((member) -> member.getValue().isString() && !member.getKey().equals("datacontenttype"))
			.forEach((member) -> headers.put("ce_" + member.getKey(), member.getValue().stringValue()));
		return headers;
	}

}
