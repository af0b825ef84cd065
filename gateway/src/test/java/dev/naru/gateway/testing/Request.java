package dev.naru.gateway.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Headers;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * A request as a provider would send it. Each method gives a changed copy.
 */
public record Request(Map<String, List<String>> headers, @Nullable String query, byte[] body) {

	/** When every request is received: the first second of 2026. */
	public static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);

	public static Request post(byte[] body) {
		return new Request(Map.of(), null, body);
	}

	public static Request post(String body) {
		return post(body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Puts one field line per value in place of those of that name; none removes the
	 * header.
	 */
	public Request withHeader(String name, String... values) {
		Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		changed.putAll(this.headers);
		changed.put(name, List.of(values));
		return new Request(changed, this.query, this.body);
	}

	/**
	 * Puts one parameter per value in place of the query; none removes it.
	 */
	public Request withParameter(String name, String... values) {
		String changed = Arrays.stream(values)
			.map((value) -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return withQuery(changed.isEmpty() ? null : changed);
	}

	public Request withQuery(@Nullable String raw) {
		return new Request(this.headers, raw, this.body);
	}

	public Request withBody(byte[] bytes) {
		return new Request(this.headers, this.query, bytes);
	}

	public Delivery delivery() {
		return new Delivery(new SourceId("shop"), "POST", "/webhooks/shop", this.query, Headers.of(this.headers),
				this.body, null, NOW, null);
	}

}
