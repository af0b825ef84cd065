package dev.naru.gateway.readers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.envelope.EnvelopeProperties.Mode;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.HostileTexts;
import dev.naru.gateway.testkit.Records;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.VerifiedDelivery;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.databind.JsonNode;

/**
 * The records that every reader has to read: those of every vector of every provider, in
 * both modes, those of the {@link HostileTexts}, and the {@link Fixtures}.
 */
final class Corpus {

	/** What of a binary record is not an attribute of the event. */
	private static final String PREFIX = "ce_";

	private static final List<Sample> ALL = Stream
		.of(Fixtures.all().stream(), Vector.all().flatMap((vector) -> samples(vector).stream()), hostile().stream())
		.flatMap(Function.identity())
		.toList();

	private Corpus() {
	}

	static List<Sample> all() {
		return ALL;
	}

	private static List<Sample> samples(Vector vector) {
		Endpoint endpoint = TestProfiles.endpoint(vector);
		List<Sample> samples = new ArrayList<>();
		if (endpoint.verify(vector.delivery(), vector.now()) instanceof VerifiedDelivery verified) {
			String name = vector.file().replace(".json", "");
			List<Reading.Item> items = items(endpoint.read(verified));
			for (int i = 0; i < items.size(); i++) {
				samples.addAll(samples((items.size() > 1) ? name + "." + i : name, endpoint, verified, items.get(i)));
			}
		}
		return samples;
	}

	/**
	 * Each text as the type, as the id of the resource, and within the body.
	 */
	private static List<Sample> hostile() {
		Endpoint endpoint = TestProfiles.endpoint(TestProfiles.builtIn("standard-webhooks"), null,
				Webhook.STANDARD_SECRET);
		List<Sample> samples = new ArrayList<>();
		for (String text : HostileTexts.all()) {
			for (String body : List.of("{\"type\":%s}", "{\"type\":\"x\",\"data\":{\"id\":%s}}",
					"{\"type\":\"x\",\"text\":%s}")) {
				Webhook webhook = Webhook.json(body.formatted(HostileTexts.json(text))).standard("msg_1");
				VerifiedDelivery verified = TestProfiles.verified(endpoint, webhook);
				for (Reading.Item item : items(endpoint.read(verified))) {
					samples.addAll(samples("hostile-" + samples.size(), endpoint, verified, item));
				}
			}
		}
		return samples;
	}

	private static List<Reading.Item> items(Reading reading) {
		return switch (reading) {
			case Reading.Item item -> List.of(item);
			case Reading.Batch batch -> batch.items();
			case Reading.Handshake handshake -> List.of();
		};
	}

	/**
	 * What becomes of an item: an event in both modes, and in quarantine a record that is
	 * the same in both.
	 */
	static List<Sample> samples(String name, Endpoint endpoint, VerifiedDelivery verified, Reading.Item item) {
		Envelope structured = Records.of(endpoint, Mode.STRUCTURED, verified, item);
		if (item instanceof Reading.Unreadable) {
			return List.of(sample(name, structured, new Meaning.Quarantined(headers(Records.record(structured)))));
		}
		// A reader of JSON, and no more, says how both are to be read.
		JsonNode event = Sample.EXACT.readTree(structured.value());
		Map<String, String> attributes = new TreeMap<>();
		event.properties()
			.stream()
			.filter((member) -> !member.getKey().equals("data"))
			.forEach((member) -> attributes.put(member.getKey(), member.getValue().asString()));
		Meaning meaning = new Meaning.Event(attributes, event.get("data"), Map.of());
		return List.of(sample(name + ".structured", structured, meaning),
				sample(name + ".binary", Records.of(endpoint, Mode.BINARY, verified, item), meaning));
	}

	private static Sample sample(String name, Envelope envelope, Meaning meaning) {
		return new Sample(name, Sample.Author.GATEWAY, Records.record(envelope), meaning);
	}

	private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
		Map<String, String> attributes = new TreeMap<>();
		for (Header header : record.headers()) {
			String text = new String(header.value(), StandardCharsets.UTF_8);
			if (header.key().startsWith(PREFIX)) {
				attributes.put(header.key().substring(PREFIX.length()), text);
			}
			else if (header.key().equals("content-type")) {
				attributes.put("datacontenttype", text);
			}
		}
		return attributes;
	}

}
