package dev.naru.gateway.provider;

import java.util.Map;

import dev.naru.gateway.verification.MessagePart;
import tools.jackson.databind.JsonNode;

/**
 * How a profile writes what a provider signs.
 */
final class ProofSyntax {

	private static final String PARTS = "body, timestamp, method, url, url_any_port, url_decoded, path, secret, crc32, sorted_form, "
			+ "{text: …}, {header: …}, {query: …}, {form: …}, {field: …}, {config: …}";

	private ProofSyntax() {
	}

	static MessagePart messagePart(JsonNode node) {
		if (node.isString()) {
			return given(node.asString());
		}
		if (node.has("field")) {
			return field(node);
		}
		Map.Entry<String, JsonNode> choice = ProfileSyntax.choice(node);
		String text = ProfileSyntax.text(choice.getValue());
		return switch (choice.getKey()) {
			case "text" -> new MessagePart.Text(text);
			case "header" -> new MessagePart.Header(ProfileSyntax.header(choice.getValue()));
			case "query" -> new MessagePart.Query(text);
			case "form" -> new MessagePart.Form(text);
			case "config" -> new MessagePart.Config(text);
			default -> throw ProfileSyntax.unknown(choice.getKey(), "text, header, query, form, field, config");
		};
	}

	private static MessagePart field(JsonNode node) {
		for (String name : node.propertyNames()) {
			if (!name.equals("field") && !name.equals("optional")) {
				throw ProfileSyntax.unknown(name, "field, optional");
			}
		}
		JsonNode optional = node.get("optional");
		if (optional != null && !optional.isBoolean()) {
			throw new Mistake("a yes or a no belongs behind 'optional'", "write true or false");
		}
		return new MessagePart.Field(ValueSyntax.pointer(node.get("field")), optional != null && optional.asBoolean());
	}

	private static MessagePart given(String name) {
		for (MessagePart.Given given : MessagePart.Given.values()) {
			if (given.name().equalsIgnoreCase(name)) {
				return given;
			}
		}
		throw ProfileSyntax.unknown(name, PARTS);
	}

}
