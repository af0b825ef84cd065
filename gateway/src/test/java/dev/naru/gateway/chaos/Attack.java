package dev.naru.gateway.chaos;

/**
 * Kinds of what {@link Hostile} sends.
 */
enum Attack {

	/** An event whose signature or password is wrong. */
	FORGED(false),

	/** A genuine request that was heard on the way, with another body. */
	CHANGED(false),

	/** Bytes that are no HTTP. */
	GARBAGE(false),

	/** A connection that is reset within the body. */
	RESET(false),

	/** A body of which a byte comes now and then. */
	SLOW(false),

	/** A body of 99 GB is announced. */
	OVERSIZE(false),

	/** A genuine request that was heard on the way, as it was. */
	REPLAY(true),

	/**
	 * The id that a genuine event will have, on a source where nothing proves who sends.
	 */
	SQUATTED_ID(true),

	/**
	 * What looks like a proven event of another source, as a body that cannot be read.
	 */
	DISGUISED(true);

	/** Stands in everything that only hostile senders send. */
	static final String MARK = "hostile-";

	private final boolean taken;

	Attack(boolean taken) {
		this.taken = taken;
	}

	/**
	 * Whether a yes is no fault: it is a copy, or is told on Kafka for what it is.
	 */
	boolean mayBeTaken() {
		return this.taken;
	}

}
