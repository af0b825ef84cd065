package dev.naru.schemas;

import java.util.List;
import java.util.Optional;

import dev.naru.schemas.EventType.Occurrence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

final class SchemasTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "portone:2024-04-25", "portone:2024-01-01", "popbill:1", "steppay:v2", "standard-webhooks:1" })
	void findsThePayloadSchema(String name) {
		// Given
		String urn = "urn:naru:schema:payload:" + name;
		// When
		Optional<String> schema = Schemas.payload(urn);
		// Then
		assertThat(schema).hasValueSatisfying((text) -> assertThat(text).contains("\"$id\": \"" + urn + "\""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "urn:naru:schema:payload:portone:1999-01-01", "urn:naru:schema:payload:stripe:1",
			"portone:2024-04-25", "", "urn:naru:schema:payload:..:..", "urn:naru:schema:payload:portone:../../envelope",
			"urn:naru:schema:envelope", "urn:naru:schema:data:payment:2", "urn:naru:schema:data:Payment:1",
			"urn:naru:schema:data" })
	void findsNothingElse(String urn) {
		// When
		Optional<String> payload = Schemas.payload(urn);
		Optional<String> data = Schemas.data(urn);
		// Then
		assertThat(payload).isEmpty();
		assertThat(data).isEmpty();
	}

	@Test
	void findsTheSchemaOfTheDataOfAnyKind() {
		// Given
		ObjectNode event = Samples.event("paid");
		Validation payments = Validation.by(Schemas.data(event.get("dataschema").stringValue()).orElseThrow());
		Validation refunds = Validation.by(Schemas.data("urn:naru:schema:data:refund:1").orElseThrow());
		// When, then
		assertThat(payments.errors(event.get("data"))).isEmpty();
		assertThat(refunds.errors(event.get("data"))).containsExactly("const /resource/kind");
		assertThat(payments.errors(Samples.event("unmapped").get("data"))).containsExactly("required /resource");
	}

	@Test
	void findsTheSchemaOfDataAboutNothing() {
		// Given
		ObjectNode event = Samples.event("unmapped");
		Validation data = Validation.by(Schemas.data(event.get("dataschema").stringValue()).orElseThrow());
		// When, then
		assertThat(data.errors(event.get("data"))).isEmpty();
	}

	@Test
	void everyEventTypeIsThereOnce() {
		// When
		List<EventType> types = Schemas.eventTypes();
		// Then
		assertThat(types).isNotEmpty().extracting(EventType::type).doesNotHaveDuplicates();
	}

	@Test
	void everyEventTypeIsWellFormed() {
		// When
		List<EventType> types = Schemas.eventTypes();
		// Then
		assertThat(types).allSatisfy((type) -> {
			assertThat(type.type()).matches("^[a-z0-9_]+(\\.[a-z0-9_]+)+$");
			assertThat(type.kind()).matches("^[a-z0-9_]+$");
			assertThat(type.subjects()).isNotEmpty().allMatch((kind) -> kind.matches("^[a-z0-9_]+$"));
			assertThat(type.description()).satisfies(Sentence::check);
		});
	}

	@Test
	void aTypeThatMayComeAgainSaysSo() {
		// When
		List<EventType> types = Schemas.eventTypes();
		// Then
		assertThat(types).extracting(EventType::type, EventType::occurrence)
			.contains(tuple("payment.paid", Occurrence.WHENEVER), tuple("refund.created", Occurrence.ONCE));
	}

	@Test
	void everyReferenceIsThereOnceInAlphabeticalOrder() {
		// When
		List<Reference> references = Schemas.references();
		// Then
		assertThat(references).extracting(Reference::name)
			.contains("order", "merchant_reference")
			.doesNotHaveDuplicates()
			.isSorted()
			.allMatch((name) -> name.matches("^[a-z0-9_]+$"));
		assertThat(references).extracting(Reference::description).allSatisfy(Sentence::check);
	}

	@Test
	void theKindIsTheFamilyOfTheTypeButForUsagesAndQuarantine() {
		// When
		List<EventType> others = Schemas.eventTypes()
			.stream()
			.filter((type) -> !type.type().startsWith(type.kind() + "."))
			.toList();
		// Then
		assertThat(others).extracting(EventType::type, EventType::kind)
			.containsExactly(tuple("subscription.usage_added", "usage"), tuple("naru.quarantined", "webhook"));
	}

}
