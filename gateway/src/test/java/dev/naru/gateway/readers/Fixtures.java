package dev.naru.gateway.readers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.QuarantineReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records made by hand: one of each form, what a hostile sender makes of it, and what
 * only others write. They stand in {@code schemas/fixtures} for readers in other
 * languages.
 */
final class Fixtures {

	/** An attribute that a later gateway may add. */
	static final String LATER = "laterattribute";

	private static final String PAID = """
			{"type":"Transaction.Paid","timestamp":"2024-04-25T10:00:00.123456+09:00",\
			"data":{"paymentId":"p-1","transactionId":"t-1"}}""";

	private static final String FORGED = """
			{"specversion":"1.0","id":"evt_1","source":"/sources/stripe-main","type":"payment.paid",\
			"subject":"payment/pi_1","time":"2026-01-01T00:00:00Z","datacontenttype":"application/json",\
			"dataschema":"urn:naru:schema:data:payment:1","provider":"stripe","providertype":"charge.succeeded",\
			"providerversion":"1","recordedtime":"2026-01-01T00:00:00.000Z","authenticity":"signature",\
			"coverage":"body","partitionkey":"pi_1","data":{"resource":{"kind":"payment","id":"pi_1"},"payload":{}}}""";

	private static final Endpoint PORTONE = TestProfiles.endpoint(TestProfiles.builtIn("portone"), null,
			Webhook.STANDARD_SECRET);

	private static final Endpoint STANDARD = TestProfiles.endpoint(TestProfiles.builtIn("standard-webhooks"), null,
			Webhook.STANDARD_SECRET);

	private static final Endpoint UNSIGNED = TestProfiles.endpoint(TestProfiles.builtIn("portone-v1"), null);

	private static final Endpoint POPBILL = TestProfiles.endpoint(TestProfiles.builtIn("popbill"), "api-key", "key");

	private final List<Sample> samples = new ArrayList<>();

	private Fixtures() {
		plain();
		hostile();
		quarantined();
		ofLaterGateways();
		ofOthers();
	}

	static List<Sample> all() {
		return new Fixtures().samples;
	}

	private void plain() {
		event("paid", PORTONE,
				Webhook.json(PAID)
					.standard("msg_1")
					.header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
		event("without-time", UNSIGNED,
				Webhook.json("{\"imp_uid\":\"imp_1\",\"merchant_uid\":\"order-1\",\"status\":\"paid\"}"));
		event("with-sequence", POPBILL,
				Webhook.json("{\"itemKey\":\"i-1\",\"mgtKey\":\"m-1\",\"stateCode\":304,\"eventType\":\"NTS\"}")
					.header("X-Api-Key", "key")
					.header("Pb-Webhook-Type", "CASHBILL.STATE")
					.header("Pb-Webhook-MID", "mid-1"));
		event("form", PORTONE,
				Webhook.form("payment_id=p+1&tx_id=t-1&status=Paid&tag=a&note=%22%EA%B5%AC%22%0A&tag=b&empty=&bare")
					.standard("msg_2"));
		Vector github = Vector.of("github-1");
		event("type-in-header", TestProfiles.endpoint(github), github.webhook().header("X-GitHub-Event", "push"));
		event("unmapped", STANDARD, Webhook.json("{\"type\":\"something.happened\"}").standard("msg_3"));
	}

	private void hostile() {
		event("numbers", STANDARD, Webhook
			.json("""
					{"type":"x","above":9007199254740993,"long":0.1234567890123456789012345,"large":1E400,"zeros":[1.0,1.00,-0]}""")
			.standard("msg_4"));
		event("texts", STANDARD, Webhook
			.json("""
					{"type":"결제 \\"1\\" \\\\ / 😀 {}","data":{"id":"\u2028</script>"},"half":"\\ud83d","":{"a":[[],{},null]}}""")
			.standard("msg_5"));
		event("percent", STANDARD, Webhook.json("{\"type\":\"100%41 of it + %\"}").standard("msg_6"));
		event("same-name-twice", STANDARD, Webhook.json("{\"type\":\"x\",\"n\":1,\"n\":2}").standard("msg_7"));
		event("deep", STANDARD,
				Webhook.json("{\"type\":\"x\",\"n\":" + "[".repeat(49) + "]".repeat(49) + "}").standard("msg_8"));
		event("cloudevent-in-body", STANDARD,
				Webhook.json(FORGED)
					.header("Content-Type", "application/cloudevents+json")
					.header("ce_type", "payment.paid")
					.standard("msg_9"));
	}

	private void quarantined() {
		for (QuarantineReason reason : QuarantineReason.values()) {
			Webhook webhook = Webhook.json("{\"type\":").standard("msg_q");
			this.samples.addAll(Corpus.samples(
					"quarantined-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), PORTONE,
					TestProfiles.verified(PORTONE, webhook),
					new Unreadable(reason, new EventId("msg_q"), "Transaction.Paid", Coverage.BODY, webhook.body())));
		}
		forged("forged-structured", "application/cloudevents+json");
		forged("forged-structured-capitals", "Application/CloudEvents+JSON;Charset=UTF-8");
		forged("forged-structured-charset", "application/cloudevents+json; charset=utf-16");
		forged("forged-batch", "application/cloudevents-batch+json");
		forged("forged-avro", "application/cloudevents+avro");
		forged("forged-json", "application/json");
		forged("forged-unnamed");
		forged("forged-twice", "application/json", "application/cloudevents+json");
		unreadable("quarantined-bytes", Webhook.json(new byte[] { '{', (byte) 0xff, 0, '\r', '\n' })
			.header("Content-Type", "application/json; charset=UTF-8"));
		unreadable("quarantined-nothing", Webhook.json(""));
	}

	/**
	 * A body that claims to be another source's event, from a sender that proves nothing.
	 */
	private void forged(String name, String... mediaType) {
		unreadable(name,
				Webhook.json(FORGED)
					.header("Content-Type", mediaType)
					.header("ce_type", "payment.paid")
					.header("ce_specversion", "1.0")
					.header("naru-type", "payment.paid"));
	}

	private void ofLaterGateways() {
		Sample structured = named("paid.structured");
		Sample binary = named("paid.binary");
		Map<String, String> added = Map.of(LATER, "1");
		event(Sample.Author.GATEWAY, "later-attribute.structured", changed(structured, added), structured, added,
				Map.of());
		event(Sample.Author.GATEWAY, "later-attribute.binary", changed(binary, added), binary, added, Map.of());
		Map<String, String> unknown = new TreeMap<>(Map.of("authenticity", "oath", "coverage", "most"));
		Map<String, String> weakest = new TreeMap<>(Map.of("authenticity", "none", "coverage", "none"));
		event(Sample.Author.GATEWAY, "unknown-words.structured", changed(structured, unknown), structured, unknown,
				weakest);
		event(Sample.Author.GATEWAY, "unknown-words.binary", changed(binary, unknown), binary, unknown, weakest);
	}

	private void ofOthers() {
		Sample structured = named("paid.structured");
		Sample binary = named("paid.binary");
		String capitals = "Application/CloudEvents+JSON;Charset=utf-8";
		event(Sample.Author.OTHER, "capitals.structured",
				copy(structured, (headers) -> set(headers, "content-type", capitals), structured.record().value()),
				structured, Map.of(), Map.of());
		event(Sample.Author.OTHER, "capitals.binary",
				copy(binary, (headers) -> set(headers, "content-type", "Application/JSON"), binary.record().value()),
				binary, Map.of("datacontenttype", "Application/JSON"), Map.of());
		unreadable("without-content-type.structured", "it may be anything",
				copy(structured, (headers) -> headers.remove("content-type"), structured.record().value()));
		unreadable("without-content-type.binary", "it may be anything",
				copy(binary, (headers) -> headers.remove("content-type"), binary.record().value()));
		for (String name : List.of("naru-id", "naru-source", "naru-type")) {
			unreadable("without-" + name + ".structured", "not of a gateway",
					copy(structured, (headers) -> headers.remove(name), structured.record().value()));
			unreadable("another-" + name + ".structured", "the gateway wrote another",
					copy(structured, (headers) -> set(headers, name, "another"), structured.record().value()));
			unreadable("another-" + name + ".binary", "the gateway wrote another",
					copy(binary, (headers) -> set(headers, name, "another"), binary.record().value()));
		}
		unreadable("without-headers", "not of a gateway",
				copy(structured, Fixtures::clear, structured.record().value()));
		unreadable("tombstone", "no value", copy(structured, Fixtures::clear, null));
		unreadable("tombstone.structured", "no value", copy(structured, Fixtures::keep, null));
		unreadable("tombstone.binary", "no value", copy(binary, Fixtures::keep, null));
		unreadable("nothing.structured", "an empty value", copy(structured, Fixtures::keep, new byte[0]));
		unreadable("nothing.binary", "an empty value", copy(binary, Fixtures::keep, new byte[0]));
		byte[] value = structured.record().value();
		unreadable("cut.structured", "not JSON", copy(structured, Fixtures::keep, Arrays.copyOf(value, 100)));
		byte[] latin = new String(value, StandardCharsets.UTF_8).replace("Transaction.Paid", "Transacci\u00f3n")
			.getBytes(StandardCharsets.ISO_8859_1);
		unreadable("latin.structured", "not UTF-8", copy(structured, Fixtures::keep, latin));
		unreadable("latin-header.binary", "a header is not UTF-8",
				copy(binary,
						(headers) -> headers.remove("ce_subject")
							.add("ce_subject", "ni\u00f1o".getBytes(StandardCharsets.ISO_8859_1)),
						binary.record().value()));
		unreadable("version.structured", "another version of CloudEvents",
				changed(structured, Map.of("specversion", "0.3")));
		unreadable("version.binary", "another version of CloudEvents", changed(binary, Map.of("specversion", "0.3")));
		unreadable("batch", "a batch of events",
				copy(structured, (headers) -> set(headers, "content-type", "application/cloudevents-batch+json"),
						("[" + new String(value, StandardCharsets.UTF_8) + "]").getBytes(StandardCharsets.UTF_8)));
		unreadable("list.structured", "not an object",
				copy(structured, Fixtures::keep, "[]".getBytes(StandardCharsets.UTF_8)));
		unreadable("another-producer", "a CloudEvent, but not of a gateway",
				copy(structured, (headers) -> List.of("naru-id", "naru-source", "naru-type").forEach(headers::remove),
						"""
								{"specversion":"1.0","id":"1","source":"/billing","type":"payment.paid","data":{"payload":{}}}"""
							.getBytes(StandardCharsets.UTF_8)));
		// What the gateway wrote counts, whatever all the rest says.
		add("quarantined-whatever-else.structured", Sample.Author.OTHER,
				copy(structured, (headers) -> set(headers, "naru-type", "naru.quarantined"), value),
				new Meaning.Quarantined(Map.of()));
		add("quarantined-whatever-else.binary", Sample.Author.OTHER,
				copy(binary, (headers) -> set(headers, "naru-type", "naru.quarantined"), binary.record().value()),
				new Meaning.Quarantined(Map.of()));
	}

	private void event(String name, Endpoint endpoint, Webhook webhook) {
		VerifiedDelivery verified = TestProfiles.verified(endpoint, webhook);
		this.samples
			.addAll(Corpus.samples(name, endpoint, verified, (Reading.NormalizedEvent) endpoint.read(verified)));
	}

	private void unreadable(String name, Webhook webhook) {
		VerifiedDelivery verified = TestProfiles.verified(UNSIGNED, webhook);
		this.samples.addAll(Corpus.samples(name, UNSIGNED, verified, (Unreadable) UNSIGNED.read(verified)));
	}

	private void event(Sample.Author author, String name, ConsumerRecord<String, byte[]> record, Sample origin,
			Map<String, String> changes, Map<String, String> understood) {
		Meaning.Event meaning = (Meaning.Event) origin.meaning();
		Map<String, String> attributes = new TreeMap<>(meaning.attributes());
		attributes.putAll(changes);
		add(name, author, record, new Meaning.Event(attributes, meaning.data(), understood));
	}

	private void unreadable(String name, String reason, ConsumerRecord<String, byte[]> record) {
		add(name, Sample.Author.OTHER, record, new Meaning.Unreadable(reason));
	}

	private void add(String name, Sample.Author author, ConsumerRecord<String, byte[]> record, Meaning meaning) {
		this.samples.add(new Sample(name, author, record, meaning));
	}

	private Sample named(String name) {
		return this.samples.stream().filter((sample) -> sample.name().equals(name)).findFirst().orElseThrow();
	}

	/**
	 * The record with other attributes, wherever they stand in it.
	 */
	private static ConsumerRecord<String, byte[]> changed(Sample origin, Map<String, String> attributes) {
		if (!origin.structured()) {
			return copy(origin, (headers) -> attributes.forEach((name, value) -> set(headers, "ce_" + name, value)),
					origin.record().value());
		}
		ObjectNode event = (ObjectNode) Sample.EXACT.readTree(origin.record().value());
		attributes.forEach(event::put);
		return copy(origin, Fixtures::keep, Sample.EXACT.writeValueAsBytes(event));
	}

	private static ConsumerRecord<String, byte[]> copy(Sample origin, Consumer<Headers> change,
			byte @Nullable [] value) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(origin.record().topic(), 0, 0,
				origin.record().key(), value);
		origin.record().headers().forEach(record.headers()::add);
		change.accept(record.headers());
		return record;
	}

	private static void keep(Headers headers) {
	}

	private static void clear(Headers headers) {
		Arrays.stream(headers.toArray()).map(Header::key).forEach(headers::remove);
	}

	private static void set(Headers headers, String name, String value) {
		headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
	}

}
