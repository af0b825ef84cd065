package dev.naru.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

final class EventReaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "application/cloudevents+json", "application/cloudevents+json; charset=UTF-8",
			"Application/CloudEvents+JSON" })
	void readsStructuredMode(String contentType) throws UnreadableEventException {
		// Given
		ObjectNode sample = Samples.event("paid");
		// When
		Event event = Records.read(Records.own(sample, contentType), sample.toString());
		// Then
		assertPaid(event);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/json; charset=utf-8", "application/vnd.naru+json" })
	void readsBinaryMode(String contentType) throws UnreadableEventException {
		// Given
		ObjectNode sample = Samples.event("paid");
		Map<String, String> headers = Records.binary(sample, contentType);
		// When
		Event event = Records.read(headers, sample.get("data").toString());
		// Then
		assertPaid(event);
	}

	private static void assertPaid(Event event) {
		ObjectNode sample = Samples.event("paid");
		assertThat(event).isEqualTo(new Event("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "/sources/portone", "payment.paid",
				Optional.of("payment/order-1"), OffsetDateTime.parse("2026-01-01T09:00:00.123456+09:00"),
				"urn:naru:schema:data:payment:1", "portone", "Transaction.Paid", "2024-04-25",
				Optional.of("urn:naru:schema:payload:portone:2024-04-25"),
				OffsetDateTime.parse("2026-01-01T00:00:01.25Z"), Authenticity.SIGNATURE, Coverage.BODY, "order-1",
				Optional.of("0000000000000000300"),
				Optional.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
				new Data(Optional.of(new Resource("payment", "order-1")), Optional.of("PAID"),
						Map.of("transactionId", "55451513-9763-4a7a-bb43-78a4c65be843"), sample.at("/data/payload"),
						Optional.empty())));
	}

	@Test
	void readsAForm() throws UnreadableEventException {
		// Given
		ObjectNode sample = Samples.event("form");
		// When
		Data data = Records.read(sample).data();
		// Then
		assertThat(data.payload()).isEqualTo(sample.at("/data/payload"));
		assertThat(data.raw()).contains(sample.at("/data/raw").stringValue());
		assertThat(data.references()).isEmpty();
	}

	@Test
	void readsTheLeast() throws UnreadableEventException {
		// Given
		ObjectNode sample = Samples.event("unmapped").put("addedlater", "x").putNull("subject");
		// When
		Event event = Records.read(sample);
		// Then
		assertThat(event.subject()).isEmpty();
		assertThat(event.payloadSchema()).isEmpty();
		assertThat(event.subjectSequence()).isEmpty();
		assertThat(event.traceparent()).isEmpty();
		assertThat(event.authenticity()).isEqualTo(Authenticity.NONE);
		assertThat(event.coverage()).isEqualTo(Coverage.NONE);
		assertThat(event.data().resource()).isEmpty();
		assertThat(event.data().state()).isEmpty();
		assertThat(event.data().payload().isNull()).isTrue();
		assertThat(event.data().raw()).isEmpty();
	}

	@Test
	void readsAnUnknownProofAsTheWeakest() throws UnreadableEventException {
		// Given
		ObjectNode sample = Samples.event("paid").put("authenticity", "trusted").put("coverage", "most");
		// When
		Event event = Records.read(sample);
		// Then
		assertThat(event.authenticity()).isEqualTo(Authenticity.NONE);
		assertThat(event.coverage()).isEqualTo(Coverage.NONE);
	}

	@ParameterizedTest
	@EnumSource(Coverage.class)
	void readsEveryCoverage(Coverage coverage) throws UnreadableEventException {
		// Given
		ObjectNode event = Samples.event("paid").put("coverage", coverage.text());
		// When, then
		assertThat(Validation.by(Schemas.envelope()).errors(event)).isEmpty();
		assertThat(Records.read(event).coverage()).isEqualTo(coverage);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9007199254740993", "-9223372036854775809", "123456789012345678901234567890" })
	void keepsIntegers(String number) throws UnreadableEventException {
		// When
		JsonNode payload = payload(number);
		// Then
		assertThat(payload.bigIntegerValue()).isEqualTo(new BigInteger(number));
	}

	@ParameterizedTest
	@ValueSource(strings = { "9007199254740993.01", "0.1000", "3.14159265358979323846264338327950288", "1E+400" })
	void keepsDecimals(String number) throws UnreadableEventException {
		// When
		JsonNode payload = payload(number);
		// Then
		assertThat(payload.decimalValue()).isEqualTo(new BigDecimal(number));
	}

	private JsonNode payload(String json) throws UnreadableEventException {
		ObjectNode sample = Samples.event("unmapped");
		String value = sample.toString().replace("\"payload\":null", "\"payload\":" + json);
		return Records.read(Records.structured(sample), value).data().payload();
	}

}
