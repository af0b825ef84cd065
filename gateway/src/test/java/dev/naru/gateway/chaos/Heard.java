package dev.naru.gateway.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * When requests were due, how long their answers took, and what these were.
 */
public final class Heard {

	private long[] due = new long[1024];

	private long[] took = new long[1024];

	private int[] status = new int[1024];

	private int count;

	synchronized void add(long dueAt, long answeredAt, int answer) {
		if (this.count == this.due.length) {
			this.due = Arrays.copyOf(this.due, 2 * this.count);
			this.took = Arrays.copyOf(this.took, 2 * this.count);
			this.status = Arrays.copyOf(this.status, 2 * this.count);
		}
		this.due[this.count] = dueAt;
		this.took[this.count] = answeredAt - dueAt;
		this.status[this.count] = answer;
		this.count++;
	}

	synchronized void addAll(Heard others) {
		for (int i = 0; i < others.count; i++) {
			add(others.due[i], others.due[i] + others.took[i], others.status[i]);
		}
	}

	/**
	 * What was due at that time or later.
	 * @param from as {@code System.nanoTime} counts
	 */
	synchronized Heard since(long from) {
		Heard later = new Heard();
		for (int i = 0; i < this.count; i++) {
			if (this.due[i] - from >= 0) {
				later.add(this.due[i], this.due[i] + this.took[i], this.status[i]);
			}
		}
		return later;
	}

	/**
	 * Yeses a second, from when the first was due until the last was heard.
	 */
	synchronized double rate() {
		long first = Long.MAX_VALUE;
		long last = Long.MIN_VALUE;
		for (int i = 0; i < this.count; i++) {
			first = Math.min(first, this.due[i]);
			last = Math.max(last, this.due[i] + this.took[i]);
		}
		return (this.count > 0) ? yes() * 1e9 / (last - first) : 0;
	}

	synchronized long yes() {
		return Arrays.stream(this.status, 0, this.count).filter((answer) -> answer >= 200 && answer < 300).count();
	}

	/**
	 * How long that part of all answers took at most.
	 * @param part 0.5 for the median, 1 for the slowest
	 */
	synchronized Duration within(double part) {
		if (this.count == 0) {
			return Duration.ZERO;
		}
		long[] sorted = Arrays.copyOf(this.took, this.count);
		Arrays.sort(sorted);
		return Duration.ofNanos(sorted[Math.max(0, (int) Math.ceil(part * this.count) - 1)]);
	}

	/**
	 * The median, the 99th percentile and the slowest.
	 */
	String times() {
		return String.format(Locale.ROOT, "median %.1f ms, p99 %.1f ms, slowest %.1f ms", millis(0.5), millis(0.99),
				millis(1));
	}

	private double millis(double part) {
		return within(part).toNanos() / 1e6;
	}

	/**
	 * How often each status was heard.
	 */
	synchronized Map<Integer, Integer> statuses() {
		Map<Integer, Integer> statuses = new TreeMap<>();
		for (int i = 0; i < this.count; i++) {
			statuses.merge(this.status[i], 1, Integer::sum);
		}
		return statuses;
	}

}
