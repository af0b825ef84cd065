package dev.naru.gateway.verification;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Texts that look more or less like a credential: pieces of a forged one, words that
 * schemes use, encoded noise, and characters of every kind. The same seed gives the same
 * texts.
 */
final class RandomTexts {

	private static final List<String> WORDS = List.of(" ", ",", ";", "=", ".", ":", "\t", "v1", "v1,", "v1a,", "v1=",
			"t=", "t=1767225600,", "timestamp=", "timestamp=1767225600,", "key=", "sha256=", "Basic ", "Bearer ", "==");

	/** Lengths at which signatures, keys and DER headers become plausible. */
	private static final List<Integer> LENGTHS = List.of(0, 1, 2, 31, 32, 33, 63, 64, 65, 70, 71, 72, 256);

	private final Random random;

	private final String forged;

	RandomTexts(long seed, String forged) {
		this.random = new Random(seed);
		this.forged = forged;
	}

	String next() {
		StringBuilder text = new StringBuilder(this.random.nextInt(3) == 0 ? "" : this.forged);
		for (int changes = this.random.nextInt(6); changes >= 0; changes--) {
			change(text);
		}
		return text.toString();
	}

	private void change(StringBuilder text) {
		int start = this.random.nextInt(text.length() + 1);
		int end = Math.min(text.length(), start + this.random.nextInt(4));
		switch (this.random.nextInt(6)) {
			case 0 -> text.delete(start, end);
			case 1 -> text.insert(start, WORDS.get(this.random.nextInt(WORDS.size())));
			case 2 -> text.append(text.substring(start));
			case 3 -> text.insert(start, noise());
			case 4 -> text.setLength(start);
			default -> text.replace(start, end, Character.toString(character()));
		}
	}

	private String noise() {
		byte[] bytes = new byte[LENGTHS.get(this.random.nextInt(LENGTHS.size()))];
		this.random.nextBytes(bytes);
		if (bytes.length > 8 && this.random.nextBoolean()) {
			asDer(bytes);
		}
		return this.random.nextBoolean() ? HexFormat.of().formatHex(bytes) : Base64.getEncoder().encodeToString(bytes);
	}

	/** Begins like two integers in a sequence: how an ECDSA signature is written. */
	private void asDer(byte[] bytes) {
		int first = this.random.nextInt(Math.min(bytes.length - 6, 34));
		bytes[0] = 0x30;
		bytes[1] = (byte) (bytes.length - 2);
		bytes[2] = 0x02;
		bytes[3] = (byte) first;
		bytes[4 + first] = 0x02;
		bytes[5 + first] = (byte) (bytes.length - 6 - first);
	}

	private int character() {
		return switch (this.random.nextInt(4)) {
			case 0 -> this.random.nextInt(0x20);
			case 1 -> 0x20 + this.random.nextInt(0x5f);
			case 2 -> 0x80 + this.random.nextInt(0x80);
			default -> this.random.nextInt(0x1_0000);
		};
	}

}
