package dev.naru.gateway.publication;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.SourceId;

/**
 * Records for tests.
 */
public final class Envelopes {

	private Envelopes() {
	}

	public static Envelope of(String topic) {
		return of(topic, "payment-1", "{}");
	}

	public static Envelope of(String topic, String key, String value) {
		return of(topic, key, value.getBytes(StandardCharsets.UTF_8));
	}

	public static Envelope of(String topic, String key, byte[] value) {
		return of(topic, key, value, Instant.now().truncatedTo(ChronoUnit.MILLIS));
	}

	public static Envelope of(String topic, String key, byte[] value, Instant receivedAt) {
		return new Envelope(new SourceId("shop"), new EventId(UUID.randomUUID().toString()), topic, key, receivedAt,
				Map.of("content-type", "application/cloudevents+json"), value);
	}

}
