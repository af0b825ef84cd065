package dev.naru.gateway.envelope;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.naru.gateway.envelope.EnvelopeProperties.Mode;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.Records;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.webhook.EventId;
import io.cloudevents.CloudEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the provider sent is in the record, as it was sent.
 */
class PayloadTest {

	private final Endpoint acme = TestProfiles.endpoint(TestProfiles.of("acme", """
			name: acme
			accepts: [json]
			verify: [{name: open, pinned-only: true, none: {}}]
			read: [{version: "1", id: {sha256: body}, type: {text: happened}}]
			answer: {status: 200}
			"""), "open");

	private final Endpoint portone = TestProfiles.endpoint(TestProfiles.builtIn("portone"), null,
			Webhook.STANDARD_SECRET);

	@ParameterizedTest
	@ValueSource(strings = { "{}", " \r\n{ \"event\" :\t\"x\" } \n", "{\"event\":\"x\",\"n\":1152921504606846976}",
			"{\"event\":\"x\",\"n\":[1.0,1.00,1E400,-0,0.10,12345678901234567890.123]}",
			"{\"event\":\"x\",\"t\":\"\\u00e9\\u2028\\/é한😀\u2028</script>\"}", "{\"event\":\"x\",\"event\":\"y\"}",
			"{\"event\":\"x\",\"half\":\"\\ud83d\"}", "{\"event\":\"x\",\"\":{\"a\":[[],{},null,true,false]}}" })
	void jsonIsCopiedByteForByte(String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

		Envelope structured = Records.checked(this.acme, Mode.STRUCTURED, Webhook.json(bytes));
		Envelope binary = Records.checked(this.acme, Mode.BINARY, Webhook.json(bytes));

		assertThat(text(structured)).endsWith("\"data\":{\"payload\":" + body + "}}");
		assertThat(text(binary)).isEqualTo("{\"payload\":" + body + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "\"text\"", "[1, 2]", "null", "true" })
	void anyValueMayBeAPayload(String body) {
		Envelope envelope = Records.checked(this.acme, Mode.STRUCTURED, Webhook.json(body));

		assertThat(text(envelope)).endsWith("\"data\":{\"payload\":" + body + "}}");
	}

	@ParameterizedTest
	@EnumSource(Mode.class)
	void aFormBecomesAnObjectBesideItsText(Mode mode) {
		String form = "payment_id=p+1&tx_id=t-1&status=Paid&tag=a&note=%22%EA%B5%AC%22%0A&tag=b&empty=&bare";
		Webhook webhook = Webhook.form(form).standard("msg_1");

		Envelope envelope = Records.checked(this.portone, mode, webhook);

		assertThat(Records.data(envelope).get("payload").toString()).isEqualTo(
				"""
						{"payment_id":"p 1","tx_id":"t-1","status":"Paid","tag":["a","b"],"note":"\\"구\\"\\n","empty":"","bare":""}""");
		assertThat(Records.data(envelope).get("raw").asString()).isEqualTo(form);
	}

	@ParameterizedTest
	@EnumSource(Mode.class)
	void whatIsUnreadableStandsInQuarantineByteForByte(Mode mode) {
		byte[] body = { '{', (byte) 0xff, 0, '\r', '\n' };
		Webhook webhook = Webhook.json(body).header("Content-Type", "application/json; charset=UTF-8");

		Envelope envelope = Records.checked(this.acme, mode, webhook);

		assertThat(envelope.value()).isEqualTo(body);
		assertThat(envelope.topic()).isEqualTo("webhooks.quarantine");
		assertThat(envelope.key()).isEqualTo(EventId.ofBody(body).value());
		Map<String, String> headers = new HashMap<>(envelope.headers());
		assertThat(headers.remove("naru-digest")).matches("[0-9a-f]{64}");
		assertThat(headers.remove("naru-request")).startsWith("{\"variant\":\"");
		assertThat(headers).isEqualTo(Map.ofEntries(Map.entry("ce_specversion", "1.0"),
				Map.entry("ce_id", EventId.ofBody(body).value()), Map.entry("ce_source", "/sources/test"),
				Map.entry("ce_type", "naru.quarantined"), Map.entry("content-type", "application/octet-stream"),
				Map.entry("naru-id", EventId.ofBody(body).value()), Map.entry("naru-source", "/sources/test"),
				Map.entry("naru-type", "naru.quarantined"),
				Map.entry("naru-content-type", "application/json; charset=UTF-8"), Map.entry("ce_provider", "acme"),
				Map.entry("ce_time", "2026-01-01T00:00:00.000Z"),
				Map.entry("ce_recordedtime", "2026-01-01T00:00:00.000Z"), Map.entry("ce_authenticity", "none"),
				Map.entry("ce_coverage", "none"), Map.entry("ce_partitionkey", EventId.ofBody(body).value()),
				Map.entry("ce_reason", "malformed_body")));
	}

	@Test
	void whatIsRefusedStandsInQuarantineUnderItsOwnIdAndType() {
		Webhook webhook = Webhook.form("payment_id=p-1&total_amount=1").standard("msg_1");

		CloudEvent event = Records.event(Records.checked(this.portone, Mode.STRUCTURED, webhook));

		assertThat(event.getId()).isEqualTo("msg_1");
		assertThat(event.getType()).isEqualTo("naru.quarantined");
		assertThat(event.getExtension("providertype")).isEqualTo("Transaction.Confirm");
		assertThat(event.getExtension("reason")).isEqualTo("refused_type");
		assertThat(event.getDataContentType()).isEqualTo("application/octet-stream");
	}

	@Test
	void aQuarantinedBodyWithoutMediaTypeHasNone() {
		Webhook webhook = Webhook.json("?").header("Content-Type");

		Envelope envelope = Records.checked(this.acme, Mode.BINARY, webhook);

		assertThat(envelope.headers()).doesNotContainKey("naru-content-type")
			.containsEntry("content-type", "application/octet-stream");
	}

	@Test
	void anEmptyBodyIsAnEmptyRecord() {
		Envelope envelope = Records.checked(this.acme, Mode.BINARY, Webhook.json(""));

		assertThat(envelope.value()).isEmpty();
	}

	private static String text(Envelope envelope) {
		return new String(envelope.value(), StandardCharsets.UTF_8);
	}

}
