package dev.naru.gateway.readers;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.smallrye.reactive.messaging.ce.CloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.impl.ce.KafkaCloudEventHelper;
import io.vertx.core.json.JsonObject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/**
 * SmallRye Reactive Messaging, which Quarkus reads Kafka with.
 */
final class SmallRye implements Reader {

	/** Of a structured event it gives no other attribute. */
	private static final Set<String> CORE = Set.of("specversion", "id", "source", "type", "subject", "time",
			"datacontenttype", "dataschema", "partitionkey");

	@Override
	public Given read(Sample sample) {
		byte[] value = Objects.requireNonNull(sample.record().value());
		return switch (KafkaCloudEventHelper.getCloudEventMode(sample.record().headers())) {
			case STRUCTURED -> {
				JsonObject parsed = KafkaCloudEventHelper
					.parseStructuredContent(new String(value, StandardCharsets.UTF_8));
				ConsumerRecord<String, JsonObject> record = record(sample, parsed);
				CloudEventMetadata<JsonObject> event = KafkaCloudEventHelper.createFromStructuredCloudEvent(record);
				yield new Given.Event(attributes(event), Sample.EXACT.readTree(event.getData().encode()));
			}
			case BINARY -> {
				CloudEventMetadata<byte[]> event = KafkaCloudEventHelper
					.createFromBinaryCloudEvent(record(sample, value));
				yield new Given.Event(attributes(event), data(event));
			}
			case NOT_A_CLOUD_EVENT -> throw new IllegalArgumentException("not a CloudEvent");
		};
	}

	private static <T> ConsumerRecord<String, T> record(Sample sample, T value) {
		ConsumerRecord<String, T> record = new ConsumerRecord<>(sample.record().topic(), 0, 0, sample.record().key(),
				value);
		sample.record().headers().forEach(record.headers()::add);
		return record;
	}

	private static Map<String, String> attributes(CloudEventMetadata<?> event) {
		Map<String, String> attributes = new TreeMap<>();
		event.getExtensions().forEach((name, value) -> attributes.put(name, value.toString()));
		// The connector's own.
		attributes.remove("kafkatopic");
		attributes.put("specversion", event.getSpecVersion());
		attributes.put("id", event.getId());
		attributes.put("source", event.getSource().toString());
		attributes.put("type", event.getType());
		put(attributes, "subject", event.getSubject());
		put(attributes, "time", event.getTimeStamp().map((time) -> time.toOffsetDateTime()));
		put(attributes, "datacontenttype", event.getDataContentType());
		put(attributes, "dataschema", event.getDataSchema());
		return attributes;
	}

	private static void put(Map<String, String> attributes, String name, Optional<?> value) {
		value.ifPresent((present) -> attributes.put(name, present.toString()));
	}

	private static JsonNode data(CloudEventMetadata<byte[]> event) {
		return event.getDataContentType().filter("application/json"::equals).isPresent()
				? Sample.EXACT.readTree(event.getData())
				: Sample.EXACT.getNodeFactory().stringNode(Base64.getEncoder().encodeToString(event.getData()));
	}

	@Override
	public boolean gives(String attribute, boolean structured) {
		return !structured || CORE.contains(attribute);
	}

}
