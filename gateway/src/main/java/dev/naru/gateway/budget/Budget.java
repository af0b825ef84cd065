package dev.naru.gateway.budget;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * Budget of something that is scarce, such as bytes of the heap, which sources and client
 * addresses share. No source and no address may hold more than twice what is free
 * (dynamic thresholds: A. K. Choudhury and E. L. Hahne, IEEE/ACM Transactions on
 * Networking 6(2), 1998): one alone gets two thirds of all, two that are greedy get two
 * fifths each, and whoever comes next still finds some. Nothing waits: what is not to be
 * had is refused at once.
 */
public final class Budget {

	private static final int TIMES_THE_FREE = 2;

	private final long size;

	private final AtomicLong held = new AtomicLong();

	private final Map<SourceId, AtomicLong> sources = new ConcurrentHashMap<>();

	/** Addresses that hold nothing are not kept: anybody could fill the map. */
	private final Map<InetAddress, Long> clients = new ConcurrentHashMap<>();

	/**
	 * @param size how much may be held together, 1 or more
	 */
	public Budget(long size) {
		this.size = size;
	}

	/**
	 * Takes an amount for a source.
	 * @param amount 0 or more
	 * @return whether it was to be had; only then it has to be given back
	 */
	public boolean take(SourceId source, long amount) {
		if (!take(amount)) {
			return false;
		}
		AtomicLong share = this.sources.computeIfAbsent(source, (absent) -> new AtomicLong());
		if (share.addAndGet(amount) > mostForOne()) {
			share.addAndGet(-amount);
			this.held.addAndGet(-amount);
			return false;
		}
		return true;
	}

	/**
	 * Gives back what was taken for a source.
	 */
	public void giveBack(SourceId source, long amount) {
		this.held.addAndGet(-amount);
		AtomicLong share = this.sources.get(source);
		if (share != null) {
			share.addAndGet(-amount);
		}
	}

	/**
	 * Opens a holding, which is empty and grows.
	 * @param client the address that it is for, or null if that cannot be told
	 */
	public Holding open(SourceId source, @Nullable InetAddress client) {
		return new Holding(source, client);
	}

	/**
	 * Whether a source could take an amount now; another may be quicker.
	 */
	public boolean has(SourceId source, long amount) {
		AtomicLong share = this.sources.get(source);
		long free = this.size - this.held.get() - amount;
		return free >= 0 && ((share != null) ? share.get() : 0) + amount <= mostForOne(free);
	}

	/**
	 * How much may be held together.
	 */
	public long size() {
		return this.size;
	}

	/**
	 * How much is held.
	 */
	public long held() {
		return this.held.get();
	}

	private boolean take(long amount) {
		long before = this.held.get();
		while (before + amount <= this.size) {
			long witness = this.held.compareAndExchange(before, before + amount);
			if (witness == before) {
				return true;
			}
			before = witness;
		}
		return false;
	}

	private long mostForOne() {
		return mostForOne(this.size - this.held.get());
	}

	/**
	 * Nothing is free once the only one has been taken, and it may be taken.
	 */
	private static long mostForOne(long free) {
		return Math.max(1, TIMES_THE_FREE * free);
	}

	/**
	 * What one client holds for one source until it closes it. Threads may share it.
	 */
	public final class Holding implements AutoCloseable {

		private final SourceId source;

		private final @Nullable InetAddress client;

		private long amount;

		private boolean closed;

		private Holding(SourceId source, @Nullable InetAddress client) {
			this.source = source;
			this.client = client;
		}

		/**
		 * Takes more.
		 * @param more 0 or more
		 * @return whether it was to be had: never once it is closed
		 */
		public synchronized boolean grow(long more) {
			if (this.closed || !take(this.source, more)) {
				return false;
			}
			if (this.client != null && Budget.this.clients.merge(this.client, more, Long::sum) > mostForOne()) {
				giveBack(more);
				return false;
			}
			this.amount += more;
			return true;
		}

		/**
		 * Gives all of it back, once.
		 */
		@Override
		public synchronized void close() {
			if (!this.closed) {
				this.closed = true;
				if (this.amount > 0) {
					giveBack(this.amount);
				}
			}
		}

		private void giveBack(long back) {
			Budget.this.giveBack(this.source, back);
			if (this.client != null) {
				Budget.this.clients.computeIfPresent(this.client,
						(address, whole) -> (whole > back) ? Long.valueOf(whole - back) : null);
			}
		}

	}

}
