package dev.naru.gateway.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A process that stands still, from SIGSTOP to SIGCONT. A shell keeps the promise, so
 * that nothing stays frozen when the test itself dies.
 */
final class Freeze {

	private final Process keeper;

	private Freeze(Process keeper) {
		this.keeper = keeper;
	}

	/**
	 * The process stands still while something else happens.
	 */
	static void during(Child child, Runnable meanwhile) {
		Freeze freeze = of(child);
		try {
			meanwhile.run();
		}
		finally {
			freeze.end();
		}
	}

	private static Freeze of(Child child) {
		String script = "kill -STOP $0; echo; cat >/dev/null; kill -CONT $0";
		try {
			Process keeper = new ProcessBuilder("sh", "-c", script, String.valueOf(child.pid())).start();
			if (keeper.getInputStream().read() < 0) {
				throw new IllegalStateException("cannot freeze process " + child.pid());
			}
			return new Freeze(keeper);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void end() {
		try {
			this.keeper.getOutputStream().close();
			this.keeper.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
