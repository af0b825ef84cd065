package dev.naru.gateway.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The senders, as a process of their own, until it is told that it is over. A process
 * that was killed and starts again on the same journal goes on where that ends.
 */
final class Load {

	private static final int ORDERED = 40;

	private static final int SINGLES = 8;

	/** One of so many requests can be heard by a stranger on the way. */
	private static final int CAPTURED_EVERY = 100;

	private static final int CAPTURED_AT_MOST = 32;

	private final int number;

	private final List<Integer> ports;

	private final int pauseMillis;

	private final Path captured;

	private final Progress progress;

	private final Journal journal;

	private final AtomicLong yeses = new AtomicLong();

	private final CountDownLatch over = new CountDownLatch(1);

	private Load(int number, List<Integer> ports, int pauseMillis, Path captured, Progress progress, Journal journal) {
		this.number = number;
		this.ports = ports;
		this.pauseMillis = pauseMillis;
		this.captured = captured;
		this.progress = progress;
		this.journal = journal;
	}

	/**
	 * What its process is told.
	 * @param number which of the senders it is, from 0
	 * @param ports of the gateways
	 * @param journal its journal
	 * @param seed of all that is random
	 * @param pauseMillis the mean time that an event which stands alone is apart from the
	 * next of its lane; those of a subject are twice as far apart
	 * @param captured the folder where some genuine requests are left for {@link Hostile}
	 */
	static List<String> arguments(int number, List<Integer> ports, Path journal, long seed, int pauseMillis,
			Path captured) {
		return List.of(String.valueOf(number), Ports.join(ports), journal.toAbsolutePath().toString(),
				String.valueOf(seed), String.valueOf(pauseMillis), captured.toAbsolutePath().toString());
	}

	/**
	 * @param args as {@link #arguments} gives them
	 */
	public static void main(String[] args) throws IOException {
		Path file = Path.of(args[2]);
		try (Journal journal = new Journal(file)) {
			Load load = new Load(Integer.parseInt(args[0]), Ports.parse(args[1]), Integer.parseInt(args[4]),
					Files.createDirectories(Path.of(args[5])), Progress.read(file), journal);
			Thread.ofPlatform().daemon().start(() -> awaitEnd(load.over));
			load.run(Long.parseLong(args[3]));
		}
	}

	/**
	 * Waits for a word on standard input, which ends the load; silence for ever, which is
	 * the end of the test, ends the process.
	 */
	static void awaitEnd(CountDownLatch over) {
		try {
			BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			if (reader.readLine() != null) {
				over.countDown();
				return;
			}
		}
		catch (IOException ex) {
			// Broken is ended.
		}
		Runtime.getRuntime().halt(1);
	}

	private void run(long seed) {
		Random seeds = new Random(seed);
		// Lane 0 of the first sender sends what is no event.
		int first = this.number * (ORDERED + SINGLES) + 1;
		List<Runnable> lanes = new ArrayList<>();
		for (int lane = first; lane < first + ORDERED; lane++) {
			lanes.add(new Sender(this, lane, new Random(seeds.nextLong())));
		}
		for (int lane = first + ORDERED; lane < first + ORDERED + SINGLES; lane++) {
			lanes.add(new Sender(this, lane, new Random(seeds.nextLong()))::runSingles);
		}
		if (this.number == 0) {
			lanes.add(new Sender(this, 0, new Random(seeds.nextLong()))::runOddities);
		}
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			lanes.forEach((lane) -> threads.execute(() -> run(lane)));
		}
	}

	/**
	 * A lane that fails must not be missed.
	 */
	private static void run(Runnable lane) {
		try {
			lane.run();
		}
		catch (RuntimeException ex) {
			ex.printStackTrace();
			Runtime.getRuntime().halt(2);
		}
	}

	/**
	 * A connection to the gateway of a lane.
	 */
	Wire wire(int lane) {
		int gateway = lane % this.ports.size();
		return new Wire(gateway, this.ports.get(gateway));
	}

	int next(int lane) {
		return this.progress.next(lane);
	}

	Journal journal() {
		return this.journal;
	}

	/**
	 * Leaves one of many genuine requests to be found by a stranger.
	 */
	void capture(Message message, Wire over) {
		long yes = this.yeses.incrementAndGet();
		if (yes % CAPTURED_EVERY != 0) {
			return;
		}
		String name = this.number + "-" + yes / CAPTURED_EVERY % CAPTURED_AT_MOST + "-" + over.gateway();
		try {
			Path half = Files.write(this.captured.resolve("." + name), message.request());
			Files.move(half, this.captured.resolve(name), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What can be found now.
	 */
	static List<Path> captured(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> !file.getFileName().toString().startsWith(".")).sorted().toList();
		}
	}

	boolean isOver() {
		return this.over.getCount() == 0;
	}

	/**
	 * Waits some pauses, or until it is over.
	 */
	void rest(Random random, int pauses) {
		int mean = pauses * this.pauseMillis;
		try {
			this.over.await(random.nextInt(mean / 2, mean * 3 / 2 + 1), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
