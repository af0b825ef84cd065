package dev.naru.gateway.publication.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Commands on their way to the spool's thread. Whoever brings one never waits, not even
 * for a lock.
 */
final class CommandQueue {

	private static final long MOST_WAITING_BYTES = 64L * 1024 * 1024;

	private static final int MOST_COMMANDS_AT_ONCE = 2000;

	private static final long MOST_BYTES_AT_ONCE = 16L * 1024 * 1024;

	private final Queue<Command> commands = new ConcurrentLinkedQueue<>();

	private final AtomicLong waitingBytes = new AtomicLong();

	private volatile @Nullable Thread sleeper;

	private volatile boolean closing;

	private volatile boolean closed;

	/**
	 * Answers at once if there is no place for it any more.
	 */
	void put(Command command) {
		long bytes = bytes(command);
		if (this.closing) {
			command.fail("the spool is closed");
		}
		else if (this.waitingBytes.addAndGet(bytes) > MOST_WAITING_BYTES && bytes > 0) {
			this.waitingBytes.addAndGet(-bytes);
			command.fail("the disk does not keep up: " + MOST_WAITING_BYTES + " bytes wait to be spooled");
		}
		else {
			this.commands.add(command);
			LockSupport.unpark(this.sleeper);
			if (this.closed) {
				failAll();
			}
		}
	}

	/**
	 * Takes what there is, up to a bound, in the order in which it came.
	 * @param nanos how long to wait for the first
	 * @return empty if there was none in that time
	 */
	List<Command> take(long nanos) {
		await(nanos);
		List<Command> taken = new ArrayList<>();
		long bytes = 0;
		while (taken.size() < MOST_COMMANDS_AT_ONCE && bytes < MOST_BYTES_AT_ONCE) {
			Command command = this.commands.poll();
			if (command == null) {
				break;
			}
			taken.add(command);
			bytes += bytes(command);
		}
		return taken;
	}

	/**
	 * Tells that what was taken holds no memory any more.
	 */
	void done(List<Command> taken) {
		this.waitingBytes.addAndGet(-taken.stream().mapToLong(CommandQueue::bytes).sum());
	}

	boolean isEmpty() {
		return this.commands.isEmpty();
	}

	/**
	 * Takes nothing new, and wakes the thread.
	 */
	void beginClosing() {
		this.closing = true;
		LockSupport.unpark(this.sleeper);
	}

	boolean isClosing() {
		return this.closing;
	}

	/**
	 * Whoever puts a command adds it first and looks second; this is the other way round,
	 * so that none is left without an answer.
	 */
	void close() {
		this.closing = true;
		this.closed = true;
		failAll();
	}

	private void await(long nanos) {
		long until = System.nanoTime() + nanos;
		this.sleeper = Thread.currentThread();
		while (this.commands.isEmpty() && !this.closing) {
			long left = until - System.nanoTime();
			if (left <= 0) {
				break;
			}
			LockSupport.parkNanos(this, left);
		}
		this.sleeper = null;
	}

	private void failAll() {
		for (Command command = this.commands.poll(); command != null; command = this.commands.poll()) {
			this.waitingBytes.addAndGet(-bytes(command));
			command.fail("the spool is closed");
		}
	}

	private static long bytes(Command command) {
		return (command instanceof Command.Change change) ? change.bytes() : 0;
	}

}
