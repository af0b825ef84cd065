package dev.naru.gateway.attack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.naru.gateway.testkit.Signed;

/**
 * The bytes of requests, genuine and other.
 */
final class Requests {

	/** The secret of the sources of GitHub's. */
	static final String GITHUB_SECRET = "attacked-github-secret";

	/** So much that it is nearly what a source takes by default. */
	private static final byte[] FILLER = filler(990_000);

	private Requests() {
	}

	private static byte[] filler(int length) {
		byte[] filler = new byte[length];
		Arrays.fill(filler, (byte) 'x');
		return filler;
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * The head of a request that announces a body.
	 */
	static byte[] head(String source, long contentLength, Map<String, String> headers) {
		return bytes(
				"POST /webhooks/" + source + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + contentLength + "\r\n"
						+ headers.entrySet()
							.stream()
							.map((header) -> header.getKey() + ": " + header.getValue() + "\r\n")
							.collect(Collectors.joining())
						+ "\r\n");
	}

	static byte[] request(String source, Map<String, String> headers, byte[] body) {
		byte[] head = head(source, body.length, headers);
		byte[] request = Arrays.copyOf(head, head.length + body.length);
		System.arraycopy(body, 0, request, head.length, body.length);
		return request;
	}

	/**
	 * A body's beginning, of which nothing is true.
	 */
	static byte[] junk(int length) {
		return filler(length);
	}

	/**
	 * Headers of a GitHub delivery that look right, with a signature that is not.
	 */
	static Map<String, String> forged() {
		return Map.of("Content-Type", "application/json", "X-GitHub-Event", "push", "X-GitHub-Delivery", "forged",
				"X-Hub-Signature-256", "sha256=" + "ab".repeat(32));
	}

	/**
	 * A genuine GitHub delivery.
	 */
	static byte[] github(String source, String id, Map<String, String> more) {
		byte[] body = bytes("{\"action\":\"created\",\"repository\":{\"full_name\":\"acme/" + id + "\"}}");
		Map<String, String> headers = new HashMap<>(more);
		headers.put("Content-Type", "application/json");
		headers.put("X-GitHub-Event", "star");
		headers.put("X-GitHub-Delivery", id);
		headers.put("X-Hub-Signature-256",
				"sha256=" + HexFormat.of().formatHex(mac(bytes(GITHUB_SECRET)).doFinal(body)));
		return request(source, headers, body);
	}

	/**
	 * A genuine payment of PortOne's, of just under 1 MB and like no other, in pieces.
	 */
	static byte[][] largePayment(String source, String id) {
		byte[] start = bytes("{\"type\":\"Transaction.Paid\",\"data\":{\"paymentId\":\"" + id + "\",\"note\":\"");
		byte[] end = bytes(id + "\"}}");
		String time = Long.toString(Instant.now().getEpochSecond());
		Mac mac = mac(Base64.getDecoder().decode(Signed.STANDARD_SECRET.substring("whsec_".length())));
		mac.update(bytes(id + "." + time + "."));
		mac.update(start);
		mac.update(FILLER);
		mac.update(end);
		Map<String, String> headers = Map.of("Content-Type", "application/json", "webhook-id", id, "webhook-timestamp",
				time, "webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac.doFinal()));
		long length = (long) start.length + FILLER.length + end.length;
		return new byte[][] { head(source, length, headers), start, FILLER, end };
	}

	/**
	 * What a source without proof takes from anyone.
	 */
	static byte[] open(String id, String object) {
		return request("open", Map.of("Content-Type", "application/json", "X-Id", id),
				bytes("{\"type\":\"changed\",\"object\":\"" + object + "\"}"));
	}

	/**
	 * The same without its type, so that it cannot be read.
	 */
	static byte[] untyped(String id) {
		return request("open", Map.of("Content-Type", "application/json", "X-Id", id), bytes("{}"));
	}

	private static Mac mac(byte[] secret) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret, "HmacSHA256"));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
