package dev.naru.gateway.publication.spool;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.publication.Published;
import org.jspecify.annotations.Nullable;

/**
 * The way to one topic: open, or closed by a record that Kafka did not acknowledge and
 * until one gets through again. One topic can be out of reach while others are not: its
 * leader is lost, or the gateway's permission.
 */
final class Way {

	private final String topic;

	private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();

	private final Map<Long, Pending<Published>> unresolved = new ConcurrentHashMap<>();

	private final AtomicLong appending = new AtomicLong();

	private final AtomicLong waiting = new AtomicLong();

	private volatile boolean closed;

	Way(String topic) {
		this.topic = topic;
	}

	String topic() {
		return this.topic;
	}

	boolean isClosed() {
		return this.closed;
	}

	void open() {
		this.closed = false;
	}

	/**
	 * Two that are answered go for one that comes, so that none is kept for long.
	 */
	void add(Attempt attempt) {
		this.attempts.add(attempt);
		for (int i = 0; i < 2; i++) {
			Attempt first = this.attempts.peek();
			if (first == null || !first.answer().isKnown()) {
				return;
			}
			this.attempts.remove(first);
		}
	}

	void close() {
		this.closed = true;
	}

	/**
	 * Takes the attempts off the way that have no answer, in their order: who is on a
	 * closed way need not wait for Kafka any longer.
	 */
	void clear(Consumer<Attempt> next) {
		for (Attempt attempt = this.attempts.poll(); attempt != null; attempt = this.attempts.poll()) {
			next.accept(attempt);
		}
	}

	/**
	 * Forgets what is answered, from the longest waiting on.
	 * @return whether an attempt has waited for an answer since then or longer
	 */
	boolean isLate(long nanoTime) {
		Attempt first = this.attempts.peek();
		while (first != null && first.answer().isKnown()) {
			// This one and no other: add() may have been quicker.
			this.attempts.remove(first);
			first = this.attempts.peek();
		}
		return first != null && first.startedBefore(nanoTime);
	}

	/**
	 * A record is on its way to the spool.
	 */
	void beginAppend() {
		this.appending.incrementAndGet();
	}

	/**
	 * A record has come to the spool, or could not be written.
	 */
	void endAppend() {
		this.appending.decrementAndGet();
	}

	/**
	 * A record now lies in the spool.
	 * @param firstAttempt what Kafka may yet say of it, or null if it was not sent to
	 * Kafka
	 */
	void spooled(long position, @Nullable Pending<Published> firstAttempt) {
		if (firstAttempt != null) {
			this.unresolved.put(position, firstAttempt);
		}
		this.waiting.incrementAndGet();
	}

	/**
	 * What became of the record's first attempt, if that is not known to have failed.
	 */
	@Nullable Pending<Published> firstAttempt(long position) {
		return this.unresolved.get(position);
	}

	/**
	 * The first attempt has failed: the record must be sent again.
	 */
	void failed(long position) {
		this.unresolved.remove(position);
	}

	/**
	 * A record is no longer to be sent.
	 */
	void settled(long position) {
		this.unresolved.remove(position);
		this.waiting.decrementAndGet();
	}

	/**
	 * Whether no record of the topic lies in the spool or is on its way there.
	 */
	boolean isEmpty() {
		// In this order: who is no longer on the way may lie there.
		return this.appending.get() == 0 && this.waiting.get() == 0;
	}

	/**
	 * How many records of the topic lie in the spool.
	 */
	long waiting() {
		return this.waiting.get();
	}

}
