package dev.naru.gateway.ingress;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.Tracing.Trace;

/**
 * One request in the books, and in its trace: entered when it is received, and closed
 * exactly once.
 */
final class Receipt {

	private final Ledger.Account account;

	private final Trace trace;

	private final long start = System.nanoTime();

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * @param account the books of the source
	 * @param trace has begun
	 */
	Receipt(Ledger.Account account, Trace trace) {
		this.account = account;
		this.trace = trace;
		this.account.received();
	}

	Ledger.Account account() {
		return this.account;
	}

	Trace trace() {
		return this.trace;
	}

	void settle(Outcome outcome) {
		if (this.closed.compareAndSet(false, true)) {
			this.account.settled(outcome, System.nanoTime() - this.start);
			this.trace.settled(outcome);
		}
	}

	void abandon() {
		if (this.closed.compareAndSet(false, true)) {
			this.account.abandoned();
			this.trace.abandoned();
		}
	}

}
