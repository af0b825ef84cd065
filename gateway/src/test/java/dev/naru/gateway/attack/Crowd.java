package dev.naru.gateway.attack;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * Clients that do the same over and over, each on a virtual thread, until their time is
 * over and all their connections are closed.
 */
final class Crowd {

	private static final Duration BREATH = Duration.ofMillis(200);

	private final int port;

	private final IntFunction<String> addresses;

	private final long end;

	private final Tally tally = new Tally();

	private final Set<Visit> open = ConcurrentHashMap.newKeySet();

	/**
	 * What each client does.
	 */
	@FunctionalInterface
	interface Visitor {

		/**
		 * @param visit a new connection
		 * @param number which of the clients this is, counted from 0
		 * @throws IOException if the gateway closes the connection, or is silent
		 */
		void visit(Visit visit, int number, Crowd crowd) throws IOException;

	}

	/**
	 * @param addresses where each of the clients comes from
	 */
	Crowd(int port, IntFunction<String> addresses, Duration time) {
		this.port = port;
		this.addresses = addresses;
		this.end = System.nanoTime() + time.toNanos();
	}

	/**
	 * Lets clients come, and waits for the end.
	 * @param name what they are called where they are counted
	 */
	Tally run(String name, int clients, Visitor visitor) {
		return run(name, clients, Integer.MAX_VALUE, visitor);
	}

	/**
	 * @param times how often each comes at most
	 */
	Tally run(String name, int clients, int times, Visitor visitor) {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int number = 0; number < clients; number++) {
				int client = number;
				threads.execute(() -> stay(name, client, times, visitor));
			}
			threads.shutdown();
			while (!threads.isTerminated() && !left().isZero()) {
				pause(Duration.ofMillis(20));
			}
			this.open.forEach(Visit::close);
		}
		return this.tally;
	}

	private void stay(String name, int number, int times, Visitor visitor) {
		for (int time = 0; time < times && !left().isZero(); time++) {
			try (Visit visit = new Visit(this.addresses.apply(number), this.port)) {
				this.tally.count(name);
				this.open.add(visit);
				if (!left().isZero()) {
					visitor.visit(visit, number, this);
				}
				this.open.remove(visit);
			}
			catch (ConnectException ex) {
				this.tally.count("unconnected");
			}
			catch (SocketTimeoutException ex) {
				this.tally.count("no answer in time");
			}
			catch (IOException ex) {
				this.tally.count(left().isZero() ? "open at the end" : "closed unanswered");
			}
			pause(BREATH);
		}
	}

	Tally tally() {
		return this.tally;
	}

	/**
	 * The time that is left; zero when it is over.
	 */
	Duration left() {
		return Duration.ofNanos(Math.max(0, this.end - System.nanoTime()));
	}

	static void pause(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
