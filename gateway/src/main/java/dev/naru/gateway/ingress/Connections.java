package dev.naru.gateway.ingress;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import dev.naru.gateway.webhook.OpenConnections;
import io.netty.channel.Channel;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Connections to the public port, which are bounded. When one more comes, the one is
 * closed that has waited longest for its sender: it is idle, or its sender is slow. So
 * strangers who hold many connections close each other's, and whoever is served at once
 * is not concerned. Each channel is told of on its own event loop.
 */
final class Connections implements OpenConnections {

	private final int max;

	private final AtomicInteger open = new AtomicInteger();

	private final LongAdder evicted = new LongAdder();

	/** Those of the event loop that wait for their senders, the longest first. */
	private final FastThreadLocal<Set<Channel>> waiting = new FastThreadLocal<>() {

		@Override
		protected Set<Channel> initialValue() {
			return new LinkedHashSet<>();
		}

	};

	/**
	 * @param max how many there may be, 1 or more
	 */
	Connections(int max) {
		this.max = max;
	}

	/**
	 * A connection has come.
	 */
	void opened(Channel channel) {
		Set<Channel> here = this.waiting.get();
		here.add(channel);
		if (this.open.incrementAndGet() > this.max) {
			// The newcomer itself, if all others are being served.
			Channel longest = here.iterator().next();
			here.remove(longest);
			this.evicted.increment();
			longest.unsafe().close(longest.voidPromise());
		}
	}

	/**
	 * The connection waits for its sender from now on.
	 */
	void waits(Channel channel) {
		Set<Channel> here = this.waiting.get();
		here.remove(channel);
		here.add(channel);
	}

	/**
	 * The sender has said all, and it is on the gateway to answer.
	 */
	void isServed(Channel channel) {
		this.waiting.get().remove(channel);
	}

	/**
	 * A connection is gone.
	 */
	void closed(Channel channel) {
		this.waiting.get().remove(channel);
		this.open.decrementAndGet();
	}

	@Override
	public int max() {
		return this.max;
	}

	@Override
	public int open() {
		return this.open.get();
	}

	@Override
	public long evicted() {
		return this.evicted.sum();
	}

}
