package dev.naru.gateway.chaos;

import dev.naru.gateway.chaos.Message.Kind;

/**
 * What might have happened.
 */
final class Invented {

	static final long SECOND = 1_000_000;

	private Invented() {
	}

	/**
	 * An answer to a request that was sent in second 100.
	 */
	static Answer answer(Kind kind, int sequence, int status, double seconds) {
		return new Answer(kind, "shop", "id-" + sequence, "7", sequence, "d" + sequence, 100 * SECOND,
				(long) ((100 + seconds) * SECOND), status, 0);
	}

	/**
	 * The record that such a request becomes.
	 */
	static Landed landed(int sequence) {
		return new Landed("shop", "id-" + sequence, "7", "d" + sequence, "signature", false, "");
	}

}
