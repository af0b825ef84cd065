package dev.naru.gateway.chaos;

import java.util.List;
import java.util.Random;

import dev.naru.gateway.chaos.Message.Kind;

/**
 * One lane of a sender: again and again the same event until it hears a yes, and then the
 * next.
 */
final class Sender implements Runnable {

	static final int EVENTS_OF_A_SUBJECT = 40;

	private static final List<Origin> ORIGINS = List.of(Origin.values());

	private final Load load;

	private final Wire wire;

	private final Origin origin;

	private final Random random;

	private final int lane;

	Sender(Load load, int lane, Random random) {
		this.load = load;
		this.wire = load.wire(lane);
		this.lane = lane;
		this.origin = ORIGINS.get(lane / 2 % ORIGINS.size());
		this.random = random;
	}

	/**
	 * Events of one subject after another, each subject's in order and to one gateway
	 * alone: among several none knows what another still has to publish.
	 */
	@Override
	public void run() {
		for (int event = this.load.next(this.lane); !this.load.isOver(); event++) {
			deliver(message(Kind.ORDERED, event / EVENTS_OF_A_SUBJECT, event % EVENTS_OF_A_SUBJECT), this.wire,
					this.wire);
			this.load.rest(this.random, 2);
		}
		this.wire.close();
	}

	/**
	 * Events that stand alone; some are sent again after the yes, and some twice at once.
	 * Where a gateway gives no yes, the next one is asked.
	 */
	void runSingles() {
		Wire other = this.load.wire(this.lane + 1);
		for (int event = this.load.next(this.lane); !this.load.isOver(); event++) {
			Message message = message(Kind.SINGLE, event, 0);
			switch (this.random.nextInt(10)) {
				case 0 -> {
					deliver(message, this.wire, other);
					deliver(message, this.wire, other);
				}
				case 1 -> deliverTwice(message, other);
				default -> deliver(message, this.wire, other);
			}
			this.load.rest(this.random, 1);
		}
		this.wire.close();
		other.close();
	}

	private void deliverTwice(Message message, Wire other) {
		try (Wire twinWire = this.load.wire(this.lane)) {
			Thread twin = Thread.startVirtualThread(() -> deliver(message, twinWire, twinWire));
			deliver(message, this.wire, other);
			join(twin);
		}
	}

	/**
	 * What is no event, or must not become one.
	 */
	void runOddities() {
		for (int event = 0; !this.load.isOver(); event++) {
			String id = "odd-" + this.lane + "-" + event;
			Message message = switch (event % 3) {
				case 0 -> Message.handshake(id);
				case 1 -> Message.unreadable(Origin.PORTONE_EAST, id);
				default -> Message.forged(Origin.STANDARD, id);
			};
			this.load.journal().intend(message, this.wire.gateway());
			this.load.journal().send(message, this.wire);
			this.load.rest(this.random, 2);
		}
		this.wire.close();
	}

	private Message message(Kind kind, int subject, int sequence) {
		return Message.genuine(kind, this.origin, "event-" + this.lane + "-" + subject + "-" + sequence,
				Progress.subject(this.lane, subject), sequence);
	}

	private void deliver(Message message, Wire first, Wire other) {
		this.load.journal().intend(message, first.gateway());
		Wire over = first;
		while (!this.load.isOver()) {
			if (this.load.journal().send(message, over).isYes()) {
				this.load.capture(message, over);
				return;
			}
			over = (over == first) ? other : first;
			this.load.rest(this.random, 3);
		}
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
