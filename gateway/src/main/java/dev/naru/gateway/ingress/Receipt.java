package dev.naru.gateway.ingress;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One request in the books: entered when it is received, and closed exactly once.
 */
final class Receipt {

	private final Ledger.Account account;

	private final long start = System.nanoTime();

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * @param endpoint where the request goes, or null if nowhere
	 */
	Receipt(Ledger ledger, @Nullable Endpoint endpoint) {
		this.account = (endpoint != null) ? ledger.account(endpoint.source().id().value(), endpoint.profile().name())
				: ledger.account(Ledger.UNKNOWN, Ledger.UNKNOWN);
		this.account.received();
	}

	void settle(Outcome outcome) {
		if (this.closed.compareAndSet(false, true)) {
			this.account.settled(outcome, System.nanoTime() - this.start);
		}
	}

	void abandon() {
		if (this.closed.compareAndSet(false, true)) {
			this.account.abandoned();
		}
	}

}
