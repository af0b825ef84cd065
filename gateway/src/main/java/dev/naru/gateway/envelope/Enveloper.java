package dev.naru.gateway.envelope;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.provider.AttributeText;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.verification.GenuineDelivery;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.EventId;
import org.jspecify.annotations.Nullable;

/**
 * Puts events into the common envelope: CloudEvents 1.0, written as its Kafka protocol
 * binding says.
 */
public final class Enveloper {

	private static final String CONTENT_TYPE = Attribute.DATACONTENTTYPE.inHeaders();

	private static final String STRUCTURED = "application/cloudevents+json; charset=UTF-8";

	/** What every quarantined record is: bytes that nobody is asked to read. */
	private static final String BYTES = "application/octet-stream";

	/** As many digits as a sequence may have, so that the order of texts is theirs. */
	private static final String ZEROS = "0".repeat(NormalizedEvent.SEQUENCE_DIGITS);

	/** Where clients of Kafka that take part in traces look for them. */
	private static final String TRACEPARENT = "traceparent";

	private final EnvelopeProperties properties;

	private final FleetKeys fleet;

	/**
	 * @param properties how envelopes are written
	 * @param fleet marks all records
	 */
	public Enveloper(EnvelopeProperties properties, FleetKeys fleet) {
		this.properties = properties;
		this.fleet = fleet;
	}

	/**
	 * The attribute {@code source} of all events of an endpoint.
	 */
	public String source(Endpoint endpoint) {
		return this.properties.source(endpoint.source().id());
	}

	/**
	 * Wraps an event.
	 * @param endpoint the endpoint that it came to
	 * @param genuine the delivery that it was read from
	 * @param event the event
	 * @param digest its digest, or null if it needs none
	 */
	public Envelope envelope(Endpoint endpoint, GenuineDelivery genuine, NormalizedEvent event,
			@Nullable String digest) {
		Delivery delivery = genuine.delivery();
		Resource resource = event.resource();
		String key = (resource != null) ? resource.id() : event.id().value();
		Map<Attribute, String> attributes = identity(endpoint, event.id(), event.type());
		put(attributes, Attribute.SUBJECT, (resource != null) ? resource.kind() + "/" + resource.id() : null);
		attributes.put(Attribute.TIME,
				(event.time() != null) ? Rfc3339.format(event.time()) : Rfc3339.millis(delivery.receivedAt()));
		attributes.put(Attribute.DATACONTENTTYPE, "application/json");
		attributes.put(Attribute.DATASCHEMA, dataSchema(resource));
		attributes.put(Attribute.PROVIDER, endpoint.profile().name());
		attributes.put(Attribute.PROVIDERTYPE, event.providerType());
		attributes.put(Attribute.PROVIDERVERSION, event.providerVersion());
		put(attributes, Attribute.PAYLOADSCHEMA, endpoint.profile().payloadSchema(event.providerVersion()));
		origin(attributes, genuine, event.coverage(), key);
		put(attributes, Attribute.SUBJECTSEQUENCE, (event.sequence() != null) ? padded(event.sequence()) : null);
		return switch (this.properties.mode()) {
			case STRUCTURED -> record(endpoint, genuine, event.id(), event.type(), endpoint.topic(event.type()), key,
					digest, structuredHeaders(delivery.traceparent()), EventJson.envelope(attributes, event));
			case BINARY -> record(endpoint, genuine, event.id(), event.type(), endpoint.topic(event.type()), key,
					digest, headers(attributes), EventJson.data(event));
		};
	}

	/**
	 * Wraps what cannot be read, byte for byte: always in binary mode, so that the
	 * record's value is the body as received. It never has the sender's media type as its
	 * own: one of CloudEvents' would make readers take the body for an event.
	 * @param kept the request that it came with
	 * @param unreadable what is wrong with it
	 * @param digest its digest, or null if it needs none
	 */
	public Envelope quarantine(KeptRequest kept, Unreadable unreadable, @Nullable String digest) {
		Endpoint endpoint = kept.endpoint();
		GenuineDelivery genuine = kept.genuine();
		String key = unreadable.id().value();
		Map<Attribute, String> attributes = identity(endpoint, unreadable.id(), Envelope.QUARANTINED);
		// Without it, some readers take the time of reading.
		attributes.put(Attribute.TIME, Rfc3339.millis(genuine.delivery().receivedAt()));
		attributes.put(Attribute.DATACONTENTTYPE, BYTES);
		attributes.put(Attribute.PROVIDER, endpoint.profile().name());
		put(attributes, Attribute.PROVIDERTYPE, unreadable.providerType());
		origin(attributes, genuine, unreadable.coverage(), key);
		attributes.put(Attribute.REASON, unreadable.reason().label());
		Map<String, String> headers = headers(attributes);
		request(headers, genuine.delivery());
		headers.put(Envelope.REQUEST, RequestWriter.write(kept, unreadable.position()));
		return record(endpoint, genuine, unreadable.id(), Envelope.QUARANTINED, endpoint.quarantine(), key, digest,
				headers, unreadable.content());
	}

	/**
	 * What the sender said about what stands in quarantine.
	 */
	private static void request(Map<String, String> headers, Delivery delivery) {
		List<String> contentTypes = delivery.headers().all("content-type");
		if (!contentTypes.isEmpty() && AttributeText.fits(contentTypes.get(0))) {
			headers.put(Envelope.SENT_CONTENT_TYPE, contentTypes.get(0));
		}
	}

	/**
	 * What the gateway knows its records by is written last: nothing before it can take
	 * its place.
	 */
	private Envelope record(Endpoint endpoint, GenuineDelivery genuine, EventId id, String type, String topic,
			String key, @Nullable String digest, Map<String, String> headers, byte[] value) {
		String source = source(endpoint);
		headers.put(Envelope.ID, id.value());
		headers.put(Envelope.SOURCE, source);
		headers.put(Envelope.TYPE, type);
		if (digest != null) {
			headers.put(Envelope.DIGEST, digest);
		}
		String mark = this.fleet.mark(topic, source, id.value(), digest);
		if (mark != null) {
			headers.put(Envelope.MARK, mark);
		}
		return new Envelope(endpoint.source().id(), id, topic, key, genuine.delivery().receivedAt(), headers, value);
	}

	private Map<Attribute, String> identity(Endpoint endpoint, EventId id, String type) {
		Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
		attributes.put(Attribute.SPECVERSION, "1.0");
		attributes.put(Attribute.ID, id.value());
		attributes.put(Attribute.SOURCE, source(endpoint));
		attributes.put(Attribute.TYPE, type);
		return attributes;
	}

	private static void origin(Map<Attribute, String> attributes, GenuineDelivery genuine, Coverage coverage,
			String key) {
		attributes.put(Attribute.RECORDEDTIME, Rfc3339.millis(genuine.delivery().receivedAt()));
		attributes.put(Attribute.AUTHENTICITY, genuine.authenticity().label());
		attributes.put(Attribute.COVERAGE, coverage.label());
		attributes.put(Attribute.PARTITIONKEY, key);
		put(attributes, Attribute.TRACEPARENT, genuine.delivery().traceparent());
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
	 * Structured mode: all attributes stand in the value. None is repeated as a header of
	 * its own, for readers take a record with any {@code ce_} header for a binary one.
	 */
	private static Map<String, String> structuredHeaders(@Nullable String traceparent) {
		Map<String, String> headers = new LinkedHashMap<>(16);
		headers.put(CONTENT_TYPE, STRUCTURED);
		if (traceparent != null) {
			headers.put(TRACEPARENT, traceparent);
		}
		return headers;
	}

	/**
	 * The name of the schema of an event's data, which a subscriber looks up by it.
	 */
	private static String dataSchema(@Nullable Resource resource) {
		return (resource != null) ? "urn:naru:schema:data:" + resource.kind() + ":1" : "urn:naru:schema:data:1";
	}

	private static String padded(String sequence) {
		return ZEROS.substring(sequence.length()).concat(sequence);
	}

	private static void put(Map<Attribute, String> attributes, Attribute name, @Nullable String value) {
		if (value != null) {
			attributes.put(name, value);
		}
	}

}
