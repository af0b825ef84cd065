package dev.naru.gateway.readers;

import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.kafka.CloudEventDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The CloudEvents SDK for Java.
 */
final class JavaSdk implements Reader {

	@Override
	public Given read(Sample sample) {
		CloudEvent event;
		try (CloudEventDeserializer deserializer = new CloudEventDeserializer()) {
			event = deserializer.deserialize(sample.record().topic(), sample.record().headers(),
					Objects.requireNonNull(sample.record().value()));
		}
		Map<String, String> attributes = new TreeMap<>();
		event.getAttributeNames().forEach((name) -> put(attributes, name, event.getAttribute(name)));
		event.getExtensionNames().forEach((name) -> put(attributes, name, event.getExtension(name)));
		return new Given.Event(attributes, data(event));
	}

	private static void put(Map<String, String> attributes, String name, @Nullable Object value) {
		if (value != null) {
			attributes.put(name, value.toString());
		}
	}

	private static JsonNode data(CloudEvent event) {
		CloudEventData data = event.getData();
		if (data instanceof JsonCloudEventData json) {
			return Sample.EXACT.readTree(json.getNode().toString());
		}
		byte[] bytes = (data != null) ? data.toBytes() : new byte[0];
		return "application/json".equals(event.getDataContentType()) ? Sample.EXACT.readTree(bytes)
				: Sample.EXACT.getNodeFactory().stringNode(Base64.getEncoder().encodeToString(bytes));
	}

}
