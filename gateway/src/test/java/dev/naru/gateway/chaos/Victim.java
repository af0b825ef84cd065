package dev.naru.gateway.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.naru.gateway.chaos.Fault.Blow;

/**
 * Process that is killed and comes again, also killed while it is starting.
 */
final class Victim {

	private static final Duration START_WITHIN = Duration.ofMinutes(5);

	private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

	private final Blow blow;

	private final int number;

	private final Life life;

	private final Chronicle chronicle;

	/** When the kills were since which it has not been up. */
	private final List<Long> since = new ArrayList<>();

	private State state = State.UP;

	/**
	 * @param blow what a kill of it is
	 * @param number which of its kind it is
	 */
	Victim(Blow blow, int number, Life life, Chronicle chronicle) {
		this.blow = blow;
		this.number = number;
		this.life = life;
		this.chronicle = chronicle;
	}

	/**
	 * How far it is.
	 */
	enum State {

		UP, STARTING, DOWN

	}

	/**
	 * A process, and those that follow it.
	 */
	interface Life {

		/**
		 * Ends it as SIGKILL does.
		 */
		void kill();

		/**
		 * Begins a new life. Does not wait for it.
		 */
		void start();

		/**
		 * Whether there is a process.
		 */
		boolean isAlive();

		/**
		 * Whether it does its work.
		 */
		boolean isUp();

	}

	Blow blow() {
		return this.blow;
	}

	synchronized State state() {
		return this.state;
	}

	/**
	 * Kills it, unless it is down already.
	 * @return whether it was killed
	 */
	synchronized boolean kill() {
		if (this.state == State.DOWN) {
			return false;
		}
		if (!this.life.isAlive()) {
			throw new AssertionError(this.blow + " " + this.number + ": it had ended by itself");
		}
		this.since.add(Chronicle.now());
		this.life.kill();
		this.state = State.DOWN;
		return true;
	}

	/**
	 * Starts it and waits until it is up, or is killed once more.
	 * @throws AssertionError if it ends by itself or is not up in time
	 */
	void revive() {
		int kills = start();
		long from = System.nanoTime();
		while (!this.life.isUp()) {
			synchronized (this) {
				if (this.since.size() != kills) {
					return;
				}
				if (!this.life.isAlive()) {
					throw new AssertionError(this.blow + " " + this.number + ": it ended while it started");
				}
			}
			if (System.nanoTime() - from > START_WITHIN.toNanos()) {
				throw new AssertionError(this.blow + " " + this.number + ": it does not start");
			}
			LockSupport.parkNanos(POLL_NANOS);
		}
		settle(kills);
	}

	private synchronized int start() {
		this.life.start();
		this.state = State.STARTING;
		return this.since.size();
	}

	private synchronized void settle(int kills) {
		if (this.since.size() != kills) {
			return;
		}
		this.state = State.UP;
		long now = Chronicle.now();
		this.since.forEach((from) -> this.chronicle
			.add(new Fault(this.blow, this.number, "kill -9 " + this.blow + " " + this.number, from, now)));
		this.since.clear();
	}

	@Override
	public String toString() {
		return Report.words(this.blow).replace(" killed", "") + " " + this.number;
	}

}
