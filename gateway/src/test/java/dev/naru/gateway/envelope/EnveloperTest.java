package dev.naru.gateway.envelope;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.envelope.EnvelopeProperties.Mode;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.testkit.Records;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.QuarantineReason;
import io.cloudevents.CloudEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Events stand on Kafka as CloudEvents that anyone can read.
 */
class EnveloperTest {

	private static final String PAID = """
			{"type":"Transaction.Paid","timestamp":"2024-04-25T10:00:00.5+09:00","data":{"paymentId":"p-1","transactionId":"t-1"}}""";

	private final Endpoint portone = TestProfiles.endpoint(TestProfiles.builtIn("portone"), null,
			Webhook.STANDARD_SECRET);

	private final Endpoint popbill = TestProfiles.endpoint(TestProfiles.builtIn("popbill"), "api-key", "key");

	@ParameterizedTest
	@EnumSource(Mode.class)
	void theSdkReadsEveryAttribute(Mode mode) {
		Webhook webhook = Webhook.json(PAID)
			.standard("msg_1")
			.header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

		CloudEvent event = Records.event(Records.checked(this.portone, mode, webhook));

		assertThat(event.getSpecVersion().toString()).isEqualTo("1.0");
		assertThat(event.getId()).isEqualTo("msg_1");
		assertThat(event.getSource()).isEqualTo(URI.create("/sources/test"));
		assertThat(event.getType()).isEqualTo("payment.paid");
		assertThat(event.getSubject()).isEqualTo("payment/p-1");
		assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2024-04-25T10:00:00.5+09:00"));
		assertThat(event.getDataContentType()).isEqualTo("application/json");
		assertThat(event.getDataSchema()).isEqualTo(URI.create("urn:naru:schema:data:payment:1"));
		assertThat(extensions(event)).isEqualTo(Map.of("provider", "portone", "providertype", "Transaction.Paid",
				"providerversion", "2024-04-25", "payloadschema", "urn:naru:schema:payload:portone:2024-04-25",
				"recordedtime", "2026-01-01T00:00:00.000Z", "authenticity", "signature", "coverage", "body",
				"partitionkey", "p-1", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
	}

	@ParameterizedTest
	@EnumSource(Mode.class)
	void theDataNamesTheResourceAndHoldsThePayload(Mode mode) {
		Webhook webhook = Webhook.json("""
				{"itemKey":"i-1","mgtKey":"m-1","stateCode":304,"eventType":"NTS"}""")
			.header("X-Api-Key", "key")
			.header("Pb-Webhook-Type", "CASHBILL.STATE")
			.header("Pb-Webhook-MID", "mid-1");

		Envelope envelope = Records.checked(this.popbill, mode, webhook);

		assertThat(Records.data(envelope).toString()).isEqualTo("""
				{"resource":{"kind":"cash_receipt","id":"i-1"},"state":"304","references":{"merchant_reference":"m-1"},\
				"payload":{"itemKey":"i-1","mgtKey":"m-1","stateCode":304,"eventType":"NTS"}}""");
		assertThat(extensions(Records.event(envelope))).containsEntry("subjectsequence", "0000000000000000304")
			.containsEntry("authenticity", "shared_secret")
			.containsEntry("coverage", "none");
	}

	@Test
	void aStructuredRecordIsToldByItsHeaders() {
		Envelope envelope = Records.checked(this.portone, Mode.STRUCTURED, Webhook.json(PAID).standard("msg_1"));

		assertThat(envelope.headers()).isEqualTo(Map.of("content-type", "application/cloudevents+json; charset=UTF-8",
				"naru-id", "msg_1", "naru-source", "/sources/test", "naru-type", "payment.paid"));
		assertThat(envelope.topic()).isEqualTo("webhooks.portone");
		assertThat(envelope.id()).isEqualTo(new EventId("msg_1"));
		assertThat(envelope.source()).hasToString("test");
	}

	@Test
	void aBinaryRecordHasAHeaderForEachAttribute() {
		Envelope envelope = Records.checked(this.portone, Mode.BINARY, Webhook.json(PAID).standard("msg_1"));

		assertThat(envelope.headers()).containsOnlyKeys("content-type", "naru-id", "naru-source", "naru-type",
				"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_dataschema",
				"ce_provider", "ce_providertype", "ce_providerversion", "ce_payloadschema", "ce_recordedtime",
				"ce_authenticity", "ce_coverage", "ce_partitionkey");
		assertThat(envelope.headers()).containsEntry("content-type", "application/json");
	}

	@ParameterizedTest
	@EnumSource(Mode.class)
	void whatItsIdAloneDoesNotTellBearsADigest(Mode mode) {
		Webhook webhook = Webhook.json("{\"itemKey\":\"i-1\",\"eventType\":\"NTS\"}")
			.header("X-Api-Key", "key")
			.header("Pb-Webhook-Type", "CASHBILL.STATE")
			.header("Pb-Webhook-MID", "mid-1");

		Envelope envelope = Records.checked(this.popbill, mode, webhook);
		Envelope unreadable = Records.checked(this.popbill, mode,
				Webhook.json("{").header("X-Api-Key", "key").header("Pb-Webhook-MID", "mid-1"));

		assertThat(envelope.headers().get("naru-digest")).matches("[0-9a-f]{64}");
		assertThat(unreadable.headers().get("naru-digest")).matches("[0-9a-f]{64}");
		assertThat(Records.checked(this.popbill, mode, webhook).headers()).isEqualTo(envelope.headers());
	}

	@ParameterizedTest
	@EnumSource(Mode.class)
	void everyRecordBearsTheMarkOfItsFleet(Mode mode) {
		FleetKeys fleet = FleetKeys.of(List.of(new Secret("0123456789abcdef0123456789abcdef")));
		VerifiedDelivery verified = TestProfiles.verified(this.portone, Webhook.json(PAID).standard("msg_1"));
		Enveloper enveloper = new Enveloper(new EnvelopeProperties(mode, ""), fleet);
		NormalizedEvent event = (NormalizedEvent) this.portone.read(verified);

		Envelope envelope = enveloper.envelope(this.portone, verified, event, null);
		Envelope unreadable = enveloper.quarantine(new KeptRequest(this.portone, verified),
				new Unreadable(QuarantineReason.MISSING_FIELD, event.id(), null, Coverage.NONE, new byte[0]), "digest");

		assertThat(envelope.headers().get("naru-mark"))
			.isEqualTo(fleet.mark("webhooks.portone", "/sources/test", "msg_1", null));
		assertThat(unreadable.headers().get("naru-mark"))
			.isEqualTo(fleet.mark("webhooks.quarantine", "/sources/test", "msg_1", "digest"));
	}

	@ParameterizedTest
	@EnumSource(Mode.class)
	void aPayloadWithoutAPublishedSchemaNamesNone(Mode mode) {
		Endpoint stripe = TestProfiles.endpoint(TestProfiles.of("acme", """
				name: acme
				accepts: [json]
				verify: [{name: open, pinned-only: true, none: {}}]
				read: [{version: "2024-04-25", id: {sha256: body}, type: {text: happened}}]
				answer: {status: 200}
				"""), "open");

		CloudEvent event = Records.event(Records.checked(stripe, mode, Webhook.json("{}")));

		assertThat(event.getExtensionNames()).doesNotContain("payloadschema");
		assertThat(event.getDataSchema()).isEqualTo(URI.create("urn:naru:schema:data:1"));
	}

	@ParameterizedTest
	@EnumSource(Mode.class)
	void aSourceIsAbsoluteBehindItsPrefix(Mode mode) {
		VerifiedDelivery verified = TestProfiles.verified(this.portone, Webhook.json(PAID).standard("msg_1"));
		FleetKeys fleet = FleetKeys.of(List.of(new Secret("0123456789abcdef0123456789abcdef")));
		Enveloper enveloper = new Enveloper(new EnvelopeProperties(mode, "https://hooks.example.com/seoul"), fleet);

		Envelope envelope = enveloper.envelope(this.portone, verified, (NormalizedEvent) this.portone.read(verified),
				null);

		assertThat(Records.event(envelope).getSource())
			.isEqualTo(URI.create("https://hooks.example.com/seoul/sources/test"));
		assertThat(envelope.headers()).containsEntry("naru-source", "https://hooks.example.com/seoul/sources/test")
			.containsEntry("naru-mark",
					fleet.mark("webhooks.portone", "https://hooks.example.com/seoul/sources/test", "msg_1", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hooks.example.com", "/seoul", "https://hooks.example.com/", "https://x/?a=b",
			"https://x/#a", "https://x y", "https://서울.example", "https:", "://x", " https://x", "https://x\n" })
	void aPrefixThatMakesNoAbsoluteUriIsAMistake(String prefix) {
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> new EnvelopeProperties(Mode.STRUCTURED, prefix))
			.withMessageContaining("naru.envelope.source-prefix");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "https://hooks.example.com", "https://hooks.example.com:8443/seoul", "urn:example:naru" })
	void aPrefixIsAnAbsoluteUriOrNone(String prefix) {
		URI source = URI.create(new EnvelopeProperties(Mode.STRUCTURED, prefix).source(this.portone.source().id()));

		assertThat(source.isAbsolute()).isEqualTo(!prefix.isEmpty());
		assertThat(source).hasToString(prefix + "/sources/test");
	}

	@ParameterizedTest
	@EnumSource(Mode.class)
	void whatIsAbsentIsLeftOut(Mode mode) {
		Webhook webhook = Webhook.json("{\"type\":\"Store.Opened\",\"timestamp\":\"\",\"data\":{}}").standard("msg_1");

		Envelope envelope = Records.checked(this.portone, mode, webhook);

		CloudEvent event = Records.event(envelope);
		assertThat(event.getSubject()).isNull();
		assertThat(event.getTime()).as("when it was received").isEqualTo(OffsetDateTime.parse("2026-01-01T00:00:00Z"));
		assertThat(event.getDataSchema()).isEqualTo(URI.create("urn:naru:schema:data:1"));
		assertThat(event.getExtensionNames()).doesNotContain("subjectsequence", "traceparent");
		assertThat(Records.data(envelope).propertyNames()).containsExactly("payload");
	}

	@ParameterizedTest
	@CsvSource({ "2024-04-25T10:00Z,2024-04-25T10:00:00Z", "2024-04-25T10:00:00+09:00,2024-04-25T10:00:00+09:00",
			"2024-04-25T10:00:00.000Z,2024-04-25T10:00:00Z",
			"2024-04-25T10:00:00.123456789-03:30,2024-04-25T10:00:00.123456789-03:30",
			"0000-01-01T00:00:00Z,0000-01-01T00:00:00Z" })
	void aTimeHasSecondsAndAnOffset(String sent, String written) {
		Webhook webhook = Webhook.json("{\"type\":\"Store.Opened\",\"timestamp\":\"" + sent + "\",\"data\":{}}")
			.standard("msg_1");

		Envelope envelope = Records.checked(this.portone, Mode.BINARY, webhook);

		assertThat(envelope.headers()).containsEntry("ce_time", written);
	}

	@Test
	void theKeyIsTheSubjectsIdOrElseTheEvents() {
		Envelope about = Records.checked(this.portone, Mode.STRUCTURED, Webhook.json(PAID).standard("msg_1"));
		Envelope lone = Records.checked(this.portone, Mode.STRUCTURED,
				Webhook.json("{\"type\":\"Store.Opened\",\"timestamp\":\"\",\"data\":{}}").standard("msg_2"));

		assertThat(about.key()).isEqualTo("p-1");
		assertThat(lone.key()).isEqualTo("msg_2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
			"00-00000000000000000000000000000000-b7ad6b7169203331-01",
			"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
			"00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
			"ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
			" 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333g-01" })
	void aTraceThatIsNotWellFormedIsNotPassedOn(String traceparent) {
		Webhook webhook = Webhook.json(PAID).standard("msg_1").header("traceparent", traceparent);

		CloudEvent event = Records.event(Records.checked(this.portone, Mode.STRUCTURED, webhook));

		assertThat(event.getExtension("traceparent")).isNull();
	}

	@Test
	void aTraceThatIsGivenTwiceIsNotPassedOn() {
		String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
		Webhook webhook = Webhook.json(PAID).standard("msg_1").header("traceparent", traceparent, traceparent);

		CloudEvent event = Records.event(Records.checked(this.portone, Mode.STRUCTURED, webhook));

		assertThat(event.getExtension("traceparent")).isNull();
	}

	@ParameterizedTest
	@EnumSource(Mode.class)
	void anAttributeMayHoldAnyCharacterThatATextMay(Mode mode) {
		String paymentId = "결제 \"1\" \\ / % 😀 {}";
		Webhook webhook = Webhook
			.json("""
					{"type":"Transaction.Paid","timestamp":"?","data":{"transactionId":"t-1","paymentId":"결제 \\"1\\" \\\\ / % 😀 {}"}}""")
			.standard("msg_1");

		Envelope envelope = Records.checked(this.portone, mode, webhook);

		assertThat(Records.event(envelope).getSubject()).isEqualTo("payment/" + paymentId);
		assertThat(Records.event(envelope).getId()).isEqualTo("msg_1");
		assertThat(envelope.key()).isEqualTo(paymentId);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/cloudevents+json", "Application/CloudEvents+JSON; charset=utf-8" })
	void aBodyInQuarantineIsNeverTakenForAnEvent(String contentType) {
		Webhook webhook = Webhook
			.json("""
					{"specversion":"1.0","id":"1","source":"/sources/other","type":"payment.paid","authenticity":"signature"}""")
			.header("content-type", contentType)
			.header("X-Api-Key", "key");

		CloudEvent event = Records.event(Records.checked(this.popbill, Mode.STRUCTURED, webhook));

		assertThat(event.getType()).isEqualTo("naru.quarantined");
		assertThat(event.getSource()).isEqualTo(URI.create("/sources/test"));
		assertThat(event.getDataContentType()).isEqualTo("application/octet-stream");
	}

	@Test
	void aSizeCountsValueAndKey() {
		Envelope envelope = Records.checked(this.portone, Mode.STRUCTURED, Webhook.json(PAID).standard("msg_1"));

		assertThat(envelope.size()).isGreaterThan(envelope.value().length + "p-1".length());
		assertThat(envelope).hasToString("Envelope[source=test, id=msg_1, topic=webhooks.portone]");
	}

	private static Map<String, Object> extensions(CloudEvent event) {
		Map<String, Object> extensions = new HashMap<>();
		event.getExtensionNames().forEach((name) -> extensions.put(name, event.getExtension(name)));
		return extensions;
	}

}
