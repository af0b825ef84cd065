package dev.naru.gateway.testkit;

import java.nio.charset.StandardCharsets;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.envelope.EnvelopeProperties;
import dev.naru.gateway.envelope.EnvelopeProperties.Mode;
import dev.naru.gateway.envelope.Enveloper;
import dev.naru.gateway.envelope.KeptRequest;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading.Batch;
import dev.naru.gateway.provider.Reading.Handshake;
import dev.naru.gateway.provider.Reading.Item;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.verification.VerifiedDelivery;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records that webhooks become, without a Kafka between.
 */
public final class Records {

	private Records() {
	}

	/**
	 * The record that a genuine webhook becomes.
	 */
	public static Envelope of(Endpoint endpoint, Mode mode, Webhook webhook) {
		VerifiedDelivery verified = TestProfiles.verified(endpoint, webhook);
		return switch (endpoint.read(verified)) {
			case Item item -> of(endpoint, mode, verified, item);
			case Handshake handshake -> throw new AssertionError("no record: " + handshake);
			case Batch batch -> throw new AssertionError("several records: " + batch);
		};
	}

	/**
	 * The record that an item of a genuine delivery becomes.
	 */
	public static Envelope of(Endpoint endpoint, Mode mode, VerifiedDelivery verified, Item item) {
		Enveloper enveloper = new Enveloper(new EnvelopeProperties(mode, ""), FleetKeys.NONE);
		return switch (item) {
			case NormalizedEvent event -> enveloper.envelope(endpoint, verified, event, event.digest());
			case Unreadable unreadable ->
				enveloper.quarantine(new KeptRequest(endpoint, verified), unreadable, unreadable.digest());
		};
	}

	/**
	 * The record that a genuine webhook becomes, after it was seen to keep every promise
	 * made to subscribers.
	 */
	public static Envelope checked(Endpoint endpoint, Mode mode, Webhook webhook) {
		Envelope envelope = of(endpoint, mode, webhook);
		Envelopes.check(record(envelope));
		return envelope;
	}

	/**
	 * Reads a record with the CloudEvents SDK.
	 */
	public static CloudEvent event(Envelope envelope) {
		return KafkaMessageFactory.createReader(record(envelope)).toEvent();
	}

	/**
	 * The data of an event, whichever its mode.
	 */
	public static JsonNode data(Envelope envelope) {
		JsonNode value = JsonMapper.shared().readTree(envelope.value());
		return value.has("specversion") ? value.get("data") : value;
	}

	/**
	 * The record as a consumer gets it.
	 */
	public static ConsumerRecord<String, byte[]> record(Envelope envelope) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(envelope.topic(), 0, 0, envelope.key(),
				envelope.value());
		envelope.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
		return record;
	}

}
