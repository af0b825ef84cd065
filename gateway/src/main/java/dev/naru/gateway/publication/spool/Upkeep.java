package dev.naru.gateway.publication.spool;

import dev.naru.gateway.logging.LimitedLogger;

/**
 * What is done beside: the figures are kept true, and the file small.
 */
final class Upkeep {

	private static final LimitedLogger logger = LimitedLogger.of(Upkeep.class);

	private static final long SECOND = 1_000_000_000L;

	/** When nothing has been asked for this long, there is time for other work. */
	private static final long LULL = SECOND / 50;

	/** So much can be given back to the disk without anyone noticing the wait. */
	private static final long SHRINK_STEP = 1024 * 1024;

	private final SpoolFile file;

	private final Health health;

	private final Figures figures;

	private long next = System.nanoTime();

	/** Whether there may be something to tidy up. */
	private boolean untidy;

	Upkeep(SpoolFile file, Health health, Figures figures) {
		this.file = file;
		this.health = health;
		this.figures = figures;
		this.untidy = figures.freeBytes > 0;
	}

	/**
	 * How long to wait for something to do.
	 */
	long nanosToNext() {
		long nanos = Math.max(0, this.next - System.nanoTime());
		return wantsToShrink() ? Math.min(nanos, LULL) : nanos;
	}

	/**
	 * Once a second.
	 */
	boolean isDue() {
		return this.next - System.nanoTime() <= 0;
	}

	/**
	 * Something was committed.
	 */
	void written() {
		this.untidy = true;
	}

	/**
	 * @param idle whether nothing has been asked for lately
	 */
	void run(boolean idle) {
		boolean due = isDue();
		if (idle && wantsToShrink()) {
			shrink();
		}
		else if (due && this.untidy && this.figures.records == 0 && !this.health.isFailing()) {
			clear();
		}
		if (due) {
			this.next = System.nanoTime() + SECOND;
			this.health.measure();
			this.health.log();
		}
	}

	/**
	 * Only when most of the file is free: what is moved to shrink it is then less than
	 * what is won.
	 */
	private boolean wantsToShrink() {
		return this.untidy && !this.health.isFailing() && this.figures.records + this.figures.rejected > 0
				&& this.figures.freeBytes > Math.max(this.figures.bytes, SHRINK_STEP);
	}

	private void shrink() {
		tidyUp(() -> {
			this.file.shrink(SHRINK_STEP);
			this.health.measure();
			if (!wantsToShrink()) {
				this.file.emptyLog();
			}
		});
	}

	/**
	 * An empty file is rewritten in no time.
	 */
	private void clear() {
		this.untidy = false;
		tidyUp(() -> {
			if (this.figures.rejected == 0) {
				this.file.rewrite();
			}
			this.file.emptyLog();
		});
	}

	/**
	 * If it fails, it can wait until something is written.
	 */
	private void tidyUp(Step step) {
		try {
			step.run();
		}
		catch (SpoolFileException ex) {
			this.untidy = false;
			if (ex.isCorrupt()) {
				this.health.failed(ex);
			}
			else {
				logger.warn("The spool cannot give back the disk space that it does not use: {}", "",
						(line) -> line.addArgument(ex.getMessage()));
			}
		}
	}

	@FunctionalInterface
	private interface Step {

		void run() throws SpoolFileException;

	}

}
