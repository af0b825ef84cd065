package dev.naru.gateway.webhook;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One request to a known source, read whole and not yet believed.
 *
 * @param source the endpoint it came to
 * @param method the HTTP method, upper case
 * @param path the path of the request, raw
 * @param query the query of the request, raw, or null if it had none
 * @param headers the header fields
 * @param body the content, byte for byte; not to be changed
 * @param client where it came from, behind trusted proxies; null if that cannot be told
 * @param receivedAt when its last byte had arrived
 * @param traceparent the trace that it belongs to (W3C Trace Context), or null
 */
public record Delivery(SourceId source, String method, String path, @Nullable String query, Headers headers,
		byte[] body, @Nullable InetAddress client, Instant receivedAt, @Nullable String traceparent) {

	private static final String MOST_USUAL = "application/json";

	/**
	 * The media type of the content without parameters, lower case.
	 * @return for example {@code application/json}, or null if the sender named none
	 */
	public @Nullable String mediaType() {
		return mediaType(this.headers);
	}

	/**
	 * The media type that header fields name, without parameters, lower case.
	 * @return for example {@code application/json}, or null if there is none
	 */
	public static @Nullable String mediaType(Headers headers) {
		List<String> values = headers.all("content-type");
		if (values.isEmpty()) {
			return null;
		}
		String value = values.get(0);
		if (value.equals(MOST_USUAL)) {
			return MOST_USUAL;
		}
		int parameters = value.indexOf(';');
		return ((parameters < 0) ? value : value.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
	}

	/**
	 * The parameters of the query.
	 * @throws IllegalArgumentException if a percent-encoding is broken
	 */
	public Parameters parameters() {
		return Parameters.parse((this.query != null) ? this.query : "");
	}

	/**
	 * Names the delivery without its content: bodies and signatures never reach a log.
	 */
	@Override
	public String toString() {
		return "Delivery[source=" + this.source + ", method=" + this.method + ", bytes=" + this.body.length + "]";
	}

}
