package dev.naru.gateway.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Headers;
import dev.naru.gateway.webhook.SourceId;
import dev.naru.gateway.webhook.Tracing;
import org.jspecify.annotations.Nullable;

/**
 * A request as a provider sends it, received at {@link #NOW}. Each method gives a changed
 * copy.
 *
 * @param method the HTTP method
 * @param query the raw query, or null
 * @param headers the field lines of each header
 * @param body the content
 */
public record Webhook(String method, @Nullable String query, Map<String, List<String>> headers, byte[] body) {

	/** When every webhook is received: the first second of 2026. */
	public static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);

	/** A secret in the form of Standard Webhooks. */
	public static final String STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

	/**
	 * A JSON body.
	 */
	public static Webhook json(String body) {
		return json(body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A JSON body, byte for byte.
	 */
	public static Webhook json(byte[] body) {
		return new Webhook("POST", null, Map.of("Content-Type", List.of("application/json")), body);
	}

	/**
	 * A form body.
	 */
	public static Webhook form(String body) {
		return new Webhook("POST", null, Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
				body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A GET request.
	 */
	public static Webhook get(String query) {
		return new Webhook("GET", query, Map.of(), new byte[0]);
	}

	/**
	 * Puts one field line per value in place of those of that name; none removes the
	 * header.
	 */
	public Webhook header(String name, String... values) {
		Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		changed.putAll(this.headers);
		changed.put(name, List.of(values));
		return new Webhook(this.method, this.query, changed, this.body);
	}

	/**
	 * Puts a raw query in place.
	 */
	public Webhook query(String raw) {
		return new Webhook(this.method, raw, this.headers, this.body);
	}

	/**
	 * Signs as Standard Webhooks do.
	 */
	public Webhook standard(String id) {
		String time = Long.toString(NOW.getEpochSecond());
		byte[] key = Base64.getDecoder().decode(STANDARD_SECRET.substring("whsec_".length()));
		return header("webhook-id", id).header("webhook-timestamp", time)
			.header("webhook-signature", "v1," + hmac(key, id + "." + time + "."));
	}

	/**
	 * Signs as Steppay does.
	 */
	public Webhook steppay(String secret) {
		String time = Long.toString(NOW.getEpochSecond());
		return header("Steppay-Signature",
				"timestamp=" + time + ",key=" + hmac(secret.getBytes(StandardCharsets.UTF_8), time + "."));
	}

	private String hmac(byte[] key, String before) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			mac.update(before.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(mac.doFinal(this.body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The request as a delivery to the source {@code test}.
	 */
	public Delivery delivery() {
		Headers fields = Headers.of(this.headers);
		return new Delivery(new SourceId("test"), this.method, "/webhooks/test", this.query, fields, this.body, null,
				NOW, Tracing.received(fields));
	}

}
