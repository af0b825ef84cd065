package dev.naru.gateway.pending;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Sees to it that nothing is pending for too long. All have the same time, so that a
 * queue and a look at its head now and then replace a timer for each.
 */
public final class Deadline implements AutoCloseable {

	private static final int LOOKS = 40;

	private final long within;

	private final long tick;

	private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService clock;

	/**
	 * @param thread the name of the thread that looks
	 * @param within how long anything may be pending; it is called late up to a twentieth
	 * of that before
	 */
	public Deadline(String thread, Duration within) {
		this.within = within.toNanos();
		this.tick = Math.max(1, this.within / LOOKS);
		this.clock = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(thread).factory());
		Future<?> unused = this.clock.scheduleAtFixedRate(this::look, this.tick, this.tick, TimeUnit.NANOSECONDS);
	}

	/**
	 * From now on its time runs.
	 * @param late what to do if it is still pending then; quick, and without a fault
	 */
	public void watch(Pending<?> pending, Runnable late) {
		if (!pending.isKnown()) {
			this.waiting.add(new Waiting(pending, late, System.nanoTime()));
			forget();
		}
	}

	/**
	 * What is known need not be kept until the next look: two go for one that comes.
	 */
	private void forget() {
		for (int i = 0; i < 2; i++) {
			Waiting first = this.waiting.peek();
			if (first == null || !first.pending().isKnown()) {
				return;
			}
			this.waiting.remove(first);
		}
	}

	/**
	 * Looks at the time no more.
	 */
	@Override
	public void close() {
		this.clock.shutdownNow();
	}

	/**
	 * Takes from the head what is known and what is due before the next look.
	 */
	private void look() {
		long due = System.nanoTime() - this.within + 2 * this.tick;
		for (Waiting first = head(due); first != null; first = head(due)) {
			// This one and no other: forget() may have been quicker.
			if (this.waiting.remove(first) && !first.pending().isKnown()) {
				first.late().run();
			}
		}
	}

	private @Nullable Waiting head(long due) {
		Waiting first = this.waiting.peek();
		return (first != null && (first.pending().isKnown() || first.since() - due < 0)) ? first : null;
	}

	private record Waiting(Pending<?> pending, Runnable late, long since) {
	}

}
