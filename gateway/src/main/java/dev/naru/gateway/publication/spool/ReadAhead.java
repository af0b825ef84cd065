package dev.naru.gateway.publication.spool;

/**
 * Read-ahead of all drains: the bytes of records that were read from the spool and are
 * not on Kafka yet. Used on the drainer's thread alone.
 */
final class ReadAhead {

	private static final long MOST = 8 * 1024 * 1024;

	private long bytes;

	/**
	 * Adds the size of a record, or takes it off if it is negative.
	 */
	void add(int size) {
		this.bytes += size;
	}

	/**
	 * Whether those that have something to send shall not read on.
	 */
	boolean isFull() {
		return this.bytes >= MOST;
	}

}
