package dev.naru.gateway.envelope;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * Puts events into the common envelope: CloudEvents 1.0, written as its Kafka protocol
 * binding says.
 */
public final class Enveloper {

	/** Where genuine deliveries go that are not to be read as events. */
	public static final String QUARANTINE_TOPIC = "webhooks.quarantine";

	private static final String QUARANTINED_TYPE = "naru.quarantined";

	private static final String CONTENT_TYPE = Attribute.DATACONTENTTYPE.inHeaders();

	/** Media types of events in structured mode, alone and several, begin with it. */
	private static final String CLOUD_EVENTS = "application/cloudevents";

	private static final String BYTES = "application/octet-stream";

	private static final String STRUCTURED = "application/cloudevents+json; charset=UTF-8";

	/** Where clients of Kafka that take part in traces look for them. */
	private static final String TRACEPARENT = "traceparent";

	private final EnvelopeProperties.Mode mode;

	private final FleetKeys fleet;

	/**
	 * @param mode the content mode of events
	 * @param fleet marks all records
	 */
	public Enveloper(EnvelopeProperties.Mode mode, FleetKeys fleet) {
		this.mode = mode;
		this.fleet = fleet;
	}

	/**
	 * The attribute {@code source} of all events of an endpoint.
	 */
	public static String source(SourceId source) {
		return "/sources/" + source;
	}

	/**
	 * Wraps an event.
	 * @param endpoint the endpoint that it came to
	 * @param verified the delivery that it was read from
	 * @param event the event
	 * @param digest its digest, or null if it needs none
	 */
	public Envelope envelope(Endpoint endpoint, VerifiedDelivery verified, NormalizedEvent event,
			@Nullable String digest) {
		Resource resource = event.resource();
		String key = (resource != null) ? resource.id() : event.id().value();
		Map<Attribute, String> attributes = identity(endpoint, event.id(), event.type());
		put(attributes, Attribute.SUBJECT, (resource != null) ? resource.kind() + "/" + resource.id() : null);
		put(attributes, Attribute.TIME, (event.time() != null) ? Rfc3339.format(event.time()) : null);
		attributes.put(Attribute.DATACONTENTTYPE, "application/json");
		attributes.put(Attribute.DATASCHEMA,
				"urn:naru:schema:" + endpoint.profile().name() + ":" + event.providerVersion());
		attributes.put(Attribute.PROVIDER, endpoint.profile().name());
		attributes.put(Attribute.PROVIDERTYPE, event.providerType());
		attributes.put(Attribute.PROVIDERVERSION, event.providerVersion());
		origin(attributes, verified, event.coverage(), key);
		put(attributes, Attribute.SEQUENCE, event.sequence());
		return switch (this.mode) {
			case STRUCTURED -> record(endpoint, event.id(), endpoint.topic(), key, digest,
					structuredHeaders(endpoint, event.id(), verified.delivery().traceparent()),
					EventJson.envelope(attributes, event));
			case BINARY ->
				record(endpoint, event.id(), endpoint.topic(), key, digest, headers(attributes), EventJson.data(event));
		};
	}

	/**
	 * Wraps what cannot be read, byte for byte: always in binary mode, so that the
	 * record's value is the body as received.
	 * @param endpoint the endpoint that it came to
	 * @param verified the delivery
	 * @param unreadable what is wrong with it
	 * @param digest its digest, or null if it needs none
	 */
	public Envelope quarantine(Endpoint endpoint, VerifiedDelivery verified, Unreadable unreadable,
			@Nullable String digest) {
		Delivery delivery = verified.delivery();
		String key = unreadable.id().value();
		Map<Attribute, String> attributes = identity(endpoint, unreadable.id(), QUARANTINED_TYPE);
		put(attributes, Attribute.DATACONTENTTYPE, contentType(delivery));
		attributes.put(Attribute.PROVIDER, endpoint.profile().name());
		put(attributes, Attribute.PROVIDERTYPE, unreadable.providerType());
		origin(attributes, verified, unreadable.coverage(), key);
		attributes.put(Attribute.REASON, unreadable.reason().label());
		return record(endpoint, unreadable.id(), QUARANTINE_TOPIC, key, digest, headers(attributes),
				unreadable.content());
	}

	/**
	 * Never one that makes readers take the body for an event, whose attributes would
	 * then be the sender's to choose.
	 */
	private static @Nullable String contentType(Delivery delivery) {
		String mediaType = delivery.mediaType();
		if (mediaType == null) {
			return null;
		}
		return mediaType.startsWith(CLOUD_EVENTS) ? BYTES : delivery.headers().all(CONTENT_TYPE).get(0);
	}

	private Envelope record(Endpoint endpoint, EventId id, String topic, String key, @Nullable String digest,
			Map<String, String> headers, byte[] value) {
		if (digest != null) {
			headers.put(Envelope.DIGEST, digest);
		}
		String mark = this.fleet.mark(topic, source(endpoint.source().id()), id.value(), digest);
		if (mark != null) {
			headers.put(Envelope.MARK, mark);
		}
		return new Envelope(endpoint.source().id(), id, topic, key, headers, value);
	}

	private static Map<Attribute, String> identity(Endpoint endpoint, EventId id, String type) {
		Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
		attributes.put(Attribute.SPECVERSION, "1.0");
		attributes.put(Attribute.ID, id.value());
		attributes.put(Attribute.SOURCE, source(endpoint.source().id()));
		attributes.put(Attribute.TYPE, type);
		return attributes;
	}

	private static void origin(Map<Attribute, String> attributes, VerifiedDelivery verified, Coverage coverage,
			String key) {
		attributes.put(Attribute.RECEIVEDTIME, Rfc3339.format(verified.delivery().receivedAt()));
		attributes.put(Attribute.AUTHENTICITY, verified.authenticity().label());
		attributes.put(Attribute.COVERAGE, coverage.label());
		attributes.put(Attribute.PARTITIONKEY, key);
		put(attributes, Attribute.TRACEPARENT, verified.delivery().traceparent());
	}

	/**
	 * Binary mode: every attribute a header.
	 */
	private static Map<String, String> headers(Map<Attribute, String> attributes) {
		Map<String, String> headers = new LinkedHashMap<>(32);
		attributes.forEach((attribute, value) -> headers.put(attribute.inHeaders(), value));
		String traceparent = attributes.get(Attribute.TRACEPARENT);
		if (traceparent != null) {
			headers.put(TRACEPARENT, traceparent);
		}
		return headers;
	}

	/**
	 * Structured mode: what identifies the event stands in the headers too, so that who
	 * looks for it need not read the value (section 3.3.3).
	 */
	private static Map<String, String> structuredHeaders(Endpoint endpoint, EventId id, @Nullable String traceparent) {
		Map<String, String> headers = new LinkedHashMap<>(8);
		headers.put(CONTENT_TYPE, STRUCTURED);
		headers.put(Attribute.ID.inHeaders(), id.value());
		headers.put(Attribute.SOURCE.inHeaders(), source(endpoint.source().id()));
		if (traceparent != null) {
			headers.put(TRACEPARENT, traceparent);
		}
		return headers;
	}

	private static void put(Map<Attribute, String> attributes, Attribute name, @Nullable String value) {
		if (value != null) {
			attributes.put(name, value);
		}
	}

}
