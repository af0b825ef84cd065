package dev.naru.schemas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

final class AsyncApiTests {

	private static final JsonNode DOCUMENT = YAMLMapper.shared().readTree(Samples.RESOURCES.resolve("asyncapi.yaml"));

	static List<String> references() {
		return DOCUMENT.findValuesAsString("$ref").stream().distinct().toList();
	}

	@ParameterizedTest
	@MethodSource("references")
	void everyReferenceResolves(String reference) {
		// When
		JsonNode target = resolve(reference);
		// Then
		assertThat(target.isMissingNode()).isFalse();
	}

	@Test
	void everySchemaIsReferredTo() {
		// Given
		Stream<String> schemas = SchemaFilesTests.schemas()
			.stream()
			.map((file) -> "./" + Samples.RESOURCES.relativize(file).toString().replace('\\', '/'));
		// When
		Stream<String> files = references().stream().map((reference) -> reference.split("#", 2)[0]);
		// Then
		assertThat(files.toList()).containsAll(schemas.toList());
	}

	@Test
	void structuredExamplesAreEvents() {
		// When
		List<JsonNode> payloads = examples("structuredEvent").map((example) -> example.get("payload")).toList();
		// Then
		assertThat(payloads).isNotEmpty()
			.allSatisfy((payload) -> assertThat(Validation.by(Schemas.envelope()).errors(payload)).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "structuredEvent", "binaryEvent", "quarantinedWebhook" })
	void headersOfTheGatewayInExamplesSayWhatTheEventSays(String message) {
		// When
		List<JsonNode> examples = examples(message).toList();
		// Then
		assertThat(examples).isNotEmpty().allSatisfy((example) -> {
			JsonNode event = message.equals("structuredEvent") ? example.get("payload") : attributes(example);
			for (String name : List.of("id", "source", "type")) {
				assertThat(example.get("headers").get("naru-" + name)).isEqualTo(event.get(name));
			}
		});
	}

	@Test
	void structuredModeHasNoHeaderThatReadersTakeForBinary() {
		// When
		JsonNode headers = message("structuredEvent").get("headers").get("properties");
		// Then
		assertThat(headers.propertyNames()).noneMatch((name) -> name.startsWith("ce_"));
	}

	@Test
	void binaryExamplesAreEvents() {
		// When
		List<ObjectNode> events = examples("binaryEvent")
			.map((example) -> attributes(example).set("data", example.get("payload")))
			.toList();
		// Then
		assertThat(events).isNotEmpty()
			.allSatisfy((event) -> assertThat(Validation.by(Schemas.envelope()).errors(event)).isEmpty());
	}

	@Test
	void quarantinedExamplesHaveTheAttributes() {
		// When
		List<ObjectNode> attributes = examples("quarantinedWebhook").map(AsyncApiTests::attributes).toList();
		// Then
		assertThat(attributes).isNotEmpty()
			.allSatisfy((each) -> assertThat(Validation.by(Schemas.quarantine()).errors(each)).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "binaryEvent:envelope", "quarantinedWebhook:quarantine" })
	void headersAreTheAttributesOfTheSchema(String pair) {
		// Given
		String[] names = pair.split(":", 2);
		JsonNode headers = message(names[0]).get("headers");
		JsonNode schema = Samples.json(Samples.RESOURCES.resolve(names[1] + ".schema.json"));
		// When
		Stream<String> attributes = headers.get("properties")
			.propertyNames()
			.stream()
			.filter(AsyncApiTests::isAttribute)
			.map(AsyncApiTests::attribute);
		Stream<String> required = headers.get("required")
			.valueStream()
			.map(JsonNode::stringValue)
			.filter(AsyncApiTests::isAttribute)
			.map(AsyncApiTests::attribute);
		// Then
		assertThat(attributes)
			.containsExactlyInAnyOrderElementsOf(without(schema.get("properties").propertyNames().stream(), "data"));
		assertThat(required).containsExactlyInAnyOrderElementsOf(
				without(schema.get("required").valueStream().map(JsonNode::stringValue), "data"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "structuredEvent", "binaryEvent", "quarantinedWebhook" })
	void everyRecordHasTheGatewaysOwnHeaders(String name) {
		// When
		JsonNode headers = message(name).get("headers");
		// Then
		assertThat(headers.get("properties").propertyNames()).contains("content-type", "traceparent", "naru-id",
				"naru-source", "naru-type", "naru-digest", "naru-mark");
		assertThat(headers.get("required").valueStream().map(JsonNode::stringValue)).contains("content-type", "naru-id",
				"naru-source", "naru-type");
	}

	private static List<String> without(Stream<String> names, String name) {
		return names.filter((each) -> !each.equals(name)).toList();
	}

	private static ObjectNode attributes(JsonNode example) {
		ObjectNode attributes = YAMLMapper.shared().createObjectNode();
		example.get("headers")
			.propertyStream()
			.filter((header) -> isAttribute(header.getKey()))
			.forEach((header) -> attributes.set(attribute(header.getKey()), header.getValue()));
		return attributes;
	}

	private static boolean isAttribute(String header) {
		return header.startsWith("ce_") || header.equals("content-type");
	}

	private static String attribute(String header) {
		return header.equals("content-type") ? "datacontenttype" : header.replaceFirst("^ce_", "");
	}

	private static Stream<JsonNode> examples(String message) {
		return message(message).get("examples").valueStream();
	}

	private static JsonNode message(String name) {
		return DOCUMENT.at("/components/messages/" + name);
	}

	private static JsonNode resolve(String reference) {
		String[] parts = reference.split("#", 2);
		Path file = Samples.RESOURCES.resolve(parts[0]).normalize();
		assertThat(parts[0].isEmpty() || Files.isRegularFile(file)).as(reference).isTrue();
		JsonNode document = parts[0].isEmpty() ? DOCUMENT : Samples.json(file);
		return (parts.length == 1) ? document : document.at(parts[1]);
	}

}
