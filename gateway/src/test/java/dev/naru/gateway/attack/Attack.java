package dev.naru.gateway.attack;

import java.io.IOException;
import java.util.Locale;

/**
 * The attacks, in the order in which they are made: those that leave something to do
 * behind them come last.
 */
enum Attack {

	/** None, to know what the others are held against. */
	NONE(false, false),

	/** Unknown sources, odd methods, forged signatures. */
	UNKNOWN(true, false),

	/** What is not HTTP, and what is made to be read in a terminal. */
	GARBAGE(true, false),

	/** Connections reset in the middle of a body. */
	RESETS(true, false),

	/** Requests that proxies and servers read in different ways. */
	FRAMING(true, false),

	/** Requests that have their answer and never end. */
	ENDLESS(true, false),

	/** Ids of events that have yet to come, on a source that proves nothing. */
	SQUATTING(true, false),

	/** Records on the topic that no gateway wrote. */
	FORGED_RECORDS(true, false),

	/** Certificates by the dozen, genuine, slow and absent. */
	CERTIFICATES(true, false),

	/** Unreadable deliveries at a source that proves nothing. */
	QUARANTINE(true, false),

	/** Secrets that name a variable which is not set. */
	PLACEHOLDERS(true, false),

	/** Bodies from an address that may not send. */
	REFUSED_ADDRESS(true, false),

	/** Half bodies, from one address. */
	HALF_BODIES(true, false),

	/** Bodies that lack their last byte, from many addresses. */
	HELD_BODIES(false, false),

	/** The same, by way of one trusted proxy. */
	PROXIED_BODIES(false, false),

	/** Headers and bodies, a byte at a time. */
	SLOW_SENDERS(false, false),

	/** Genuine large webhooks, all at once. */
	LARGE_BODIES(false, false),

	/** Held, large and slow ones together. */
	MIX(true, false),

	/** The same while Kafka stands still. */
	MIX_WITHOUT_KAFKA(true, true),

	/** Genuine large webhooks of one source while Kafka stands still. */
	LARGE_WITHOUT_KAFKA(false, true);

	private final boolean inShort;

	private final boolean withoutKafka;

	Attack(boolean inShort, boolean withoutKafka) {
		this.inShort = inShort;
		this.withoutKafka = withoutKafka;
	}

	/**
	 * Its name in the table and on the command line, such as {@code held-bodies}.
	 */
	String title() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Whether it belongs to the short version as well.
	 */
	boolean isShort() {
		return this.inShort;
	}

	/**
	 * Whether Kafka stands still meanwhile.
	 */
	boolean withoutKafka() {
		return this.withoutKafka;
	}

	/**
	 * Attacks, for as long as the stage says.
	 */
	Effect on(Stage stage) throws IOException {
		return switch (this) {
			case NONE -> MemoryAttacks.none(stage);
			case UNKNOWN -> LogAttacks.unknown(stage);
			case GARBAGE -> LogAttacks.garbage(stage);
			case RESETS -> LogAttacks.resets(stage);
			case FRAMING -> HttpAttacks.framing(stage);
			case ENDLESS -> HttpAttacks.endless(stage);
			case SQUATTING -> BeliefAttacks.squatting(stage);
			case FORGED_RECORDS -> BeliefAttacks.forgedRecords(stage);
			case CERTIFICATES -> BeliefAttacks.certificates(stage);
			case QUARANTINE -> LogAttacks.quarantine(stage);
			case PLACEHOLDERS -> BeliefAttacks.placeholders(stage);
			case REFUSED_ADDRESS -> MemoryAttacks.refusedAddress(stage);
			case HALF_BODIES -> MemoryAttacks.halfBodies(stage);
			case HELD_BODIES -> MemoryAttacks.heldBodies(stage);
			case PROXIED_BODIES -> MemoryAttacks.proxiedBodies(stage);
			case SLOW_SENDERS -> MemoryAttacks.slowSenders(stage);
			case LARGE_BODIES -> MemoryAttacks.largeBodies(stage);
			case MIX -> MemoryAttacks.mix(stage);
			case MIX_WITHOUT_KAFKA -> MemoryAttacks.mix(stage);
			case LARGE_WITHOUT_KAFKA -> MemoryAttacks.largeBodies(stage);
		};
	}

}
