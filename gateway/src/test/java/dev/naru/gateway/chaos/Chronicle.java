package dev.naru.gateway.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.naru.gateway.chaos.Fault.Blow;

/**
 * What was done to the house and when, told while it happens and kept for the judge.
 */
final class Chronicle {

	private final Path file;

	private final long start = now();

	private final List<Fault> faults = new ArrayList<>();

	Chronicle(Path file) {
		this.file = file;
	}

	/**
	 * Microseconds of the monotonic clock, which Linux and macOS count from the start of
	 * the machine, for all processes alike. The time of day may be set while they run:
	 * what a sender wrote down would then not meet what was done to the gateway.
	 */
	static long now() {
		return System.nanoTime() / 1000;
	}

	/**
	 * Tells something.
	 */
	synchronized void note(String text) {
		String line = String.format(Locale.ROOT, "%7.1f s  %s", (now() - this.start) / 1e6, text);
		System.out.println(line);
		try {
			Files.writeString(this.file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Does something to the house, and keeps that it was done, however it ends.
	 * @param deeds all of it, until everything is as before
	 */
	void during(Blow blow, int victim, String what, Runnable deeds) {
		long from = now();
		note(what);
		try {
			deeds.run();
		}
		finally {
			add(new Fault(blow, victim, what, from, now()));
		}
	}

	/**
	 * Keeps that something was done.
	 */
	synchronized void add(Fault fault) {
		this.faults.add(fault);
	}

	synchronized List<Fault> faults() {
		return List.copyOf(this.faults);
	}

	/**
	 * How often that was done.
	 */
	synchronized long count(Blow blow) {
		return this.faults.stream().filter((fault) -> fault.blow() == blow).count();
	}

}
