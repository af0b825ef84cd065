package dev.naru.schemas;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the reader refuses, and what it says then.
 */
final class UnreadableEventTests {

	private static final Map<String, String> STRUCTURED = Records.structured(Samples.event("paid"));

	private final EventReader reader = new EventReader();

	@ParameterizedTest
	@CsvSource(textBlock = """
			specversion, '"specversion" of the value is missing'
			id, '"id" of the value is missing'
			source, '"source" of the value is missing'
			type, '"type" of the value is missing'
			dataschema, '"dataschema" of the value is missing'
			provider, '"provider" of the value is missing'
			providertype, '"providertype" of the value is missing'
			providerversion, '"providerversion" of the value is missing'
			time, '"time" of the value is missing'
			recordedtime, '"recordedtime" of the value is missing'
			authenticity, '"authenticity" of the value is missing'
			coverage, '"coverage" of the value is missing'
			partitionkey, '"partitionkey" of the value is missing'
			data, '"data" is not a JSON object'
			""")
	void saysWhatIsMissing(String attribute, String message) {
		// Given
		ObjectNode event = Samples.event("paid");
		event.remove(attribute);
		// When, then
		assertUnreadable(STRUCTURED, event.toString(), message);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			specversion, 0.3, '"specversion" of the value is not 1.0 but 0.3'
			id, '', '"id" of the value is empty'
			subject, '', '"subject" of the value is empty'
			time, yesterday, '"time" of the value is not an RFC 3339 time with an offset'
			recordedtime, 2026-01-01T00:00:00, '"recordedtime" of the value is not an RFC 3339 time with an offset'
			datacontenttype, text/xml, '"datacontenttype" of the value is not JSON but text/xml'
			""")
	void saysWhichAttributeIsWrong(String attribute, String value, String message) {
		// Given
		String event = Samples.event("paid").put(attribute, value).toString();
		// When, then
		assertUnreadable(STRUCTURED, event, message);
	}

	@Test
	void saysWhatIsWrongWithData() {
		assertUnreadable((data) -> data.remove("payload"), "\"payload\" of \"data\" is missing");
		assertUnreadable((data) -> data.put("state", 300), "\"state\" of \"data\" is not a string");
		assertUnreadable((data) -> data.put("raw", 1), "\"raw\" of \"data\" is not a string");
		assertUnreadable((data) -> data.put("resource", "payment"), "\"resource\" is not a JSON object");
		assertUnreadable((data) -> data.putObject("resource"), "\"kind\" of \"resource\" is missing");
		assertUnreadable((data) -> data.putArray("references"), "\"references\" is not a JSON object");
		assertUnreadable((data) -> data.putObject("references").put("n", 1), "\"n\" of \"references\" is not a string");
	}

	private void assertUnreadable(Consumer<ObjectNode> edit, String message) {
		ObjectNode event = Samples.event("paid");
		edit.accept((ObjectNode) event.get("data"));
		assertUnreadable(STRUCTURED, event.toString(), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "not json", "{} {}" })
	void refusesWhatIsNotJson(String value) {
		assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> Records.read(STRUCTURED, value))
			.withMessageStartingWith("the value is not JSON");
	}

	@Test
	void refusesAnExponentWithoutLimits() {
		assertUnreadable(STRUCTURED, "{\"a\":1e99999999999}", "the value has a number beyond all limits");
	}

	@Test
	void refusesBytesThatAreNotUtf8() {
		// Given
		byte[] value = { '{', '"', (byte) 0xff, '"', ':', '1', '}' };
		// When, then
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> this.reader.read(UnreadableEventTests::structured, value))
			.withMessageStartingWith("the value is not JSON: ");
	}

	@Test
	void refusesATombstone() {
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> this.reader.read((name) -> null, null))
			.withMessage("the record has no value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null" })
	void refusesWhatIsNotAnObject(String value) {
		assertUnreadable(STRUCTURED, value, "the value is not a JSON object");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/cloudevents-batch+json", "application/cloudevents+avro" })
	void refusesOtherCloudEventsFormats(String contentType) {
		assertUnreadable(Records.own(Samples.event("paid"), contentType), "[]",
				"header \"content-type\" is not application/cloudevents+json but " + contentType);
	}

	@Test
	void refusesBinaryModeWithoutAttributes() {
		assertUnreadable(Records.own(Samples.event("paid"), "application/json"), "{}",
				"header \"ce_specversion\" is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "" })
	void refusesBinaryModeThatIsNotJson(String contentType) {
		// Given
		ObjectNode sample = Samples.event("paid");
		// When, then
		assertUnreadable(Records.binary(sample, contentType), "hello",
				"header \"content-type\" is not JSON but " + contentType);
	}

	@Test
	void refusesAHeaderThatIsNotUtf8() {
		// Given
		byte[] value = "{}".getBytes(StandardCharsets.UTF_8);
		// When, then
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> this.reader.read((name) -> new byte[] { (byte) 0xff }, value))
			.withMessage("header \"naru-type\" is not UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/octet-stream", "application/json", "application/cloudevents+json",
			"Application/CloudEvents+JSON; charset=UTF-16", "application/cloudevents-batch+json" })
	void refusesAQuarantinedWebhookWhateverItsContentTypeAndValueSay(String contentType) {
		// Given
		Map<String, String> headers = Records.binary(Samples.event("quarantined"), contentType);
		// When, then
		assertUnreadable(headers, Samples.event("paid").toString(),
				"the record is a quarantined webhook, its value the body as received");
		headers.remove("content-type");
		assertUnreadable(headers, Samples.event("paid").toString(),
				"the record is a quarantined webhook, its value the body as received");
	}

	@ParameterizedTest
	@ValueSource(strings = { "naru-type", "naru-source", "naru-id", "content-type" })
	void refusesARecordWithoutAHeaderOfTheGateway(String header) {
		// Given
		Map<String, String> headers = new HashMap<>(STRUCTURED);
		headers.remove(header);
		// When, then
		assertUnreadable(headers, Samples.event("paid").toString(),
				"header \"" + header + "\" is missing: the gateway did not write the record");
	}

	@ParameterizedTest
	@ValueSource(strings = { "type", "source", "id" })
	void refusesAnEventThatSaysAnotherThingOfItselfThanTheGateway(String attribute) {
		// Given
		String other = Samples.event("paid").put(attribute, "x").toString();
		// When, then
		assertUnreadable(STRUCTURED, other, "header \"naru-" + attribute + "\" is not what the event says of itself");
	}

	private static byte[] structured(String name) {
		return STRUCTURED.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
	}

	private void assertUnreadable(Map<String, String> headers, String value, String message) {
		assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> Records.read(headers, value))
			.withMessage(message);
	}

}
