package dev.naru.gateway.lint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Headers;

/**
 * Makes a sample request of a body, proven as the provider would prove it.
 *
 * @param endpoint where the request goes
 * @param now when it is received
 */
record SampleSigner(Endpoint endpoint, Instant now) {

	/**
	 * @param content the body; a line end at its end is that of the file
	 * @param fields further header fields, as {@code Name: value}
	 * @return a file that {@link SampleRequest} reads
	 * @throws ConfigurationException if a field is none, or if the request cannot be
	 * proven
	 */
	byte[] sign(byte[] content, List<String> fields) {
		boolean ended = content.length > 0 && content[content.length - 1] == '\n';
		byte[] body = ended ? Arrays.copyOf(content, content.length - 1) : content;
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.put("Content-Type", List.of(this.endpoint.profile().mediaType()));
		fields.forEach((field) -> add(field, headers));
		// The header says it in seconds.
		Instant time = this.now.truncatedTo(ChronoUnit.SECONDS);
		headers.put("Date", List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC))));
		Delivery signed = this.endpoint.sign(new Delivery(this.endpoint.source().id(), "POST",
				SampleRequest.PATH + this.endpoint.source().id(), null, Headers.of(headers), body, null, time, null));
		return file(signed);
	}

	private static void add(String field, Map<String, List<String>> headers) {
		int colon = field.indexOf(':');
		String name = field.substring(0, Math.max(0, colon));
		String value = field.substring(colon + 1).strip();
		if (!Headers.isName(name) || value.isEmpty() || value.chars().anyMatch((unit) -> unit < ' ')) {
			throw new ConfigurationException("--header", "'" + field + "' is no header",
					"write it as 'Acme-Id: evt_1'");
		}
		// A character for each byte, as the server gives them.
		headers.put(name, List.of(new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
	}

	private static byte[] file(Delivery request) {
		StringBuilder head = new StringBuilder(
				"POST " + request.path() + ((request.query() != null) ? "?" + request.query() : "") + " HTTP/1.1\n");
		request.headers().forEach((name, value) -> head.append(name + ": " + value + "\n"));
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		file.writeBytes(head.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
		file.writeBytes(request.body());
		file.write('\n');
		return file.toByteArray();
	}

}
