package dev.naru.schemas;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every schema file.
 */
final class SchemaFilesTests {

	static List<Path> schemas() {
		return Samples.files(Samples.RESOURCES)
			.stream()
			.filter((file) -> file.toString().endsWith(".schema.json"))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("schemas")
	void isValidJsonSchema(Path file) {
		// Given
		Validation metaSchema = Validation.byMetaSchema();
		// When
		List<String> errors = metaSchema.errors(Samples.json(file));
		// Then
		assertThat(errors).isEmpty();
	}

	@Test
	void metaSchemaBites() {
		// Given
		ObjectNode schema = (ObjectNode) Samples.json(Samples.RESOURCES.resolve("envelope.schema.json"));
		// When
		List<String> errors = Validation.byMetaSchema().errors(schema.put("type", "text"));
		// Then
		assertThat(errors).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("schemas")
	void isNamedByItsPlace(Path file) {
		// Given
		String path = Samples.RESOURCES.relativize(file).toString().replace(".schema.json", "").replace('\\', '/');
		// When
		String id = Samples.json(file).get("$id").stringValue();
		// Then
		assertThat(id).isEqualTo("urn:naru:schema:" + path.replace("payloads/", "payload/").replace('/', ':'));
	}

	@ParameterizedTest
	@MethodSource("schemas")
	void hasATitleThatIsAClassName(Path file) {
		// Given
		JsonNode schema = Samples.json(file);
		// When
		String title = schema.get("title").stringValue();
		// Then
		assertThat(title).matches("([A-Z][a-z0-9]+)+");
	}

	@ParameterizedTest
	@MethodSource("schemas")
	void isOpen(Path file) {
		// Given
		JsonNode schema = Samples.json(file);
		// When
		Stream<JsonNode> closed = schema.findValues("additionalProperties").stream();
		// Then
		assertThat(closed.filter(JsonNode::isBoolean)).isEmpty();
		assertThat(schema.findValues("unevaluatedProperties")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("schemas")
	void describesEveryPropertyInOneSentence(Path file) {
		// Given
		JsonNode schema = Samples.json(file);
		// When
		Stream<Map.Entry<String, JsonNode>> properties = properties(schema);
		// Then
		assertThat(properties).isNotEmpty().allSatisfy((property) -> {
			JsonNode description = property.getValue().path("description");
			assertThat(description.isString()).as(property.getKey()).isTrue();
			assertThat(description.stringValue()).as(property.getKey()).satisfies(Sentence::check);
		});
	}

	@Test
	void quarantineAgreesWithTheEnvelopeAboutSharedAttributes() {
		// Given
		JsonNode envelope = Samples.json(Samples.RESOURCES.resolve("envelope.schema.json")).get("properties");
		JsonNode quarantine = Samples.json(Samples.RESOURCES.resolve("quarantine.schema.json")).get("properties");
		List<String> shared = List.of("specversion", "id", "source", "provider", "providertype", "recordedtime",
				"authenticity", "coverage", "partitionkey", "traceparent");
		// When
		List<JsonNode> ours = shared.stream().map((name) -> rules(quarantine.get(name))).toList();
		// Then
		assertThat(ours).isEqualTo(shared.stream().map((name) -> rules(envelope.get(name))).toList());
	}

	private static JsonNode rules(JsonNode property) {
		return ((ObjectNode) property.deepCopy()).without("description");
	}

	private static Stream<Map.Entry<String, JsonNode>> properties(JsonNode schema) {
		Stream<Map.Entry<String, JsonNode>> own = schema.path("properties").propertyStream();
		Stream<JsonNode> inner = Stream.of("properties", "$defs").flatMap((name) -> schema.path(name).valueStream());
		return Stream.concat(own, inner.flatMap(SchemaFilesTests::properties));
	}

}
