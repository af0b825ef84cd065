package dev.naru.gateway.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import dev.naru.gateway.chaos.Message.Kind;

/**
 * One that sends: again and again the same event until it hears a yes, and then the next.
 */
final class Sender implements Runnable {

	private static final int EVENTS_OF_A_SUBJECT = 40;

	private static final List<Origin> ORIGINS = List.of(Origin.values());

	private final Load load;

	private final Wire wire;

	private final Origin origin;

	private final Random random;

	private final int number;

	Sender(Load load, int number, Random random) {
		this.load = load;
		this.wire = new Wire(load.port());
		this.number = number;
		this.origin = ORIGINS.get(number % ORIGINS.size());
		this.random = random;
	}

	/**
	 * Events of one subject after another, each subject's in order.
	 */
	@Override
	public void run() {
		for (int event = 0; !this.load.isOver(); event++) {
			deliver(message(Kind.ORDERED, event / EVENTS_OF_A_SUBJECT, event % EVENTS_OF_A_SUBJECT), this.wire);
			pause(150, 250);
		}
		this.wire.close();
	}

	/**
	 * Events that stand alone; some are sent again after the yes, and some twice at once.
	 */
	void runSingles() {
		for (int event = 0; !this.load.isOver(); event++) {
			Message message = message(Kind.SINGLE, event, 0);
			switch (this.random.nextInt(10)) {
				case 0 -> {
					deliver(message, this.wire);
					deliver(message, this.wire);
				}
				case 1 -> deliverTwice(message);
				default -> deliver(message, this.wire);
			}
			pause(50, 150);
		}
		this.wire.close();
	}

	private void deliverTwice(Message message) {
		try (Wire other = new Wire(this.load.port())) {
			Thread twin = Thread.startVirtualThread(() -> deliver(message, other));
			deliver(message, this.wire);
			join(twin);
		}
	}

	/**
	 * What is no event, or must not become one.
	 */
	void runOddities() {
		for (int event = 0; !this.load.isOver(); event++) {
			String id = "odd-" + this.number + "-" + event;
			Message message = switch (event % 3) {
				case 0 -> Message.handshake(id);
				case 1 -> Message.unreadable(Origin.PORTONE_EAST, id);
				default -> Message.forged(Origin.STANDARD, id);
			};
			this.load.journal().send(message, this.wire);
			pause(150, 250);
		}
		this.wire.close();
	}

	private Message message(Kind kind, int subject, int sequence) {
		return Message.genuine(kind, this.origin, "event-" + this.number + "-" + subject + "-" + sequence,
				this.number + "0" + (1_000_000 + subject), sequence);
	}

	private void deliver(Message message, Wire over) {
		while (!this.load.journal().send(message, over).isYes() && !this.load.isOver()) {
			pause(200, 400);
		}
	}

	private void pause(int least, int most) {
		this.load.rest(Duration.ofMillis(this.random.nextInt(least, most)));
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
