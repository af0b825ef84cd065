package dev.naru.schemas;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A webhook as an event: the attributes of <a href=
 * "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 * 1.0</a> and the gateway's own, as {@code envelope.schema.json} describes them. No text
 * is empty.
 *
 * @param id the provider's event or delivery id; with {@code source} it identifies the
 * event for ever, so a second record with the same two is a duplicate
 * @param source the configured source that received the webhook,
 * {@code /sources/<source>}
 * @param type the canonical type, or {@code <provider>.<the provider's own name>}
 * @param subject {@code <resource kind>/<id>}; empty when the event names no resource
 * @param time when it happened at the provider; empty when the provider gives no time
 * @param dataschema the urn of the payload's schema, for {@link Schemas#payload(String)}
 * @param provider the provider that sent the webhook
 * @param providerType the provider's own name of the type
 * @param providerVersion the version of the provider's message format
 * @param receivedTime when the gateway received the webhook
 * @param authenticity what showed that the webhook is genuine
 * @param coverage what of the event that covers
 * @param partitionKey the key of the record; events of one key are in the order in which
 * they were received
 * @param sequence the provider's monotonic state of the subject; empty when it has none
 * @param traceparent the W3C Trace Context of the request that delivered the webhook
 * @param data what the webhook said
 */
public record Event(String id, String source, String type, Optional<String> subject, Optional<OffsetDateTime> time,
		String dataschema, String provider, String providerType, String providerVersion, OffsetDateTime receivedTime,
		Authenticity authenticity, Coverage coverage, String partitionKey, Optional<String> sequence,
		Optional<String> traceparent, Data data) {
}
