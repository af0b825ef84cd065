package dev.naru.gateway.webhook;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Names and values of a query or of a form body
 * ({@code application/x-www-form-urlencoded}).
 *
 * @param values the values of each name, both in the order received
 */
public record Parameters(Map<String, List<String>> values) {

	/**
	 * How many pairs one text may hold: real forms have dozens.
	 */
	private static final int MOST_PAIRS = 10_000;

	/**
	 * Parses what is percent-encoded in UTF-8.
	 * @throws IllegalArgumentException if a percent-encoding is broken, or if there are
	 * more than 10,000 pairs
	 */
	public static Parameters parse(String text) {
		return parse(text, StandardCharsets.UTF_8);
	}

	/**
	 * @param charset what the percent-encoded bytes are written in
	 * @throws IllegalArgumentException if a percent-encoding is broken, or if there are
	 * more than 10,000 pairs
	 */
	public static Parameters parse(String text, Charset charset) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		int pairs = 0;
		for (int start = 0; start < text.length();) {
			int end = text.indexOf('&', start);
			end = (end < 0) ? text.length() : end;
			if (end > start) {
				if (++pairs > MOST_PAIRS) {
					throw new IllegalArgumentException("more than " + MOST_PAIRS + " parameters");
				}
				String pair = text.substring(start, end);
				int assign = pair.indexOf('=');
				String name = decode((assign < 0) ? pair : pair.substring(0, assign), charset);
				values.computeIfAbsent(name, (key) -> new ArrayList<>(1))
					.add((assign < 0) ? "" : decode(pair.substring(assign + 1), charset));
			}
			start = end + 1;
		}
		return new Parameters(values);
	}

	/**
	 * The first value of that name.
	 * @return the decoded value, or null if there is none
	 */
	public @Nullable String first(String name) {
		List<String> found = this.values.get(name);
		return (found != null) ? found.get(0) : null;
	}

	private static String decode(String text, Charset charset) {
		return URLDecoder.decode(text, charset);
	}

}
