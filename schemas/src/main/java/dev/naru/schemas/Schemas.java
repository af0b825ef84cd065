package dev.naru.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas and the catalogue of event types that this module carries. Schemas are JSON
 * Schema 2020-12, given as their text, so that a subscriber may use the validator it
 * likes.
 */
public final class Schemas {

	private static final Pattern DATA = Pattern.compile("urn:naru:schema:data(?::([a-z0-9_]+))?:1");

	private static final Pattern PAYLOAD = Pattern
		.compile("urn:naru:schema:payload:([a-z0-9][a-z0-9-]*):([A-Za-z0-9][A-Za-z0-9._-]*)");

	private Schemas() {
	}

	/** The schema of an event in structured mode. */
	public static String envelope() {
		return own("envelope.schema.json");
	}

	/** The schema of the attributes of a quarantined webhook. */
	public static String quarantine() {
		return own("quarantine.schema.json");
	}

	/**
	 * The schema of the data of events about one kind of resource, or about none.
	 * @param urn {@code urn:naru:schema:data:<kind>:1} or {@code urn:naru:schema:data:1},
	 * as in {@link Event#dataSchema()}; the kind may be an operator's own
	 * @return the schema; empty when this module has none by that name, as is so for a
	 * later version
	 */
	public static Optional<String> data(String urn) {
		Matcher matcher = DATA.matcher(urn);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		ObjectNode data = (ObjectNode) JsonMapper.shared().readTree(envelope()).at("/properties/data");
		ObjectNode schema = JsonMapper.shared().createObjectNode();
		schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("$id", urn).setAll(data);
		if (matcher.group(1) != null) {
			schema.withArray("required").add("resource");
			((ObjectNode) schema.at("/properties/resource/properties/kind")).put("const", matcher.group(1));
		}
		return Optional.of(schema.toPrettyString());
	}

	/**
	 * The schema of the payloads of one version of a provider's messages.
	 * @param urn {@code urn:naru:schema:payload:<provider>:<version>}, as in
	 * {@link Event#payloadSchema()}
	 * @return the schema; empty when this module has none by that name
	 */
	public static Optional<String> payload(String urn) {
		Matcher matcher = PAYLOAD.matcher(urn);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		return Optional.ofNullable(text("payloads/" + matcher.group(1) + "/" + matcher.group(2) + ".schema.json"));
	}

	/**
	 * The canonical event types, each once. An event may have another type:
	 * {@code <provider>.<the provider's own name>} when no profile maps it.
	 * @return the types in the order of the catalogue; unmodifiable
	 */
	public static List<EventType> eventTypes() {
		return Catalogue.TYPES;
	}

	/**
	 * The names that {@code data.references} may have in events of built-in providers,
	 * each once. A profile of an operator may use others.
	 * @return the names in alphabetical order; unmodifiable
	 */
	public static List<Reference> references() {
		return References.ALL;
	}

	private static String own(String name) {
		String text = text(name);
		if (text == null) {
			throw new IllegalStateException("The resource " + name + " is missing");
		}
		return text;
	}

	private static @Nullable String text(String name) {
		try (InputStream stream = Schemas.class.getResourceAsStream(name)) {
			return (stream != null) ? new String(stream.readAllBytes(), StandardCharsets.UTF_8) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static final class Catalogue {

		static final List<EventType> TYPES = JsonMapper.shared()
			.readTree(own("event-types.json"))
			.get("types")
			.valueStream()
			.map(Catalogue::type)
			.toList();

		private static EventType type(JsonNode entry) {
			String kind = entry.get("kind").stringValue();
			JsonNode subjects = entry.get("subjects");
			return new EventType(entry.get("type").stringValue(), kind,
					(subjects != null) ? subjects.valueStream().map(JsonNode::stringValue).toList() : List.of(kind),
					EventType.Occurrence.valueOf(entry.get("occurs").stringValue().toUpperCase(Locale.ROOT)),
					entry.get("description").stringValue());
		}

	}

	private static final class References {

		static final List<Reference> ALL = JsonMapper.shared()
			.readTree(own("references.json"))
			.get("references")
			.valueStream()
			.map((entry) -> new Reference(entry.get("name").stringValue(), entry.get("description").stringValue()))
			.toList();

	}

}
