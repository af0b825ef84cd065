package dev.naru.gateway.intake;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.provider.Reading.Item;
import dev.naru.gateway.webhook.Outcome;

/**
 * Makes one outcome of those of several events: the worst of them. What is not safe is
 * sent again with all others, which are then duplicates.
 */
final class Assembly {

	private final Pending<Outcome> whole = new Pending<>();

	/** Those that are not known, and the one who asks for them. */
	private final AtomicInteger open = new AtomicInteger(1);

	private final AtomicReference<Outcome> worst;

	private Assembly(Outcome ofNone) {
		this.worst = new AtomicReference<>(ofNone);
	}

	/**
	 * Takes the items in their order. Once it is known that one was not taken, those
	 * behind it are not tried: they would overtake it.
	 * @param take starts to take one; its answer is never a fault
	 * @param ofNone what becomes of a delivery without items
	 */
	static Pending<Outcome> of(List<Item> items, Function<Item, Pending<Outcome>> take, Outcome ofNone) {
		Assembly assembly = new Assembly(ofNone);
		for (Item item : items) {
			assembly.open.incrementAndGet();
			take.apply(item)
				.whenKnown((outcome, fault) -> assembly.add((outcome != null) ? outcome : new Outcome.Failed()));
			if (!assembly.worst.get().isSafe()) {
				break;
			}
		}
		assembly.close();
		return assembly.whole;
	}

	private void add(Outcome outcome) {
		this.worst.accumulateAndGet(outcome, Outcome::worse);
		close();
	}

	private void close() {
		if (this.open.decrementAndGet() == 0) {
			this.whole.settle(this.worst.get());
		}
	}

}
