package dev.naru.gateway.verification;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How a secret's text becomes key bytes.
 *
 * @param encoding the text's encoding, without the prefix
 * @param prefix what may stand in front and is cut off, such as {@code whsec_}, or null
 */
public record SecretForm(Encoding encoding, @Nullable String prefix) {

	byte @Nullable [] decode(String text) {
		String start = this.prefix;
		return this.encoding.decode((start != null && text.startsWith(start)) ? text.substring(start.length()) : text);
	}

	@Override
	public String toString() {
		String name = this.encoding.name().toLowerCase(Locale.ROOT);
		return (this.prefix != null) ? name + ", with or without '" + this.prefix + "' in front" : name;
	}

}
