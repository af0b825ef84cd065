package dev.naru.gateway.verification;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How a secret's text becomes key bytes.
 *
 * @param encoding the text's encoding, without the prefix
 * @param prefix what may stand in front and is cut off, such as {@code whsec_}, or null
 * @param hash what the bytes are hashed with to be the key, or null if they are the key
 */
public record SecretForm(Encoding encoding, @Nullable String prefix, Scheme.@Nullable Hash hash) {

	byte @Nullable [] decode(String text) {
		String start = this.prefix;
		byte[] bytes = this.encoding
			.decode((start != null && text.startsWith(start)) ? text.substring(start.length()) : text);
		return (this.hash != null && bytes != null && bytes.length > 0) ? BodyHash.hash(this.hash, bytes) : bytes;
	}

	@Override
	public String toString() {
		String name = this.encoding.name().toLowerCase(Locale.ROOT);
		return (this.prefix != null) ? name + ", with or without '" + this.prefix + "' in front" : name;
	}

}
