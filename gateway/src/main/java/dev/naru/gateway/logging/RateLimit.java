package dev.naru.gateway.logging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Rate limit of log lines: one for each kind in ten seconds, which tells how many it
 * stands for. The first comes at once; of those that come too soon the first is kept, and
 * is written for all of them when the ten seconds are over, so that none goes uncounted.
 */
final class RateLimit {

	/** For all loggers of the process, as these are for all of it. */
	static final RateLimit SHARED = new RateLimit(System::nanoTime);

	static final Duration INTERVAL = Duration.ofSeconds(10);

	/** Kinds are few; this only sees to it that a mistake cannot fill the memory. */
	static final int MOST_KINDS = 1000;

	private final LongSupplier ticker;

	private final Map<Kind, Window> windows = new HashMap<>();

	/**
	 * @param ticker the time, in nanoseconds from any origin
	 */
	RateLimit(LongSupplier ticker) {
		this.ticker = ticker;
	}

	/**
	 * Writes a line, or counts it.
	 * @param line makes it; called now or not at all
	 */
	void offer(Kind kind, Supplier<Line> line) {
		Due due;
		synchronized (this.windows) {
			Kind known = (this.windows.containsKey(kind) || this.windows.size() < MOST_KINDS) ? kind
					: new Kind(kind.logger(), "", "");
			due = this.windows.computeIfAbsent(known, (absent) -> new Window()).next(this.ticker.getAsLong(), line);
		}
		if (due != null) {
			due.write();
		}
	}

	/**
	 * Writes the lines that were kept and whose ten seconds are over. To be called every
	 * second or so.
	 */
	void writeDue() {
		write(false);
	}

	/**
	 * Writes all lines that were kept: nobody will ask later.
	 */
	void writeAll() {
		write(true);
	}

	private void write(boolean all) {
		List<Due> due = new ArrayList<>();
		synchronized (this.windows) {
			long now = this.ticker.getAsLong();
			Iterator<Window> each = this.windows.values().iterator();
			while (each.hasNext()) {
				Window window = each.next();
				if (all || window.isOver(now)) {
					Due kept = window.close(now);
					if (kept != null) {
						due.add(kept);
					}
					else {
						each.remove();
					}
				}
			}
		}
		due.forEach(Due::write);
	}

	/**
	 * What a line says, without the particulars.
	 *
	 * @param logger the logger's name
	 * @param message what it says
	 * @param about the configured thing that it is about, such as a source; empty for
	 * none
	 */
	record Kind(String logger, String message, String about) {
	}

	/**
	 * A line that is ready to be written.
	 */
	@FunctionalInterface
	interface Line {

		/**
		 * @param count how many lines it stands for, itself included
		 */
		void write(long count);

	}

	private record Due(Line line, long count) {

		void write() {
			this.line.write(this.count);
		}

	}

	/**
	 * The ten seconds after a line.
	 */
	private static final class Window {

		private boolean begun;

		private long until;

		private long suppressed;

		private @Nullable Line kept;

		@Nullable Due next(long now, Supplier<Line> line) {
			if (this.begun && !isOver(now)) {
				this.suppressed++;
				if (this.kept == null) {
					this.kept = line.get();
				}
				return null;
			}
			Due due = new Due(line.get(), this.suppressed + 1);
			begin(now);
			return due;
		}

		boolean isOver(long now) {
			return now - this.until >= 0;
		}

		/**
		 * @return the line that was kept, which begins another ten seconds; null if none
		 * was
		 */
		@Nullable Due close(long now) {
			Due due = (this.kept != null) ? new Due(this.kept, this.suppressed) : null;
			begin(now);
			return due;
		}

		private void begin(long now) {
			this.begun = true;
			this.until = now + INTERVAL.toNanos();
			this.suppressed = 0;
			this.kept = null;
		}

	}

}
