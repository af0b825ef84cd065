package dev.naru.gateway.publication.spool;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which subjects have records in the spool, so that a later record of the same subject
 * queues behind them. It counts by hash, in the same few megabytes however many there
 * are: two subjects may be taken for one, and then one queues without need; none is ever
 * overlooked.
 */
final class Subjects {

	private static final int BUCKETS = 1 << 22;

	private final AtomicIntegerArray waiting = new AtomicIntegerArray(BUCKETS);

	void add(String topic, String key) {
		this.waiting.incrementAndGet(bucket(topic, key));
	}

	void remove(String topic, String key) {
		this.waiting.decrementAndGet(bucket(topic, key));
	}

	boolean contains(String topic, String key) {
		return this.waiting.get(bucket(topic, key)) > 0;
	}

	/**
	 * The finalizer of MurmurHash3 spreads what String's own hash leaves close together.
	 */
	private static int bucket(String topic, String key) {
		int hash = 31 * topic.hashCode() + key.hashCode();
		hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
		hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
		return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
	}

}
