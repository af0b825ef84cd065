package dev.naru.gateway.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.naru.schemas.Event;
import dev.naru.schemas.EventReader;
import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;
import dev.naru.schemas.UnreadableEventException;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds records against what subscribers rely on: the schemas, AsyncAPI, the catalogue,
 * the reader, and the CloudEvents SDK.
 */
public final class Envelopes {

	private static final SchemaRegistry REGISTRY = SchemaRegistry
		.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private static final Schema ENVELOPE = REGISTRY.getSchema(Schemas.envelope());

	private static final Schema QUARANTINE = REGISTRY.getSchema(Schemas.quarantine());

	private static final Set<String> TYPES = Schemas.eventTypes()
		.stream()
		.map(EventType::type)
		.collect(Collectors.toSet());

	private static final Map<String, Optional<Schema>> NAMED = new ConcurrentHashMap<>();

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Schema REQUEST = REGISTRY
		.getSchema(JSON.readTree(Schemas.quarantine()).at("/$defs/request").toString());

	private Envelopes() {
	}

	/**
	 * Fails unless the record keeps every promise of the module {@code schemas}.
	 * @return the event as a subscriber sees it: all attributes, and its data where it
	 * has any
	 */
	public static JsonNode check(ConsumerRecord<String, byte[]> record) {
		CloudEvent event = read(record);
		assertThat(record.key()).isEqualTo(event.getExtension("partitionkey"));
		assertThat(text(record, "naru-id")).isEqualTo(event.getId());
		assertThat(text(record, "naru-source")).isEqualTo(event.getSource().toString());
		assertThat(text(record, "naru-type")).isEqualTo(event.getType());
		if (event.getType().equals("naru.quarantined")) {
			ObjectNode attributes = attributes(record);
			assertThat(QUARANTINE.validate(attributes)).isEmpty();
			AsyncApi.check("quarantinedWebhook", record);
			assertThat(REQUEST.validate(JSON.readTree(text(record, "naru-request")))).isEmpty();
			assertThat(header(record, "naru-request")).hasSizeLessThanOrEqualTo(16 * 1024);
			assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> subscriber(record))
				.withMessageContaining("quarantined");
			return attributes;
		}
		boolean structured = text(record, "content-type").startsWith("application/cloudevents+json");
		ObjectNode envelope = structured ? (ObjectNode) JSON.readTree(record.value()) : binary(record);
		AsyncApi.check(structured ? "structuredEvent" : "binaryEvent", record);
		assertThat(ENVELOPE.validate(envelope)).as("%s", envelope).isEmpty();
		String provider = envelope.get("provider").asString();
		assertThat(TYPES.contains(event.getType()) || event.getType().startsWith(provider + ".")).as(event.getType())
			.isTrue();
		assertThat(schema(Schemas::data, envelope.get("dataschema").asString()).orElseThrow()
			.validate(envelope.get("data"))).isEmpty();
		Optional.ofNullable(envelope.get("payloadschema"))
			.map((urn) -> schema(Schemas::payload, urn.asString()).orElseThrow())
			.ifPresent((schema) -> assertThat(schema.validate(envelope.get("data").get("payload"))).isEmpty());
		try {
			assertThat(subscriber(record).id()).isEqualTo(event.getId());
		}
		catch (UnreadableEventException ex) {
			throw new AssertionError(ex);
		}
		return envelope;
	}

	private static Optional<Schema> schema(Function<String, Optional<String>> published, String urn) {
		return NAMED.computeIfAbsent(urn, (name) -> published.apply(name).map(REGISTRY::getSchema));
	}

	private static Event subscriber(ConsumerRecord<String, byte[]> record) throws UnreadableEventException {
		return new EventReader().read((name) -> header(record, name), record.value());
	}

	private static CloudEvent read(ConsumerRecord<String, byte[]> record) {
		try (CloudEventDeserializer deserializer = new CloudEventDeserializer()) {
			return deserializer.deserialize(record.topic(), record.headers(), record.value());
		}
	}

	private static String text(ConsumerRecord<String, byte[]> record, String name) {
		byte[] header = header(record, name);
		assertThat(header).as(name).isNotNull();
		return new String(header, StandardCharsets.UTF_8);
	}

	private static ObjectNode binary(ConsumerRecord<String, byte[]> record) {
		ObjectNode envelope = attributes(record);
		envelope.set("data", JSON.readTree(record.value()));
		return envelope;
	}

	private static ObjectNode attributes(ConsumerRecord<String, byte[]> record) {
		ObjectNode attributes = JSON.createObjectNode();
		List.of(record.headers().toArray()).forEach((header) -> {
			String text = new String(header.value(), StandardCharsets.UTF_8);
			if (header.key().equals("content-type")) {
				attributes.put("datacontenttype", text);
			}
			else if (header.key().startsWith("ce_")) {
				attributes.put(header.key().substring("ce_".length()), text);
			}
		});
		return attributes;
	}

	private static byte @Nullable [] header(ConsumerRecord<String, byte[]> record, String name) {
		Header header = record.headers().lastHeader(name);
		return (header != null) ? header.value() : null;
	}

}
