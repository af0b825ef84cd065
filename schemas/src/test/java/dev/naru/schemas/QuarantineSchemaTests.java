package dev.naru.schemas;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

final class QuarantineSchemaTests {

	private static final Validation QUARANTINE = Validation.by(Schemas.quarantine());

	@Test
	void acceptsAllAttributes() {
		// Given
		ObjectNode attributes = Samples.event("quarantined");
		// When
		List<String> errors = QUARANTINE.errors(attributes);
		// Then
		assertThat(errors).isEmpty();
	}

	@Test
	void acceptsTheLeast() {
		// Given
		ObjectNode attributes = Samples.event("quarantined");
		attributes.remove(List.of("providertype", "traceparent"));
		// When
		List<String> errors = QUARANTINE.errors(attributes);
		// Then
		assertThat(errors).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "malformed_body", "missing_field", "refused_type", "unsupported_shape", "added_later" })
	void acceptsReason(String reason) {
		// Given
		ObjectNode attributes = Samples.event("quarantined").put("reason", reason);
		// When
		List<String> errors = QUARANTINE.errors(attributes);
		// Then
		assertThat(errors).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "specversion", "id", "source", "type", "time", "datacontenttype", "provider",
			"recordedtime", "authenticity", "coverage", "partitionkey", "reason" })
	void requires(String attribute) {
		// Given
		ObjectNode attributes = Samples.event("quarantined");
		attributes.remove(attribute);
		// When
		List<String> errors = QUARANTINE.errors(attributes);
		// Then
		assertThat(errors).containsExactly("required /" + attribute);
	}

	@Test
	void acceptsAnAttributeThatWasAddedLater() {
		// Given
		ObjectNode attributes = Samples.event("quarantined").put("addedlater", "x");
		// When
		List<String> errors = QUARANTINE.errors(attributes);
		// Then
		assertThat(errors).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			type, payment.paid, const /type
			reason, '', minLength /reason
			datacontenttype, application/cloudevents+json, const /datacontenttype
			providertype, '', minLength /providertype
			""")
	void refuses(String attribute, String value, String error) {
		// Given
		ObjectNode attributes = Samples.event("quarantined").put(attribute, value);
		// When
		List<String> errors = QUARANTINE.errors(attributes);
		// Then
		assertThat(errors).containsExactly(error);
	}

}
