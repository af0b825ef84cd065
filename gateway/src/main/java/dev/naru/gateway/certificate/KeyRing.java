package dev.naru.gateway.certificate;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import dev.naru.gateway.certificate.Fetch.Waiter;
import dev.naru.gateway.logging.LimitedLogger;
import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.verification.CertificateName;
import dev.naru.gateway.verification.ProviderKey;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.verification.Verdict.Undecided;
import dev.naru.gateway.verification.VerifiedDelivery;
import org.jspecify.annotations.Nullable;

/**
 * Ring of the keys of providers that sign with certificates. Strangers name certificates
 * too, so a key has a place in it only once a signature by it was right; until then it is
 * fetched, and kept for a minute, within bounds that all senders share fairly.
 */
public final class KeyRing implements AutoCloseable {

	private static final LimitedLogger logger = LimitedLogger.of(KeyRing.class);

	/** Providers have one or two certificates at a time. */
	static final int MOST_PROVEN = 32;

	static final int MOST_UNPROVEN = 32;

	/** All that can fail before the first is forgotten. */
	static final int MOST_FAILED = 512;

	/** How many addresses that have proven nothing are fetched within a turn. */
	static final int MOST_FETCHES = 64;

	/** How many deliveries wait, each with its body. */
	static final int MOST_WAITING = 256;

	/** A host that is well answers sooner, also from the other side of the world. */
	static final Duration TURN = Duration.ofSeconds(1);

	/** After that it is fetched anew, to hear whether the provider still stands by it. */
	static final Duration FRESH = Duration.ofHours(18);

	static final Duration UNPROVEN = Duration.ofMinutes(1);

	/** What has just failed is not tried at once for the next delivery. */
	static final Duration GIVEN_UP = Duration.ofSeconds(5);

	private static final String TOO_MANY = "too many certificates are being fetched, or too many deliveries wait for them";

	/**
	 * What has proven a genuine delivery, by when it last did; also those that have run
	 * out since.
	 */
	private final Map<CertificateName, Kept> proven = new LinkedHashMap<>();

	/** What has proven nothing yet, the oldest first. */
	private final Map<CertificateName, Kept> unproven = new LinkedHashMap<>();

	/** What could not be had, the oldest first. */
	private final Map<CertificateName, Failure> failed = new LinkedHashMap<>();

	private final Map<CertificateName, Fetch> underWay = new HashMap<>();

	/**
	 * A place is kept for a turn though the fetch be done: that bounds how many there are
	 * in a second.
	 */
	private final Places<Fetch> fetches = new Places<>(MOST_FETCHES, TURN);

	private final Places<Waiter> waiting = new Places<>(MOST_WAITING, HttpsFetcher.WITHIN);

	private final Fetcher fetcher;

	private final Clock clock;

	KeyRing(Fetcher fetcher, Clock clock) {
		this.fetcher = fetcher;
		this.clock = clock;
	}

	/**
	 * A ring that fetches over HTTPS, and trusts whom the platform trusts.
	 */
	public static KeyRing of(Clock clock) {
		return new KeyRing(new HttpsFetcher(HttpClient.newBuilder(), ProviderKey::of, HttpsFetcher.WITHIN, clock),
				clock);
	}

	/**
	 * Judges a delivery with the key of the certificate that it names.
	 * @return the verdict, at once if the key is known; a
	 * {@link CertificateUnavailableException} if it cannot be had within two seconds, or
	 * if too many wait; any other fault is one of our own
	 */
	public Pending<Verdict> judge(Undecided undecided) {
		Waiter waiter = new Waiter(undecided);
		Kept known;
		Fetch begun = null;
		Losers losers = new Losers(new ArrayList<>(), new ArrayList<>());
		synchronized (this) {
			Instant now = this.clock.instant();
			CertificateName name = undecided.certificate();
			known = known(name, now);
			Failure failure = failure(name, now);
			if (known != null) {
				if (Elapsed.atLeast(FRESH, known.since(), now) && failure == null && this.proven.containsKey(name)
						&& !this.underWay.containsKey(name)) {
					begun = new Fetch(name, now);
					this.underWay.put(name, begun);
				}
			}
			else if (failure != null) {
				waiter.verdict().fail(failure.fault());
			}
			else {
				begun = await(waiter, now, losers);
			}
		}
		turnAway(losers);
		if (begun != null) {
			run(begun);
		}
		if (known != null) {
			settle(waiter, known);
		}
		return waiter.verdict();
	}

	private @Nullable Kept known(CertificateName name, Instant now) {
		Kept kept = this.proven.get(name);
		if (kept == null) {
			kept = this.unproven.get(name);
			if (kept != null && Elapsed.atLeast(UNPROVEN, kept.since(), now)) {
				return null;
			}
		}
		return (kept != null && now.isBefore(kept.key().until())) ? kept : null;
	}

	private @Nullable Failure failure(CertificateName name, Instant now) {
		Failure failure = this.failed.get(name);
		return (failure != null && !Elapsed.atLeast(GIVEN_UP, failure.since(), now)) ? failure : null;
	}

	/**
	 * Has a delivery wait for a fetch.
	 * @param losers who has to give way to it, or the delivery itself
	 * @return the fetch, if it is to be started
	 */
	private @Nullable Fetch await(Waiter waiter, Instant now, Losers losers) {
		Sender sender = Sender.of(waiter.undecided().delivery());
		CertificateName name = waiter.undecided().certificate();
		Fetch fetch = this.underWay.get(name);
		boolean isNew = (fetch == null);
		if (fetch == null) {
			fetch = new Fetch(name, now);
			// What was once good has a place of its own: there are few of them.
			Fetch loser = this.proven.containsKey(name) ? null : this.fetches.take(fetch, sender, now);
			if (loser == fetch) {
				losers.waiters().add(waiter);
				return null;
			}
			if (loser != null) {
				this.underWay.remove(loser.name(), loser);
				losers.fetches().add(loser);
			}
			this.underWay.put(name, fetch);
		}
		Waiter loser = this.waiting.take(waiter, sender, now);
		if (loser != null) {
			leave(loser);
			losers.waiters().add(loser);
		}
		if (loser != waiter) {
			fetch.waiters().add(waiter);
		}
		return isNew ? fetch : null;
	}

	private void leave(Waiter loser) {
		Fetch fetch = this.underWay.get(loser.undecided().certificate());
		if (fetch != null) {
			fetch.waiters().remove(loser);
		}
	}

	private void turnAway(Losers losers) {
		losers.fetches().forEach((fetch) -> fetch.key().cancel(false));
		for (Waiter loser : losers.waiters()) {
			warn(loser.undecided().certificate(), TOO_MANY);
			loser.verdict().fail(new CertificateUnavailableException(TOO_MANY, null));
		}
	}

	private void run(Fetch fetch) {
		CompletableFuture<ProviderKey> found = found(fetch.name());
		CompletableFuture<ProviderKey> unusedEnd = fetch.key().whenComplete((key, fault) -> {
			found.cancel(true);
			end(fetch, key, fault);
		});
		CompletableFuture<ProviderKey> unusedTold = found.whenComplete((key, fault) -> {
			if (key != null) {
				fetch.key().complete(key);
			}
			else {
				fetch.key().completeExceptionally(fault);
			}
		});
	}

	private CompletableFuture<ProviderKey> found(CertificateName name) {
		try {
			return this.fetcher.fetch(name);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void end(Fetch fetch, @Nullable ProviderKey key, @Nullable Throwable fault) {
		Kept kept = null;
		CertificateUnavailableException unavailable = new CertificateUnavailableException("it cannot be fetched",
				fault);
		List<Waiter> waiters;
		synchronized (this) {
			Instant now = this.clock.instant();
			this.underWay.remove(fetch.name(), fetch);
			waiters = List.copyOf(fetch.waiters());
			waiters.forEach(this.waiting::leave);
			// Its place may be kept for longer than their bodies may.
			fetch.waiters().clear();
			if (key != null) {
				kept = new Kept(key, now);
				keep(fetch.name(), kept);
			}
			else if (!(fault instanceof CancellationException) || Elapsed.atLeast(TURN, fetch.since(), now)) {
				put(this.failed, fetch.name(), new Failure(unavailable, now), MOST_FAILED);
			}
		}
		if (kept == null) {
			warn(fetch.name(), String.valueOf(fault));
		}
		for (Waiter waiter : waiters) {
			if (kept != null) {
				settle(waiter, kept);
			}
			else {
				waiter.verdict().fail(unavailable);
			}
		}
	}

	private void keep(CertificateName name, Kept fresh) {
		this.failed.remove(name);
		if (this.proven.replace(name, fresh) == null) {
			put(this.unproven, name, fresh, MOST_UNPROVEN);
		}
	}

	/**
	 * Judges with a key, which has its place if that proves the delivery.
	 */
	private void settle(Waiter waiter, Kept kept) {
		Verdict verdict;
		try {
			verdict = waiter.undecided().judge().apply(kept.key());
		}
		catch (RuntimeException ex) {
			waiter.verdict().fail(ex);
			return;
		}
		if (verdict instanceof VerifiedDelivery) {
			prove(waiter.undecided().certificate(), kept);
		}
		waiter.verdict().settle(verdict);
	}

	private synchronized void prove(CertificateName name, Kept kept) {
		Kept other = this.proven.get(name);
		this.unproven.remove(name);
		put(this.proven, name, (other != null && other.since().isAfter(kept.since())) ? other : kept, MOST_PROVEN);
	}

	/**
	 * Puts an entry last, and drops the first if there are too many.
	 */
	private static <V> void put(Map<CertificateName, V> map, CertificateName name, V value, int most) {
		map.remove(name);
		map.put(name, value);
		if (map.size() > most) {
			map.remove(map.keySet().iterator().next());
		}
	}

	/**
	 * Strangers name certificates too, and shall not fill the log.
	 */
	private void warn(CertificateName name, String fault) {
		logger.warn(
				"A certificate cannot be used, and what it signs is sent away until it can. If nobody vouches for it, "
						+ "add its authority to the platform's trust store (javax.net.ssl.trustStore)",
				"", (line) -> line.addKeyValue("url", name.url()).addKeyValue("fault", fault));
	}

	@Override
	public void close() {
		this.fetcher.close();
	}

	/**
	 * @param since when it was fetched
	 */
	private record Kept(ProviderKey key, Instant since) {
	}

	/**
	 * @param since when the fetch failed
	 */
	private record Failure(CertificateUnavailableException fault, Instant since) {
	}

	/**
	 * Who had to give way to a newcomer.
	 */
	private record Losers(List<Fetch> fetches, List<Waiter> waiters) {
	}

}
