package dev.naru.gateway.verification;

import java.util.ArrayList;
import java.util.List;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of a header that lists named values: {@code t=1,v1=ab,v1=cd} or
 * {@code v1,ab v1,cd}. An entry is split at the first assignment only, because base64
 * padding may hold the same character.
 *
 * @param separator between entries
 * @param assign between an entry's name and its value
 * @param take the name of the entries that count; the others are skipped. Null if the
 * operator gives it
 * @param takeConfig the key under the source's {@code config} that holds this name, or
 * null
 * @param each between several values of one entry, or null if an entry has one
 */
public record Fields(String separator, String assign, @Nullable String take, @Nullable String takeConfig,
		@Nullable String each) {

	public Fields {
		if (separator.isEmpty() || assign.isEmpty() || "".equals(take) || "".equals(each)) {
			throw new IllegalArgumentException("'separator', 'assign', 'take' and 'each' must not be empty");
		}
		if ((take == null) == (takeConfig == null)) {
			throw new IllegalArgumentException("give either 'take' or 'take-config'");
		}
	}

	/**
	 * The same with the name that the operator gave.
	 * @throws ConfigurationException if it is not given
	 */
	Fields of(Source source) {
		if (this.takeConfig == null) {
			return this;
		}
		return new Fields(this.separator, this.assign, SignedMessage.configured(source, this.takeConfig), null,
				this.each);
	}

	List<String> take(String text, int most) {
		String name = String.valueOf(this.take);
		List<String> values = new ArrayList<>(2);
		for (int start = 0; start <= text.length() && values.size() < most;) {
			int end = end(text, this.separator, start);
			String entry = trimmed(text, start, end);
			if (entry.startsWith(name) && entry.startsWith(this.assign, name.length())) {
				split(entry.substring(name.length() + this.assign.length()), most, values);
			}
			start = end + this.separator.length();
		}
		return values;
	}

	private void split(String value, int most, List<String> values) {
		if (this.each == null) {
			values.add(value);
			return;
		}
		for (int start = 0; start <= value.length() && values.size() < most;) {
			int end = end(value, this.each, start);
			values.add(value.substring(start, end));
			start = end + this.each.length();
		}
	}

	/**
	 * A part of the text without the spaces and tabs around it: no other character is
	 * white space in a header (RFC 9110, section 5.6.3).
	 */
	static String trimmed(String text, int start, int end) {
		int from = start;
		int to = end;
		while (from < to && isBlank(text.charAt(from))) {
			from++;
		}
		while (from < to && isBlank(text.charAt(to - 1))) {
			to--;
		}
		return text.substring(from, to);
	}

	private static boolean isBlank(char character) {
		return character == ' ' || character == '\t';
	}

	private static int end(String text, String separator, int start) {
		int end = text.indexOf(separator, start);
		return (end < 0) ? text.length() : end;
	}

}
