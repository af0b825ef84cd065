package dev.naru.gateway.attack;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Counts of what a crowd has sent and heard, by name.
 */
final class Tally {

	private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

	private final LongAdder bytes = new LongAdder();

	void count(String name) {
		this.counts.computeIfAbsent(name, (key) -> new LongAdder()).increment();
	}

	void sent(long sentBytes) {
		this.bytes.add(sentBytes);
	}

	long of(String name) {
		LongAdder count = this.counts.get(name);
		return (count != null) ? count.sum() : 0;
	}

	@Override
	public String toString() {
		String text = this.counts.entrySet()
			.stream()
			.map((count) -> count.getKey() + " × " + count.getValue())
			.collect(Collectors.joining(", "));
		long sum = this.bytes.sum();
		return (sum < 1_000_000) ? text : text + String.format(Locale.ROOT, "; %,d MB", sum / 1_000_000);
	}

}
