package dev.naru.gateway.publication.spool;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Spooled records of one subject in their order. One at a time is under way, so that none
 * overtakes another whatever fails.
 */
final class Lane {

	private final String key;

	private final Queue<Kept> records = new ArrayDeque<>(1);

	Lane(String key) {
		this.key = key;
	}

	String key() {
		return this.key;
	}

	void add(Kept record) {
		this.records.add(record);
	}

	/**
	 * The record whose turn it is.
	 */
	Kept first() {
		return this.records.element();
	}

	/**
	 * @return whether another record's turn has come
	 */
	boolean removeFirst() {
		this.records.remove();
		return !this.records.isEmpty();
	}

}
