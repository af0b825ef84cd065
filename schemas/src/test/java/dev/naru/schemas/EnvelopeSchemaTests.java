package dev.naru.schemas;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

final class EnvelopeSchemaTests {

	private static final Validation ENVELOPE = Validation.by(Schemas.envelope());

	@ParameterizedTest
	@ValueSource(strings = { "paid", "form", "unmapped" })
	void accepts(String sample) {
		// Given
		ObjectNode event = Samples.event(sample);
		// When
		List<String> errors = ENVELOPE.errors(event);
		// Then
		assertThat(errors).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "specversion", "id", "source", "type", "time", "datacontenttype", "dataschema", "provider",
			"providertype", "providerversion", "recordedtime", "authenticity", "coverage", "partitionkey", "data" })
	void requires(String attribute) {
		// Given
		ObjectNode event = Samples.event("unmapped");
		event.remove(attribute);
		// When
		List<String> errors = ENVELOPE.errors(event);
		// Then
		assertThat(errors).containsExactly("required /" + attribute);
	}

	@ParameterizedTest
	@ValueSource(strings = { "payloadschema", "subjectsequence", "traceparent" })
	void doesNotRequire(String attribute) {
		// Given
		ObjectNode event = Samples.event("paid");
		event.remove(attribute);
		// When
		List<String> errors = ENVELOPE.errors(event);
		// Then
		assertThat(errors).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			specversion, 1.1, const
			id, '', minLength
			source, /sources/, pattern
			source, /sources/-portone, pattern
			source, /sources/Portone, pattern
			source, /sources/a2345678901234567890123456789012345678901234567890123456789012345, pattern
			source, naru.example/sources/portone, pattern
			source, https://naru.example/sources/, pattern
			type, paid, pattern
			type, .paid, pattern
			type, portone., pattern
			subject, example-payment-id, pattern
			subject, payment/, pattern
			subject, Payment/1, pattern
			time, 2026-01-01T00:00:00, pattern
			time, 2026-01-01 00:00:00Z, pattern
			time, 2026-13-01T00:00:00Z, pattern
			time, 2026-01-01T00:00Z, pattern
			datacontenttype, application/x-www-form-urlencoded, const
			dataschema, urn:naru:schema:data, pattern
			dataschema, urn:naru:schema:data:payment, pattern
			dataschema, urn:naru:schema:data:Payment:1, pattern
			dataschema, https://naru.example/portone, pattern
			payloadschema, urn:naru:schema:payload:portone, pattern
			payloadschema, urn:naru:schema:portone:1, pattern
			provider, PortOne, pattern
			providertype, '', minLength
			providerversion, '', pattern
			recordedtime, 1767225600, pattern
			recordedtime, 2026-01-01T00:00:00Z, pattern
			recordedtime, 2026-01-01T00:00:00.000+09:00, pattern
			authenticity, '', minLength
			coverage, '', minLength
			partitionkey, '', minLength
			subjectsequence, '', pattern
			subjectsequence, 300, pattern
			subjectsequence, 00000000000000003.0, pattern
			traceparent, 4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, pattern
			traceparent, ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, pattern
			traceparent, 00-00000000000000000000000000000000-00f067aa0ba902b7-01, pattern
			traceparent, 00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01, pattern
			""")
	void refuses(String attribute, String value, String keyword) {
		// Given
		ObjectNode event = Samples.event("paid").put(attribute, value);
		// When
		List<String> errors = ENVELOPE.errors(event);
		// Then
		assertThat(errors).containsExactly(keyword + " /" + attribute);
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "source", "type", "subject", "time", "dataschema", "provider", "providertype",
			"providerversion", "payloadschema", "recordedtime", "authenticity", "coverage", "partitionkey",
			"subjectsequence", "traceparent" })
	void refusesANumberAs(String attribute) {
		// Given
		ObjectNode event = Samples.event("paid").put(attribute, 1);
		// When
		List<String> errors = ENVELOPE.errors(event);
		// Then
		assertThat(errors).containsExactly("type /" + attribute);
	}

	@ParameterizedTest
	@MethodSource
	void refusesData(Consumer<ObjectNode> edit, String error) {
		// Given
		ObjectNode event = Samples.event("paid");
		edit.accept(event);
		// When
		List<String> errors = ENVELOPE.errors(event);
		// Then
		assertThat(errors).containsExactly(error);
	}

	static Stream<Arguments> refusesData() {
		return Stream.of(data((data) -> data.remove("payload"), "required /data/payload"),
				data((data) -> data.put("state", 300), "type /data/state"),
				data((data) -> data.put("state", ""), "minLength /data/state"),
				data((data) -> data.put("references", "x"), "type /data/references"),
				data((data) -> data.putObject("references").put("n", 1), "type /data/references/n"),
				data((data) -> data.put("resource", "payment/1"), "type /data/resource"),
				data((data) -> data.putObject("resource").put("kind", "payment"), "required /data/resource/id"),
				data((data) -> data.putObject("resource").put("id", "1"), "required /data/resource/kind"),
				data((data) -> resource(data).put("kind", "Payment"), "pattern /data/resource/kind"),
				data((data) -> resource(data).put("kind", 1), "type /data/resource/kind"),
				data((data) -> resource(data).put("id", 1), "type /data/resource/id"),
				data((data) -> resource(data).put("id", ""), "minLength /data/resource/id"),
				data((data) -> data.put("raw", 1).putObject("payload"), "type /data/raw"),
				event((event) -> event.put("data", "text"), "type /data"),
				event((event) -> event.remove("subject"), "not /data"),
				data((data) -> data.remove("resource"), "required /data/resource"),
				form((payload) -> payload.put("amount", 1), "anyOf /data/payload/amount"),
				form((payload) -> payload.putArray("amount"), "anyOf /data/payload/amount"),
				data((data) -> data.put("raw", "a=b").put("payload", "a=b"), "type /data/payload"));
	}

	private static Arguments event(Consumer<ObjectNode> edit, String error) {
		return arguments(edit, error);
	}

	private static Arguments data(Consumer<ObjectNode> edit, String error) {
		return event((event) -> edit.accept((ObjectNode) event.get("data")), error);
	}

	private static Arguments form(Consumer<ObjectNode> edit, String error) {
		return data((data) -> edit.accept(data.put("raw", "a=b").putObject("payload")), error);
	}

	private static ObjectNode resource(ObjectNode data) {
		return (ObjectNode) data.get("resource");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sources/portone", "https://naru.example/sources/portone",
			"https://naru.example/seoul/sources/portone", "urn:example:naru/sources/portone" })
	void acceptsSource(String source) {
		// Given
		ObjectNode event = Samples.event("paid").put("source", source);
		// When
		List<String> errors = ENVELOPE.errors(event);
		// Then
		assertThat(errors).isEmpty();
	}

	@Test
	void acceptsWhatWasAddedLater() {
		// Given
		ObjectNode event = Samples.event("paid").put("correlationid", "abc").put("authenticity", "certificate");
		ObjectNode data = ((ObjectNode) event.get("data")).put("payment", "x");
		resource(data).put("name", "x");
		// When
		List<String> errors = ENVELOPE.errors(event);
		// Then
		assertThat(errors).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			portone.Transaction.SomethingNew
			popbill.CASHBILL.STATE/Other
			standard-webhooks.Push Hook
			billing_key.issued
			""")
	void acceptsType(String type) {
		// Given
		ObjectNode event = Samples.event("paid").put("type", type);
		// When
		List<String> errors = ENVELOPE.errors(event);
		// Then
		assertThat(errors).isEmpty();
	}

}
