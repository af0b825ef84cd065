package dev.naru.gateway.lint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.ConfigurationFile;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Headers;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * A request as a provider would send it, in a file that holds it as it goes over the wire
 * (RFC 9112, section 2.1): the request line, the header fields, an empty line, and the
 * body. Its lines may end as those of a text file do. Comments may stand before it.
 */
final class SampleRequest {

	static final String PATH = "/webhooks/";

	private static final String FORM = "write it as a request is sent: 'POST /webhooks/<source> HTTP/1.1', the headers, "
			+ "an empty line, and the body";

	/** Hardly a body that a gateway is told to take is larger. */
	static final int LARGEST = 64 << 20;

	private final Path file;

	private final byte[] bytes;

	/** The first byte that has not been read. */
	private int next;

	private int line;

	/**
	 * A request, and what is expected of it.
	 *
	 * @param delivery the request
	 * @param expectations one for each event; none if nothing is expected
	 */
	record Sample(Delivery delivery, List<Expectation> expectations) {
	}

	private SampleRequest(Path file, byte[] bytes) {
		this.file = file;
		this.bytes = bytes;
	}

	/**
	 * Reads a request.
	 * @param clock says when it was received, if its header Date does not
	 * @throws ConfigurationException if the file holds none
	 */
	static Sample read(Path file, Clock clock) {
		return new SampleRequest(file,
				new ConfigurationFile(file, LARGEST).bytes(file.toString(), "the file", "make it readable"))
			.sample(clock);
	}

	private Sample sample(Clock clock) {
		List<Expectation> expectations = new ArrayList<>();
		String text = line();
		for (; text.startsWith("#"); text = line()) {
			String comment = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
			Expectation expectation = Expectation.parse(this.file + ", line " + this.line, comment,
					expectations.isEmpty());
			if (expectation != null) {
				expectations.add(expectation);
			}
		}
		return new Sample(delivery(text, clock), expectations);
	}

	private Delivery delivery(String requestLine, Clock clock) {
		String[] request = requestLine.split(" ", -1);
		if (request.length < 2 || !request[1].startsWith(PATH)) {
			throw wrong("the request line is missing", FORM);
		}
		int mark = request[1].indexOf('?');
		String path = (mark < 0) ? request[1] : request[1].substring(0, mark);
		String query = (mark < 0) ? null : request[1].substring(mark + 1);
		SourceId source = SourceId.parse(path.substring(PATH.length()));
		if (source == null) {
			throw wrong("'" + path + "' names no source", FORM);
		}
		Map<String, List<String>> headers = headers();
		return new Delivery(source, request[0], path, query, Headers.of(headers), body(headers), null,
				receivedAt(headers, clock), null);
	}

	private Map<String, List<String>> headers() {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String field = line(); !field.isEmpty(); field = line()) {
			int colon = field.indexOf(':');
			if (colon < 1) {
				throw wrong("'" + field + "' is no header", FORM);
			}
			headers.computeIfAbsent(field.substring(0, colon), (name) -> new ArrayList<>())
				.add(field.substring(colon + 1).strip());
		}
		return headers;
	}

	/**
	 * The next line of the head, a character for each byte, as the server gives headers.
	 */
	private String line() {
		int end = this.next;
		while (end < this.bytes.length && this.bytes[end] != '\n') {
			end++;
		}
		int start = this.next;
		this.next = Math.min(end + 1, this.bytes.length);
		this.line++;
		String text = new String(this.bytes, start, end - start, StandardCharsets.ISO_8859_1);
		return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
	}

	/**
	 * As long as Content-Length says. Without it the line end that editors put at the end
	 * of a file is none of the body's.
	 */
	private byte[] body(Map<String, List<String>> headers) {
		byte[] body = Arrays.copyOfRange(this.bytes, this.next, this.bytes.length);
		String length = first(headers, "Content-Length");
		if (length == null) {
			int end = (body.length > 0 && body[body.length - 1] == '\n') ? body.length - 1 : body.length;
			return Arrays.copyOf(body, end);
		}
		if (!length.matches("\\d{1,9}") || Integer.parseInt(length) > body.length) {
			throw wrong("the body is shorter than Content-Length says",
					"remove that header, or correct it: it counts bytes");
		}
		return Arrays.copyOf(body, Integer.parseInt(length));
	}

	private Instant receivedAt(Map<String, List<String>> headers, Clock clock) {
		String date = first(headers, "Date");
		try {
			return (date != null) ? Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)) : clock.instant();
		}
		catch (DateTimeException ex) {
			throw wrong("'" + date + "' is no date", "write it as in Date: Thu, 1 Jan 2026 00:00:00 GMT");
		}
	}

	private static @Nullable String first(Map<String, List<String>> headers, String name) {
		List<String> values = headers.get(name);
		return (values != null) ? values.get(0) : null;
	}

	private ConfigurationException wrong(String problem, String cure) {
		return new ConfigurationException(this.file + ", line " + this.line, problem, cure);
	}

}
