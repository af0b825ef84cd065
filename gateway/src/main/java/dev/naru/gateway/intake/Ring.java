package dev.naru.gateway.intake;

import java.util.Arrays;

/**
 * Fingerprints, 96 bits of each, in the order in which they were remembered, each with
 * its time, and a table to find them by. When there is no room left, the one that came
 * first gives way.
 * <p>
 * Times are whole seconds of which only the difference counts, so that it does not matter
 * when they overflow.
 */
final class Ring {

	private static final int SMALLEST = 16;

	/**
	 * The bits of the second half that belong to the fingerprint; the others are a time.
	 */
	private static final long FINGERPRINT = 0xffffffff_00000000L;

	private final int bound;

	/**
	 * Two halves for each, side by side: to look at one costs one access to memory.
	 */
	private long[] entries;

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
		this.entries = new long[2 * capacity];
		this.table = new int[slots(capacity)];
	}

	/**
	 * Whether it was remembered no longer ago than that; a time to come counts as now.
	 */
	synchronized boolean contains(Fingerprint fingerprint, int now, int within) {
		int found = this.table[slot(fingerprint.high(), fingerprint.low())];
		return found != 0 && now - seconds(found - 1) <= within;
	}

	/**
	 * Remembers it; one that is known already keeps the later time.
	 * @param within for how long what is remembered is of use
	 * @return whether one that was of use had to give way
	 */
	synchronized boolean remember(Fingerprint fingerprint, int at, int within) {
		int slot = slot(fingerprint.high(), fingerprint.low());
		int known = this.table[slot];
		if (known != 0) {
			if (at - seconds(known - 1) > 0) {
				write(known - 1, fingerprint, at);
			}
			return false;
		}
		boolean early = false;
		if (this.size == this.bound) {
			early = at - seconds(this.next) <= within;
			remove(this.next);
			slot = slot(fingerprint.high(), fingerprint.low());
		}
		else {
			if (2 * this.size == this.entries.length) {
				grow();
				slot = slot(fingerprint.high(), fingerprint.low());
			}
			this.size++;
		}
		write(this.next, fingerprint, at);
		this.table[slot] = this.next + 1;
		this.next = (this.next + 1 == this.bound) ? 0 : this.next + 1;
		return early;
	}

	synchronized int size() {
		return this.size;
	}

	private int seconds(int position) {
		return (int) this.entries[2 * position + 1];
	}

	private void write(int position, Fingerprint fingerprint, int at) {
		this.entries[2 * position] = fingerprint.high();
		this.entries[2 * position + 1] = (fingerprint.low() & FINGERPRINT) | (at & ~FINGERPRINT);
	}

	/**
	 * The slot where it is found, or the free one where it belongs.
	 */
	private int slot(long wantedHigh, long wantedLow) {
		int slot = home(wantedHigh);
		for (int found = this.table[slot]; found != 0; found = this.table[slot]) {
			int entry = 2 * (found - 1);
			if (this.entries[entry] == wantedHigh && ((this.entries[entry + 1] ^ wantedLow) & FINGERPRINT) == 0) {
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
		int free = slot(this.entries[2 * position], this.entries[2 * position + 1]);
		for (int slot = after(free); this.table[slot] != 0; slot = after(slot)) {
			int home = home(this.entries[2 * (this.table[slot] - 1)]);
			if (distance(home, slot) >= distance(free, slot)) {
				this.table[free] = this.table[slot];
				free = slot;
			}
		}
		this.table[free] = 0;
	}

	private void grow() {
		int capacity = Math.min(this.bound, this.entries.length);
		this.entries = Arrays.copyOf(this.entries, 2 * capacity);
		this.table = new int[slots(capacity)];
		for (int i = 0; i < this.size; i++) {
			this.table[slot(this.entries[2 * i], this.entries[2 * i + 1])] = i + 1;
		}
	}

	private int home(long ofHigh) {
		return (int) (ofHigh >>> 32) & (this.table.length - 1);
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
