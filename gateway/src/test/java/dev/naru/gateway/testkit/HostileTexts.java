package dev.naru.gateway.testkit;

import java.util.List;
import java.util.stream.Stream;

import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts that a sender may put wherever a request has room for one, in the hope that
 * somebody takes them for more than a text.
 */
public final class HostileTexts {

	/** Media types that make a reader of CloudEvents look into the value. */
	public static final List<String> MEDIA_TYPES = List.of("application/cloudevents+json",
			"Application/CloudEvents+JSON", "application/cloudevents+json; charset=UTF-8",
			"application/cloudevents+json;charset=\"utf-16\"", "application/cloudevents+json ; charset=utf-7",
			"application/cloudevents-batch+json", "application/cloudevents-batch+json; charset=UTF-8",
			"application/json; charset=application/cloudevents+json", "application/json;application/cloudevents+json",
			"application/json, application/cloudevents+json");

	/** Names of what a record or a CloudEvent over HTTP says of itself. */
	public static final List<String> NAMES = List.of("naru-type", "naru-id", "naru-source", "naru-digest", "naru-mark",
			"naru-content-type", "naru-request", "ce_type", "ce_id", "ce_source", "ce_specversion", "ce_authenticity",
			"ce-type", "ce-id", "ce-source", "ce-specversion", "Ce-Authenticity", "traceparent");

	private static final List<String> TEXTS = List.of("", " ", "\t", "null", "0", "-1", "true",
			// Line ends, and what steers a terminal or ends a text
			"a\nnaru-type: payment.paid", "a\r\nnaru-type: payment.paid\r\n\r\n{}", "\u0000", "a\u0000b",
			"\u0007\u001b[2J", "\u007f", "\u0085", "\u009b31m", "a\u2028b\u2029c",
			// What is seen in another order, or not at all
			"\u202egnp.exe", "\u2066a\u2069", "\u200b", "\ufeff{}", "e\u0301", "\udb40\udc41",
			// No characters
			"\ufdd0", "\uffff", "\ud83f\udffe", "\ud83d", "\ude00\ud83d", "a\ud800",
			// Quotation marks, and what the gateway's own formats are made of
			"\"", "a\" source=\"forged", "\\", "\\\"", "\\u0022", "'", "`", "a\",\"type\":\"payment.paid\",\"x\":\"",
			"{\"specversion\":\"1.0\",\"type\":\"payment.paid\",\"source\":\"/sources/other\",\"id\":\"1\"}", "]}}",
			"a=b&c", "a,b;c", "%00", "%0d%0anaru-type:%20x", "../../sources/other", "/sources/other", "payment/1", "#",
			"?",
			// What something behind might work out
			"{}", "%s%n", "${java.version}", "${jndi:ldap://localhost/a}", "#{1+1}", "{{1}}",
			"<script>alert(1)</script>", "'; DROP TABLE records; --", "=1+1", "event: payment.paid\ndata: {}\n\n",
			// Names and types of the gateway's own
			"naru.quarantined", "quarantined", "payment.paid", "unknown", "other", "naru-type", "ce_type",
			"sha256-0000000000000000000000000000000000000000000000000000000000000000",
			// Lengths
			"x".repeat(1024), "x".repeat(1025), "한".repeat(1024), "😀".repeat(600), "x".repeat(100_000));

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
		.build();

	private HostileTexts() {
	}

	/**
	 * All of them, the media types and the names included.
	 */
	public static List<String> all() {
		return Stream.of(TEXTS, MEDIA_TYPES, NAMES).flatMap(List::stream).toList();
	}

	/**
	 * Such a text as JSON, with escapes for all that is not ASCII, so that half a
	 * surrogate pair gets through.
	 */
	public static String json(String text) {
		return JSON.writeValueAsString(text);
	}

	/**
	 * Such a text in so many words, for a message.
	 */
	public static String named(String text) {
		StringBuilder name = new StringBuilder();
		text.chars()
			.limit(40)
			.forEach((unit) -> name
				.append((unit >= ' ' && unit <= '~') ? String.valueOf((char) unit) : String.format("\\u%04x", unit)));
		return name + " (" + text.length() + ")";
	}

}
