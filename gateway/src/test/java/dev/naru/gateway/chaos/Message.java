package dev.naru.gateway.chaos;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;

import dev.naru.gateway.webhook.EventId;

/**
 * One event of a provider, or what else is sent to a gateway. It stays the same however
 * often it is sent; only what signs it is made anew.
 *
 * @param kind what is to become of it
 * @param source the name of the gateway's source
 * @param id the event's id
 * @param subject the id of what the event is about
 * @param sequence which of the events of that subject
 * @param body what is sent
 * @param signing makes the headers
 */
record Message(Kind kind, String source, String id, String subject, int sequence, byte[] body, Signing signing) {

	private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

	/**
	 * What is to become of a message.
	 */
	enum Kind {

		/** An event of a sender that sends the next only when this one is safe. */
		ORDERED,

		/** An event that stands alone. */
		SINGLE,

		/** Genuine, and to be quarantined. */
		UNREADABLE,

		/** A question that is answered and never gets to Kafka. */
		HANDSHAKE,

		/** To be turned away. */
		FORGED

	}

	/**
	 * Makes the headers of a request.
	 */
	@FunctionalInterface
	interface Signing {

		Map<String, String> headers(String id, byte[] body, Instant now);

	}

	/**
	 * The same event for the same numbers, also from a sender that was killed and came
	 * again.
	 */
	static Message genuine(Kind kind, Origin origin, String id, String subject, int sequence) {
		byte[] body = origin.body(subject, sequence, FIRST.plusSeconds(sequence));
		return new Message(kind, origin.source(), origin.id(id, body), subject, sequence, body, origin::headers);
	}

	/**
	 * No JSON, hence known by the hash of its body.
	 */
	static Message unreadable(Origin origin, String text) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		String id = EventId.ofBody(body).value();
		return new Message(Kind.UNREADABLE, origin.source(), id, id, 0, body, origin::headers);
	}

	static Message forged(Origin origin, String id) {
		byte[] body = origin.body("1", 1, Instant.now());
		return new Message(Kind.FORGED, origin.source(), id, "1", 1, body, (ignored, bytes, now) -> {
			Map<String, String> headers = new HashMap<>(origin.headers(id, bytes, now));
			headers.put("webhook-id", id + "x");
			return headers;
		});
	}

	static Message handshake(String id) {
		byte[] body = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8);
		return new Message(Kind.HANDSHAKE, "pinger", id, id, 0, body,
				(ignored, bytes, now) -> Map.of("content-type", "application/json", "x-key", "chaos"));
	}

	/**
	 * A short hash of the body.
	 */
	String digest() {
		return digest(this.body);
	}

	static String digest(byte[] bytes) {
		CRC32 sum = new CRC32();
		sum.update(bytes);
		return HexFormat.of().toHexDigits((int) sum.getValue());
	}

	/**
	 * The HTTP request, signed now.
	 */
	byte[] request() {
		StringBuilder head = new StringBuilder(512).append("POST /webhooks/")
			.append(this.source)
			.append(" HTTP/1.1\r\nhost: localhost\r\ncontent-length: ")
			.append(this.body.length)
			.append("\r\n");
		this.signing.headers(this.id, this.body, Instant.now())
			.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + this.body.length + 2);
		request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		request.writeBytes(this.body);
		return request.toByteArray();
	}

}
