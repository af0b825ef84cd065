package dev.naru.gateway.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The senders, as a process of their own: some 300 requests a second, until it is told
 * that it is over.
 */
final class Load {

	private static final int ORDERED = 40;

	private static final int SINGLES = 8;

	private final int port;

	private final Journal journal;

	private final CountDownLatch over = new CountDownLatch(1);

	private Load(int port, Journal journal) {
		this.port = port;
		this.journal = journal;
	}

	/**
	 * @param args the gateway's port, the journal's file and the seed
	 */
	public static void main(String[] args) throws IOException {
		try (Journal journal = new Journal(Path.of(args[1]))) {
			Load load = new Load(Integer.parseInt(args[0]), journal);
			Thread.ofPlatform().daemon().start(load::listen);
			load.run(Long.parseLong(args[2]));
		}
	}

	/**
	 * A word ends the load; silence for ever, which is the end of the test, ends the
	 * process.
	 */
	private void listen() {
		try {
			BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			if (reader.readLine() != null) {
				this.over.countDown();
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
		try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int number = 1; number <= ORDERED; number++) {
				senders.execute(new Sender(this, number, new Random(seeds.nextLong())));
			}
			for (int number = ORDERED + 1; number <= ORDERED + SINGLES; number++) {
				senders.execute(new Sender(this, number, new Random(seeds.nextLong()))::runSingles);
			}
			senders.execute(new Sender(this, 0, new Random(seeds.nextLong()))::runOddities);
		}
	}

	int port() {
		return this.port;
	}

	Journal journal() {
		return this.journal;
	}

	boolean isOver() {
		return this.over.getCount() == 0;
	}

	/**
	 * Waits that long, or until it is over.
	 */
	void rest(Duration pause) {
		try {
			this.over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
