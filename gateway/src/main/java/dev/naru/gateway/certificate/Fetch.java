package dev.naru.gateway.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.verification.CertificateName;
import dev.naru.gateway.verification.ProviderKey;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.verification.Verdict.Undecided;

/**
 * Fetch under way, and the deliveries that wait for it.
 */
final class Fetch {

	private final CertificateName name;

	private final Instant since;

	private final CompletableFuture<ProviderKey> key = new CompletableFuture<>();

	private final List<Waiter> waiters = new ArrayList<>();

	/**
	 * @param since when it began
	 */
	Fetch(CertificateName name, Instant since) {
		this.name = name;
		this.since = since;
	}

	CertificateName name() {
		return this.name;
	}

	Instant since() {
		return this.since;
	}

	/**
	 * The key that it will find; to cancel it ends the fetch.
	 */
	CompletableFuture<ProviderKey> key() {
		return this.key;
	}

	/**
	 * The deliveries that wait, to be changed under the ring's lock alone.
	 */
	List<Waiter> waiters() {
		return this.waiters;
	}

	/** A delivery that waits. */
	static final class Waiter {

		private final Undecided undecided;

		private final Pending<Verdict> verdict = new Pending<>();

		Waiter(Undecided undecided) {
			this.undecided = undecided;
		}

		Undecided undecided() {
			return this.undecided;
		}

		Pending<Verdict> verdict() {
			return this.verdict;
		}

	}

}
