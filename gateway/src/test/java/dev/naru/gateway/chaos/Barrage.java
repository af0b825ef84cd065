package dev.naru.gateway.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Payments without end over many connections, each with an id and a subject of its own.
 */
public final class Barrage {

	private static final AtomicLong NUMBERS = new AtomicLong();

	private final int port;

	private final int connections;

	private final Payments payments;

	public Barrage(int port, int connections, Payments payments) {
		this.port = port;
		this.connections = connections;
		this.payments = payments;
	}

	/**
	 * Every connection sends its next request when it has heard what became of the last.
	 */
	public Heard closed(BooleanSupplier goesOn) {
		return run((connection) -> {
			Heard heard = new Heard();
			try (Wire wire = new Wire(this.port)) {
				while (goesOn.getAsBoolean()) {
					send(wire, System.nanoTime(), heard);
				}
			}
			return heard;
		});
	}

	/**
	 * Requests are due at a steady rate, whatever becomes of them, and are timed from
	 * when they were due: who is late makes the next late as well.
	 */
	Heard open(double perSecond, BooleanSupplier goesOn) {
		long start = System.nanoTime();
		double gap = 1e9 / perSecond;
		return run((connection) -> {
			Heard heard = new Heard();
			try (Wire wire = new Wire(this.port)) {
				for (long turn = connection; goesOn.getAsBoolean(); turn += this.connections) {
					long due = start + (long) (turn * gap);
					for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
						LockSupport.parkNanos(left);
					}
					send(wire, due, heard);
				}
			}
			return heard;
		});
	}

	/**
	 * For a condition of the other two: until that time has passed.
	 */
	public static BooleanSupplier during(Duration length) {
		long until = System.nanoTime() + length.toNanos();
		return () -> System.nanoTime() - until < 0;
	}

	private void send(Wire wire, long due, Heard heard) {
		int status = wire.exchange(this.payments.request(NUMBERS.incrementAndGet()));
		heard.add(due, System.nanoTime(), status);
		if (status < 0) {
			LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
		}
	}

	private Heard run(IntFunction<Heard> sender) {
		List<Thread> threads = new ArrayList<>();
		Heard all = new Heard();
		for (int i = 0; i < this.connections; i++) {
			int connection = i;
			threads.add(Thread.ofPlatform().daemon().start(() -> all.addAll(sender.apply(connection))));
		}
		for (Thread thread : threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
		return all;
	}

}
