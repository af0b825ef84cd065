package dev.naru.schemas;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of one JSON object, read strictly by type; a member that is JSON's null
 * counts as absent, as the CloudEvents JSON format has it.
 */
record JsonMembers(String owner, JsonNode object) implements Attributes {

	static JsonMembers of(String owner, @Nullable JsonNode node) throws UnreadableEventException {
		if (node == null || !node.isObject()) {
			throw new UnreadableEventException(owner + " is not a JSON object");
		}
		return new JsonMembers(owner, node);
	}

	@Override
	public String place(String name) {
		return "\"" + name + "\" of " + this.owner;
	}

	@Override
	public @Nullable String text(String name) throws UnreadableEventException {
		JsonNode member = present(name);
		return (member != null) ? string(place(name), member) : null;
	}

	Data data() throws UnreadableEventException {
		JsonNode payload = this.object.get("payload");
		if (payload == null) {
			throw new UnreadableEventException(place("payload") + " is missing");
		}
		return new Data(resource(), optional("state"), references(), payload, Optional.ofNullable(text("raw")));
	}

	private Optional<Resource> resource() throws UnreadableEventException {
		JsonNode resource = present("resource");
		if (resource == null) {
			return Optional.empty();
		}
		JsonMembers members = of("\"resource\"", resource);
		return Optional.of(new Resource(members.required("kind"), members.required("id")));
	}

	private Map<String, String> references() throws UnreadableEventException {
		JsonNode references = present("references");
		if (references == null) {
			return Map.of();
		}
		JsonMembers members = of("\"references\"", references);
		Map<String, String> result = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> member : members.object.properties()) {
			result.put(member.getKey(), string(members.place(member.getKey()), member.getValue()));
		}
		return result;
	}

	private @Nullable JsonNode present(String name) {
		JsonNode member = this.object.get(name);
		return (member != null && !member.isNull()) ? member : null;
	}

	private static String string(String place, JsonNode member) throws UnreadableEventException {
		if (!member.isString()) {
			throw new UnreadableEventException(place + " is not a string");
		}
		return member.stringValue();
	}

}
