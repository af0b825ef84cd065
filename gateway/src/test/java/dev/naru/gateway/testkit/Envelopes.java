package dev.naru.gateway.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
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

/**
 * Holds records against what subscribers rely on: the schemas, the catalogue, the reader,
 * and the CloudEvents SDK.
 */
public final class Envelopes {

	private static final SchemaRegistry REGISTRY = SchemaRegistry
		.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private static final Schema ENVELOPE = REGISTRY.getSchema(Schemas.envelope());

	private static final Schema QUARANTINE = REGISTRY.getSchema(Schemas.quarantine());

	private static final Map<String, Optional<Schema>> PAYLOADS = new ConcurrentHashMap<>();

	private static final Set<String> TYPES = Schemas.eventTypes()
		.stream()
		.map(EventType::type)
		.collect(Collectors.toSet());

	private static final JsonMapper JSON = JsonMapper.shared();

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
		if (event.getType().equals("naru.quarantined")) {
			ObjectNode attributes = attributes(record);
			assertThat(QUARANTINE.validate(attributes)).isEmpty();
			return attributes;
		}
		ObjectNode envelope = structured(record) ? (ObjectNode) JSON.readTree(record.value()) : binary(record);
		assertThat(header(record, "ce_id")).asString(StandardCharsets.UTF_8).isEqualTo(event.getId());
		assertThat(header(record, "ce_source")).asString(StandardCharsets.UTF_8)
			.isEqualTo(event.getSource().toString());
		assertThat(ENVELOPE.validate(envelope)).as("%s", envelope).isEmpty();
		String provider = envelope.get("provider").asString();
		assertThat(TYPES.contains(event.getType()) || event.getType().startsWith(provider + ".")).as(event.getType())
			.isTrue();
		PAYLOADS
			.computeIfAbsent(envelope.get("dataschema").asString(),
					(name) -> Schemas.payload(name).map(REGISTRY::getSchema))
			.ifPresent((schema) -> assertThat(schema.validate(envelope.get("data").get("payload"))).isEmpty());
		try {
			assertThat(new EventReader().read((name) -> header(record, name), record.value()).id())
				.isEqualTo(event.getId());
		}
		catch (UnreadableEventException ex) {
			throw new AssertionError(ex);
		}
		return envelope;
	}

	private static CloudEvent read(ConsumerRecord<String, byte[]> record) {
		try (CloudEventDeserializer deserializer = new CloudEventDeserializer()) {
			return deserializer.deserialize(record.topic(), record.headers(), record.value());
		}
	}

	private static boolean structured(ConsumerRecord<String, byte[]> record) {
		byte[] type = header(record, "content-type");
		return type != null && new String(type, StandardCharsets.UTF_8).startsWith("application/cloudevents+json");
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
			else {
				assertThat(header.key()).isIn("traceparent", "naru-digest", "naru-mark");
			}
		});
		return attributes;
	}

	private static byte @Nullable [] header(ConsumerRecord<String, byte[]> record, String name) {
		Header header = record.headers().lastHeader(name);
		return (header != null) ? header.value() : null;
	}

}
