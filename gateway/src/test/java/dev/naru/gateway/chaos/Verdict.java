package dev.naru.gateway.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted, and what was found to be wrong.
 */
final class Verdict {

	/**
	 * What a gateway can be charged with.
	 */
	enum Charge {

		LOST, REORDERED, FORGED, DIFFERING_DUPLICATE, CHANGED, INVALID, UNCALLED_FOR, SLOW, CUT, WRONG_ANSWER,
		UNBALANCED

	}

	private static final int EXAMPLES = 5;

	private final Map<Charge, Integer> charges = new EnumMap<>(Charge.class);

	private final List<String> examples = new ArrayList<>();

	private int requests;

	private int yes;

	private int acknowledged;

	private int busy;

	private int broken;

	private int records;

	private int duplicates;

	private long attacks;

	private long attacksTaken;

	private int hostileRecords;

	private long slowest;

	private long slowestUnexcused;

	void count(Answer answer) {
		this.requests++;
		this.yes += answer.isYes() ? 1 : 0;
		this.busy += (answer.status() == 503) ? 1 : 0;
		this.broken += answer.isAnswer() ? 0 : 1;
	}

	void countAcknowledged() {
		this.acknowledged++;
	}

	void countAttacks(long count, boolean taken) {
		this.attacks += count;
		this.attacksTaken += taken ? count : 0;
	}

	void countHostileRecord() {
		this.hostileRecords++;
	}

	void countRecord() {
		this.records++;
	}

	void countDuplicate() {
		this.duplicates++;
	}

	void slowest(long millis, boolean excused) {
		this.slowest = Math.max(this.slowest, millis);
		if (!excused) {
			this.slowestUnexcused = Math.max(this.slowestUnexcused, millis);
		}
	}

	void charge(Charge charge, String example) {
		if (this.charges.merge(charge, 1, Integer::sum) <= EXAMPLES) {
			this.examples.add(charge + ": " + example);
		}
	}

	/**
	 * How often that was found.
	 */
	int count(Charge charge) {
		return this.charges.getOrDefault(charge, 0);
	}

	/**
	 * The charges, with some examples of each; empty if all is well.
	 */
	List<String> examples() {
		return this.examples;
	}

	int requests() {
		return this.requests;
	}

	int yes() {
		return this.yes;
	}

	/**
	 * How many events were answered with a 2xx, each counted once.
	 */
	int acknowledged() {
		return this.acknowledged;
	}

	/**
	 * How many requests were hostile.
	 */
	long attacks() {
		return this.attacks;
	}

	long attacksTaken() {
		return this.attacksTaken;
	}

	/**
	 * How many records only a hostile sender sent, and are told as unproven.
	 */
	int hostileRecords() {
		return this.hostileRecords;
	}

	int busy() {
		return this.busy;
	}

	int broken() {
		return this.broken;
	}

	int records() {
		return this.records;
	}

	int duplicates() {
		return this.duplicates;
	}

	/**
	 * The slowest answer, in milliseconds.
	 */
	long slowest() {
		return this.slowest;
	}

	/**
	 * The slowest answer that no kill and no freeze of the gateway excuses.
	 */
	long slowestUnexcused() {
		return this.slowestUnexcused;
	}

}
