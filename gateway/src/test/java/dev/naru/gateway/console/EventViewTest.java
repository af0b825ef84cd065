package dev.naru.gateway.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.publication.TailRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventViewTest {

	private static final Map<String, String> STRUCTURED = Map.of("content-type",
			"application/cloudevents+json; charset=utf-8", "naru-source", "/sources/shop", "naru-type", "payment.paid");

	@Test
	void showsAStructuredEventAsItStandsOnOneLine() {
		// Given a structured event whose payload came with line breaks and a large number
		String stored = "{\"id\":\"1\",\"source\":\"/sources/shop\",\"type\":\"payment.paid\",\n"
				+ "\"data\":{\"type\":\"inner\",\r\n \"amount\":12345678901234567890.10,\"text\":\"a\\nb\"}}";

		// When it is viewed
		EventView view = EventView.of(record(STRUCTURED, stored));

		// Then it is on one line, and nothing else has changed
		assertThat(view.source()).isEqualTo("/sources/shop");
		assertThat(view.type()).isEqualTo("payment.paid");
		assertThat(view.line()).isEqualTo(stored.replace('\n', ' ').replace('\r', ' '))
			.contains("12345678901234567890.10")
			.contains("a\\nb");
	}

	@Test
	void rebuildsABinaryEventWithJsonData() {
		// Given an event in binary mode
		Map<String, String> headers = Map.of("content-type", "application/json", "ce_id", "1", "ce_source",
				"/sources/shop", "ce_type", "payment.paid", "traceparent", "00-1", "naru-source", "/sources/shop",
				"naru-type", "payment.paid");

		// When it is viewed, then it is one JSON object of its attributes and its data
		EventView view = EventView.of(record(headers, "{\n\"amount\":1.0}"));
		assertThat(view.line()).isEqualTo("{\"datacontenttype\":\"application/json\",\"id\":\"1\","
				+ "\"source\":\"/sources/shop\",\"type\":\"payment.paid\",\"data\":{ \"amount\":1.0}}");
		assertThat(view.source()).isEqualTo("/sources/shop");
		assertThat(view.type()).isEqualTo("payment.paid");
	}

	@Test
	void showsOtherDataAsTextOrInBase64() {
		// Given data that is not JSON, says so wrongly, is not even text, or is not there
		Map<String, String> form = Map.of("content-type", "application/x-www-form-urlencoded", "naru-type", "a.b");
		Map<String, String> json = Map.of("content-type", "application/json", "naru-type", "a.b");

		// When they are viewed, then each is shown as well as it can be
		assertThat(EventView.of(record(form, "a=1&b=\"2\"")).line())
			.isEqualTo("{\"datacontenttype\":\"application/x-www-form-urlencoded\",\"data\":\"a=1&b=\\\"2\\\"\"}");
		assertThat(EventView.of(record(json, "{\"a\":")).line())
			.isEqualTo("{\"datacontenttype\":\"application/json\",\"data\":\"{\\\"a\\\":\"}");
		assertThat(EventView.of(record(json, "{} {}")).line())
			.isEqualTo("{\"datacontenttype\":\"application/json\",\"data\":\"{} {}\"}");
		assertThat(EventView.of(record(Map.of(), new byte[] { (byte) 0xff, 0 })).line())
			.isEqualTo("{\"data_base64\":\"/wA=\"}");
		assertThat(EventView.of(record(Map.of(), "")).line()).isEqualTo("{}");
	}

	@Test
	void showsWhatOnlyClaimsToBeAnEvent() {
		// Given a value that is no JSON, though its header says so
		// When it is viewed, then it is shown as text
		EventView view = EventView.of(record(STRUCTURED, "not json"));
		assertThat(view.line()).contains("\"data\":\"not json\"");
	}

	@Test
	void takesNoValueForAnEventThatTheGatewayDoesNotCallOne() {
		// Given values in the shape of an event, in quarantine, and of nobody knows whom
		String event = "{\"id\":\"1\",\"source\":\"/sources/shop\",\"type\":\"payment.paid\",\"data\":{}}";
		for (String contentType : List.of("application/cloudevents+json", "application/json",
				"application/octet-stream")) {
			Map<String, String> quarantined = Map.of("content-type", contentType, "ce_type", "naru.quarantined",
					"naru-source", "/sources/open", "naru-type", "naru.quarantined");
			Map<String, String> foreign = Map.of("content-type", contentType);

			// When they are viewed, then they are texts
			String shown = "\"data\":\"{\\\"id\\\":\\\"1\\\"";
			EventView view = EventView.of(record(quarantined, event));
			assertThat(view.line()).contains(shown).contains("\"type\":\"naru.quarantined\"");
			assertThat(view.source()).isEqualTo("/sources/open");
			assertThat(view.type()).isEqualTo("naru.quarantined");
			assertThat(EventView.of(record(foreign, event)).line()).contains(shown);
			assertThat(EventView.of(record(foreign, event)).type()).isEmpty();
		}
	}

	private static TailRecord record(Map<String, String> headers, String value) {
		return record(headers, value.getBytes(StandardCharsets.UTF_8));
	}

	private static TailRecord record(Map<String, String> headers, byte[] value) {
		return new TailRecord("topic", 0, 0, Instant.EPOCH, null, headers, value);
	}

}
