package dev.naru.gateway.webhook;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The name of a configured endpoint, as it stands in {@code POST /webhooks/<name>}.
 *
 * @param value 1 to 63 characters: lower-case letters, digits and hyphens, the first not
 * a hyphen
 */
public record SourceId(String value) {

	private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

	/**
	 * @throws IllegalArgumentException if the value does not have the form of a name
	 */
	public SourceId {
		if (!FORM.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"a source name is 1 to 63 lower-case letters, digits and hyphens, and does not start with a hyphen");
		}
	}

	/**
	 * Reads a name that a stranger sent.
	 * @return the name, or null if it cannot be one
	 */
	public static @Nullable SourceId parse(String text) {
		return FORM.matcher(text).matches() ? new SourceId(text) : null;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
