package dev.naru.schemas;

import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the records of the topics {@code webhooks.<provider>}, whichever mode the gateway
 * writes. It is tolerant: attributes and members that it does not know are ignored, and
 * an authenticity or coverage that it does not know is the weakest, so that an older
 * reader survives a newer gateway. It may be shared between threads.
 */
public final class EventReader {

	private static final String STRUCTURED = "application/cloudevents+json";

	private static final String QUARANTINED = "naru.quarantined";

	// A double would round ids above 2^53 and amounts; a decimal keeps every digit.
	private final JsonMapper json = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	/**
	 * Reads one record. What the gateway wrote decides before anything that a sender can
	 * have written: the header {@code naru-type} says whether it is an event at all, then
	 * {@code content-type} tells the mode ({@code application/cloudevents+json} is
	 * structured, any other JSON is binary), and {@code naru-id}, {@code naru-source} and
	 * {@code naru-type} have to be what the event says of itself.
	 * @param headers gives the bytes of the record's last header of that exact name, or
	 * null when it has none
	 * @param value the value of the record, null for a tombstone
	 * @return the event
	 * @throws UnreadableEventException if the record is not such an event; a quarantined
	 * webhook is not one either, as its value is the body as received
	 */
	public Event read(Function<String, byte @Nullable []> headers, byte @Nullable [] value)
			throws UnreadableEventException {
		if (value == null) {
			throw new UnreadableEventException("the record has no value");
		}
		RecordHeaders record = new RecordHeaders(headers);
		String type = record.own("naru-type");
		if (type.equals(QUARANTINED)) {
			throw new UnreadableEventException("the record is a quarantined webhook, its value the body as received");
		}
		Event event = event(record, value);
		same("naru-type", type, event.type());
		same("naru-source", record.own("naru-source"), event.source());
		same("naru-id", record.own("naru-id"), event.id());
		return event;
	}

	private Event event(RecordHeaders record, byte[] value) throws UnreadableEventException {
		String mediaType = record.mediaType();
		if (mediaType.equals(STRUCTURED)) {
			return structured(value);
		}
		if (mediaType.startsWith("application/cloudevents")) {
			throw new UnreadableEventException("header \"content-type\" is not " + STRUCTURED + " but " + mediaType);
		}
		return binary(record, mediaType, value);
	}

	private static void same(String header, String own, String said) throws UnreadableEventException {
		if (!own.equals(said)) {
			throw new UnreadableEventException("header \"" + header + "\" is not what the event says of itself");
		}
	}

	private Event structured(byte[] value) throws UnreadableEventException {
		JsonMembers event = JsonMembers.of("the value", parse(value));
		requireVersion(event);
		Optional<String> mediaType = event.optional("datacontenttype");
		if (mediaType.isPresent() && !isJson(mediaType.get())) {
			throw new UnreadableEventException(event.place("datacontenttype") + " is not JSON but " + mediaType.get());
		}
		return event(event, JsonMembers.of("\"data\"", event.object().get("data")));
	}

	private Event binary(RecordHeaders record, String mediaType, byte[] value) throws UnreadableEventException {
		requireVersion(record);
		if (!isJson(mediaType)) {
			throw new UnreadableEventException("header \"content-type\" is not JSON but " + mediaType);
		}
		return event(record, JsonMembers.of("the value", parse(value)));
	}

	private static Event event(Attributes attributes, JsonMembers data) throws UnreadableEventException {
		return new Event(attributes.required("id"), attributes.required("source"), attributes.required("type"),
				attributes.optional("subject"), attributes.requiredTime("time"), attributes.required("dataschema"),
				attributes.required("provider"), attributes.required("providertype"),
				attributes.required("providerversion"), attributes.optional("payloadschema"),
				attributes.requiredTime("recordedtime"), Authenticity.of(attributes.required("authenticity")),
				Coverage.of(attributes.required("coverage")), attributes.required("partitionkey"),
				attributes.optional("subjectsequence"), attributes.optional("traceparent"), data.data());
	}

	private static void requireVersion(Attributes attributes) throws UnreadableEventException {
		String version = attributes.required("specversion");
		if (!"1.0".equals(version)) {
			throw new UnreadableEventException(attributes.place("specversion") + " is not 1.0 but " + version);
		}
	}

	private static boolean isJson(String mediaType) {
		return mediaType.equals("application/json") || mediaType.endsWith("+json");
	}

	private JsonNode parse(byte[] value) throws UnreadableEventException {
		try {
			return this.json.readTree(value);
		}
		catch (JacksonException ex) {
			throw new UnreadableEventException("the value is not JSON: " + ex.getOriginalMessage(), ex);
		}
		catch (NumberFormatException ex) {
			// JSON sets no limit to an exponent, BigDecimal does.
			throw new UnreadableEventException("the value has a number beyond all limits", ex);
		}
	}

}
