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
	 * The arrays that differ from this one in a single bit.
	 * @param every 1 for each bit, 2 for every second
	 */
	public static Stream<byte[]> flipped(byte[] bytes, int every) {
		return bits(bytes.length * Byte.SIZE, every).mapToObj((bit) -> {
			byte[] changed = bytes.clone();
			changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
			return changed;
		});
	}

	/**
	 * The texts that differ from this one in a single bit of one of its 16-bit
	 * characters.
	 * @param every 1 for each bit, 2 for every second
	 */
	public static Stream<String> flipped(String text, int every) {
		return bits(text.length() * Character.SIZE, every).mapToObj((bit) -> {
			char[] changed = text.toCharArray();
			changed[bit / Character.SIZE] ^= (char) (1 << bit % Character.SIZE);
			return String.valueOf(changed);
		});
	}

	private static IntStream bits(int count, int every) {
		return IntStream.iterate(0, (bit) -> bit < count, (bit) -> bit + every);
	}

}
