package dev.naru.gateway.ingress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One request in the books: entered when it is received, and closed exactly once.
 */
final class Receipt {

	private final Ledger ledger;

	private final String source;

	private final String provider;

	private final long start = System.nanoTime();

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * @param endpoint where the request goes, or null if nowhere
	 */
	Receipt(Ledger ledger, @Nullable Endpoint endpoint) {
		this.ledger = ledger;
		this.source = (endpoint != null) ? endpoint.source().id().value() : Ledger.UNKNOWN;
		this.provider = (endpoint != null) ? endpoint.profile().name() : Ledger.UNKNOWN;
		ledger.received(this.source, this.provider);
	}

	void settle(Outcome outcome) {
		if (this.closed.compareAndSet(false, true)) {
			this.ledger.settled(this.source, this.provider, outcome, Duration.ofNanos(System.nanoTime() - this.start));
		}
	}

	void abandon() {
		if (this.closed.compareAndSet(false, true)) {
			this.ledger.abandoned(this.source, this.provider);
		}
	}

}
