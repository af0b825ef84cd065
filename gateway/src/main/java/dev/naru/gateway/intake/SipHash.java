package dev.naru.gateway.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * SipHash-2-4 with 128 bits (Aumasson and Bernstein, 2012): without the key nobody can
 * make two events that look alike.
 */
final class SipHash {

	private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private final long key0;

	private final long key1;

	/**
	 * @param key0 the first half of the key, read as a little-endian number
	 * @param key1 the second half
	 */
	SipHash(long key0, long key1) {
		this.key0 = key0;
		this.key1 = key1;
	}

	/**
	 * A hash with a key that nobody knows. Some bits of a UUID are always the same, and
	 * not those of its two halves alike.
	 */
	static SipHash withRandomKey() {
		UUID one = UUID.randomUUID();
		UUID other = UUID.randomUUID();
		return new SipHash(one.getMostSignificantBits() ^ other.getLeastSignificantBits(),
				one.getLeastSignificantBits() ^ other.getMostSignificantBits());
	}

	Fingerprint of(String text) {
		return of(text.getBytes(StandardCharsets.UTF_8));
	}

	Fingerprint of(byte[] message) {
		State state = new State(this.key0, this.key1);
		int whole = message.length & ~7;
		for (int i = 0; i < whole; i += Long.BYTES) {
			state.add((long) WORD.get(message, i));
		}
		long last = (long) message.length << 56;
		for (int i = whole; i < message.length; i++) {
			last |= (message[i] & 0xffL) << (8 * (i - whole));
		}
		state.add(last);
		return new Fingerprint(state.first(), state.second());
	}

	private static final class State {

		private long v0;

		private long v1;

		private long v2;

		private long v3;

		State(long key0, long key1) {
			this.v0 = key0 ^ 0x736f6d6570736575L;
			this.v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
			this.v2 = key0 ^ 0x6c7967656e657261L;
			this.v3 = key1 ^ 0x7465646279746573L;
		}

		void add(long word) {
			this.v3 ^= word;
			round();
			round();
			this.v0 ^= word;
		}

		long first() {
			this.v2 ^= 0xee;
			return finish();
		}

		long second() {
			this.v1 ^= 0xdd;
			return finish();
		}

		private long finish() {
			round();
			round();
			round();
			round();
			return this.v0 ^ this.v1 ^ this.v2 ^ this.v3;
		}

		private void round() {
			this.v0 += this.v1;
			this.v2 += this.v3;
			this.v1 = Long.rotateLeft(this.v1, 13) ^ this.v0;
			this.v3 = Long.rotateLeft(this.v3, 16) ^ this.v2;
			this.v0 = Long.rotateLeft(this.v0, 32);
			this.v2 += this.v1;
			this.v0 += this.v3;
			this.v1 = Long.rotateLeft(this.v1, 17) ^ this.v2;
			this.v3 = Long.rotateLeft(this.v3, 21) ^ this.v0;
			this.v2 = Long.rotateLeft(this.v2, 32);
		}

	}

}
