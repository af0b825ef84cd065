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
 * {@code /sources/<source>}, behind the gateway's prefix where it has one
 * @param type the canonical type, or {@code <provider>.<the provider's own name>}
 * @param subject {@code <resource kind>/<id>}; empty when the event names no resource
 * @param time when it happened at the provider, or when the gateway received the webhook
 * where the provider gives no time
 * @param dataSchema the urn of the schema of the data, for {@link Schemas#data(String)}
 * @param provider the provider that sent the webhook
 * @param providerType the provider's own name of the type
 * @param providerVersion the version of the provider's message format
 * @param payloadSchema the urn of the schema of the payload, for
 * {@link Schemas#payload(String)}; empty when none is published
 * @param recordedTime when the gateway received the webhook
 * @param authenticity what showed that the webhook is genuine
 * @param coverage what of the event that covers
 * @param partitionKey the key of the record; events of one key are in the order in which
 * they were received
 * @param subjectSequence the provider's growing number of the subject's state in 19
 * digits, so that the texts compare as the numbers do; empty when it has none
 * @param traceparent the W3C Trace Context of the request that delivered the webhook
 * @param data what the webhook said
 */
public record Event(String id, String source, String type, Optional<String> subject, OffsetDateTime time,
		String dataSchema, String provider, String providerType, String providerVersion, Optional<String> payloadSchema,
		OffsetDateTime recordedTime, Authenticity authenticity, Coverage coverage, String partitionKey,
		Optional<String> subjectSequence, Optional<String> traceparent, Data data) {
}
