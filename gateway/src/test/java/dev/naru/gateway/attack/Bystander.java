package dev.naru.gateway.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;

/**
 * Genuine sender of small webhooks, one every 50 ms on a connection of its own whatever
 * became of those before.
 */
final class Bystander implements AutoCloseable {

	private static final Duration EVERY = Duration.ofMillis(50);

	/** The gateway promises an answer within 5 s. */
	private static final Duration PATIENCE = Duration.ofSeconds(6);

	private static final Duration USUAL = Duration.ofMillis(500);

	private final String address;

	private final int port;

	private final LongFunction<byte[]> requests;

	private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final Thread sender;

	private volatile boolean ended;

	/**
	 * Begins to send.
	 * @param address where it sends from
	 * @param requests makes the request of a number that no other has
	 */
	Bystander(String address, int port, LongFunction<byte[]> requests) {
		this.address = address;
		this.port = port;
		this.requests = requests;
		this.sender = Thread.ofVirtual().start(this::send);
	}

	private void send() {
		while (!this.ended) {
			this.threads.execute(this::sendOne);
			Crowd.pause(EVERY);
		}
	}

	private void sendOne() {
		long began = System.nanoTime();
		byte[] request = this.requests.apply(began);
		int status = 0;
		try (Visit visit = new Visit(this.address, this.port)) {
			visit.send(request);
			status = visit.answer(PATIENCE);
		}
		catch (IOException ex) {
			// Heard nothing.
		}
		this.heard.add(new Heard(status, System.nanoTime() - began));
	}

	/**
	 * Whether the last of what it sent, so many, was accepted without much waiting.
	 */
	boolean isServed(int last) {
		List<Heard> all = List.copyOf(this.heard);
		return all.size() >= last && all.subList(all.size() - last, all.size())
			.stream()
			.allMatch((one) -> one.accepted() && one.nanos() < USUAL.toNanos());
	}

	/**
	 * Stops, and waits for the answers that are still to come.
	 */
	@Override
	public void close() {
		this.ended = true;
		try {
			this.sender.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.threads.close();
	}

	/**
	 * What became of what it sent.
	 */
	Service service() {
		long accepted = this.heard.stream().filter(Heard::accepted).count();
		long[] times = this.heard.stream().filter(Heard::accepted).mapToLong(Heard::nanos).toArray();
		Arrays.sort(times);
		double median = (times.length == 0) ? Double.NaN : times[times.length / 2] / 1e6;
		return new Service(this.heard.size(), accepted, median);
	}

	private record Heard(int status, long nanos) {

		boolean accepted() {
			return this.status / 100 == 2;
		}

	}

	/**
	 * @param sent how many it sent
	 * @param accepted how many of them were answered with a 2xx
	 * @param median the median time to those, in milliseconds; not a number if there was
	 * none
	 */
	record Service(long sent, long accepted, double median) {

		double share() {
			return (this.sent == 0) ? 0 : 100.0 * this.accepted / this.sent;
		}

	}

}
