package dev.naru.gateway.testing;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All the ways to change one bit, and nothing else.
 */
public final class Bits {

	private Bits() {
	}

	/**
	 * Every array that differs from this one in a single bit.
	 */
	public static Stream<byte[]> flipped(byte[] bytes) {
		return IntStream.range(0, bytes.length * Byte.SIZE).mapToObj((bit) -> {
			byte[] changed = bytes.clone();
			changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
			return changed;
		});
	}

	/**
	 * Every text that differs from this one in a single bit of one of its 16-bit
	 * characters.
	 */
	public static Stream<String> flipped(String text) {
		return IntStream.range(0, text.length() * Character.SIZE).mapToObj((bit) -> {
			char[] changed = text.toCharArray();
			changed[bit / Character.SIZE] ^= (char) (1 << bit % Character.SIZE);
			return String.valueOf(changed);
		});
	}

}
