package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * How bytes are written as text in a header or a secret. Decoding is strict: a text that
 * its own bytes would not give again is no encoding of them.
 */
public enum Encoding {

	/** The text's own UTF-8 bytes. */
	UTF8 {
		@Override
		byte[] decode(String text) {
			return text.getBytes(StandardCharsets.UTF_8);
		}

		@Override
		String encode(byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
	},

	/** Hexadecimal digits in either case. */
	HEX {
		@Override
		byte @Nullable [] decode(String text) {
			try {
				return HexFormat.of().parseHex(text);
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}

		@Override
		String encode(byte[] bytes) {
			return HexFormat.of().formatHex(bytes);
		}
	},

	/** The standard alphabet with or without padding (RFC 4648, section 4). */
	BASE64 {
		@Override
		byte @Nullable [] decode(String text) {
			return base64(text, Base64.getDecoder(), STANDARD_ALPHABET);
		}

		@Override
		String encode(byte[] bytes) {
			return Base64.getEncoder().encodeToString(bytes);
		}
	},

	/** The URL-safe alphabet with or without padding (RFC 4648, section 5). */
	BASE64URL {
		@Override
		byte @Nullable [] decode(String text) {
			return base64(text, Base64.getUrlDecoder(), URL_ALPHABET);
		}

		@Override
		String encode(byte[] bytes) {
			return Base64.getUrlEncoder().encodeToString(bytes);
		}
	};

	/**
	 * @return the bytes, or null if the text is not in this encoding
	 */
	abstract byte @Nullable [] decode(String text);

	/**
	 * Writes bytes in this encoding: hexadecimal digits in lower case, base64 with
	 * padding.
	 */
	abstract String encode(byte[] bytes);

	private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	private static final String STANDARD_ALPHABET = LETTERS + "+/";

	private static final String URL_ALPHABET = LETTERS + "-_";

	/**
	 * The platform's decoder takes any bits that the last character has to spare; they
	 * are zero if the text is faithful.
	 */
	private static byte @Nullable [] base64(String text, Base64.Decoder decoder, String alphabet) {
		try {
			byte[] bytes = decoder.decode(text);
			int spareBits = 2 * ((3 - bytes.length % 3) % 3);
			int characters = (8 * bytes.length + spareBits) / 6;
			int last = (characters > 0) ? alphabet.indexOf(text.charAt(characters - 1)) : 0;
			return ((last & ((1 << spareBits) - 1)) == 0) ? bytes : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
