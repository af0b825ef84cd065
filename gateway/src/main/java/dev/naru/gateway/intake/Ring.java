package dev.naru.gateway.intake;

import java.util.Arrays;

/**
 * Fingerprints in the order in which they were remembered, each with its time, and a
 * table to find them by. When there is no room left, the one that came first gives way.
 * <p>
 * Times are whole seconds of which only the difference counts, so that it does not matter
 * when they overflow.
 */
final class Ring {

	private static final int SMALLEST = 16;

	private final int bound;

	private long[] high;

	private long[] low;

	private int[] seconds;

	/**
	 * Open addressing: at most half full, so that a search is short. Holds positions in
	 * the ring, counted from 1; 0 is free.
	 */
	private int[] table;

	private int size;

	private int next;

	/**
	 * @param bound how many it may hold, 1 or more
	 */
	Ring(int bound) {
		this.bound = bound;
		int capacity = Math.min(bound, SMALLEST);
		this.high = new long[capacity];
		this.low = new long[capacity];
		this.seconds = new int[capacity];
		this.table = new int[slots(capacity)];
	}

	/**
	 * Whether it was remembered no longer ago than that; a time to come counts as now.
	 */
	synchronized boolean contains(Fingerprint fingerprint, int now, int within) {
		int found = this.table[slot(fingerprint.high(), fingerprint.low())];
		return found != 0 && now - this.seconds[found - 1] <= within;
	}

	/**
	 * Remembers it; one that is known already keeps the later time.
	 * @param within for how long what is remembered is of use
	 * @return whether one that was of use had to give way
	 */
	synchronized boolean remember(Fingerprint fingerprint, int at, int within) {
		int known = this.table[slot(fingerprint.high(), fingerprint.low())];
		if (known != 0) {
			if (at - this.seconds[known - 1] > 0) {
				this.seconds[known - 1] = at;
			}
			return false;
		}
		boolean early = false;
		if (this.size == this.bound) {
			early = at - this.seconds[this.next] <= within;
			remove(this.next);
		}
		else {
			if (this.size == this.high.length) {
				grow();
			}
			this.size++;
		}
		this.high[this.next] = fingerprint.high();
		this.low[this.next] = fingerprint.low();
		this.seconds[this.next] = at;
		this.table[slot(fingerprint.high(), fingerprint.low())] = this.next + 1;
		this.next = (this.next + 1 == this.bound) ? 0 : this.next + 1;
		return early;
	}

	synchronized int size() {
		return this.size;
	}

	/**
	 * The slot where it is found, or the free one where it belongs.
	 */
	private int slot(long wantedHigh, long wantedLow) {
		int slot = home(wantedLow);
		for (int found = this.table[slot]; found != 0; found = this.table[slot]) {
			if (this.low[found - 1] == wantedLow && this.high[found - 1] == wantedHigh) {
				return slot;
			}
			slot = after(slot);
		}
		return slot;
	}

	/**
	 * Frees its slot, and moves up those behind that would not be found any more.
	 */
	private void remove(int position) {
		int free = slot(this.high[position], this.low[position]);
		for (int slot = after(free); this.table[slot] != 0; slot = after(slot)) {
			int home = home(this.low[this.table[slot] - 1]);
			if (distance(home, slot) >= distance(free, slot)) {
				this.table[free] = this.table[slot];
				free = slot;
			}
		}
		this.table[free] = 0;
	}

	private void grow() {
		int capacity = (int) Math.min(this.bound, 2L * this.high.length);
		this.high = Arrays.copyOf(this.high, capacity);
		this.low = Arrays.copyOf(this.low, capacity);
		this.seconds = Arrays.copyOf(this.seconds, capacity);
		this.table = new int[slots(capacity)];
		for (int i = 0; i < this.size; i++) {
			this.table[slot(this.high[i], this.low[i])] = i + 1;
		}
	}

	private int home(long ofLow) {
		return (int) ofLow & (this.table.length - 1);
	}

	private int after(int slot) {
		return (slot + 1) & (this.table.length - 1);
	}

	private int distance(int from, int to) {
		return (to - from) & (this.table.length - 1);
	}

	private static int slots(int capacity) {
		return Integer.highestOneBit(2 * capacity - 1) << 1;
	}

}
