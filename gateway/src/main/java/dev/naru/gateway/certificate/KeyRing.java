package dev.naru.gateway.certificate;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.verification.CertificateName;
import dev.naru.gateway.verification.ProviderKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of providers that sign with certificates. A certificate is fetched when it is
 * first needed and then once a day; strangers can neither make this fetch from elsewhere,
 * nor fill memory, nor hold up anyone for long.
 */
public final class KeyRing implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(KeyRing.class);

	/** Providers have one or two certificates at a time. */
	static final int MOST_KEPT = 32;

	static final int MOST_UNDER_WAY = 4;

	private static final Duration KEPT = Duration.ofDays(1);

	/** What has just failed is not tried at once for the next delivery. */
	private static final Duration GIVEN_UP = Duration.ofSeconds(5);

	/** Together with publication it stays within what a sender has to wait. */
	private static final Duration WITHIN = Duration.ofSeconds(2);

	private static final long LARGEST = 64 * 1024;

	private static final Duration SELDOM = Duration.ofSeconds(10);

	private final AtomicReference<Instant> warned = new AtomicReference<>(Instant.EPOCH);

	private final ExecutorService threads = Executors.newFixedThreadPool(2,
			Thread.ofPlatform().daemon().name("certificates-", 0).factory());

	private final Map<CertificateName, Kept> kept = new ConcurrentHashMap<>();

	private final Map<CertificateName, Pending<ProviderKey>> underWay = new ConcurrentHashMap<>();

	private final HttpClient client;

	private final ProviderKey.Reader reader;

	private final Clock clock;

	/**
	 * @param client makes connections; to follow redirects would leave the hosts that are
	 * trusted
	 * @param reader says whose certificates are good
	 */
	KeyRing(HttpClient.Builder client, ProviderKey.Reader reader, Clock clock) {
		this.client = client.connectTimeout(WITHIN)
			.followRedirects(HttpClient.Redirect.NEVER)
			.executor(this.threads)
			.build();
		this.reader = reader;
		this.clock = clock;
	}

	/**
	 * A ring that trusts whom the platform trusts.
	 */
	public static KeyRing of(Clock clock) {
		return new KeyRing(HttpClient.newBuilder(), ProviderKey::of, clock);
	}

	/**
	 * The key of a certificate.
	 * @return the key, at once if it is known; a fault if it cannot be had within two
	 * seconds
	 */
	public Pending<ProviderKey> key(CertificateName name) {
		Instant now = this.clock.instant();
		Kept known = this.kept.get(name);
		if (known != null && now.isBefore(known.until())) {
			Pending<ProviderKey> pending = new Pending<>();
			pending.know(known.key(), known.fault());
			return pending;
		}
		Pending<ProviderKey> mine = new Pending<>();
		Pending<ProviderKey> first = this.underWay.putIfAbsent(name, mine);
		if (first != null) {
			return first;
		}
		if (this.underWay.size() > MOST_UNDER_WAY) {
			settle(name, mine, null, new IllegalStateException("too many certificates are being fetched"));
		}
		else {
			try {
				fetch(name, mine);
			}
			catch (RuntimeException ex) {
				settle(name, mine, null, ex);
			}
		}
		return mine;
	}

	private void fetch(CertificateName name, Pending<ProviderKey> pending) {
		HttpRequest request = HttpRequest.newBuilder(name.url()).timeout(WITHIN).build();
		CompletableFuture<HttpResponse<byte[]>> response = this.client.sendAsync(request,
				(head) -> new LimitedBody(BodySubscribers.ofByteArray(), LARGEST));
		CompletableFuture<ProviderKey> unused = response.thenApply((whole) -> read(name, whole))
			.orTimeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS)
			.whenComplete((key, fault) -> {
				response.cancel(true);
				if (key != null) {
					Instant until = this.clock.instant().plus(KEPT);
					keep(name, new Kept(key, null, until.isBefore(key.until()) ? until : key.until()));
				}
				else {
					warn(name, String.valueOf(fault));
					keep(name, new Kept(null, fault, this.clock.instant().plus(GIVEN_UP)));
				}
				settle(name, pending, key, fault);
			});
	}

	/**
	 * Strangers name certificates too, and shall not fill the log.
	 */
	private void warn(CertificateName name, String fault) {
		Instant now = this.clock.instant();
		Instant before = this.warned.get();
		if (now.isAfter(before.plus(SELDOM)) && this.warned.compareAndSet(before, now)) {
			logger.atWarn()
				.addKeyValue("url", name.url())
				.addKeyValue("fault", fault)
				.log("A certificate cannot be used, and what it signs is sent away until it can. If nobody "
						+ "vouches for it, add its authority to the platform's trust store (javax.net.ssl.trustStore)");
		}
	}

	private ProviderKey read(CertificateName name, HttpResponse<byte[]> response) {
		if (response.statusCode() != 200) {
			throw new IllegalStateException("the answer is " + response.statusCode());
		}
		return this.reader.read(response.body(), name.domain(), this.clock.instant());
	}

	private void keep(CertificateName name, Kept entry) {
		if (this.kept.size() >= MOST_KEPT) {
			Instant now = this.clock.instant();
			this.kept.values().removeIf((old) -> old.key() == null || !now.isBefore(old.until()));
		}
		if (this.kept.size() < MOST_KEPT) {
			this.kept.put(name, entry);
		}
	}

	private void settle(CertificateName name, Pending<ProviderKey> pending, @Nullable ProviderKey key,
			@Nullable Throwable fault) {
		this.underWay.remove(name);
		pending.know(key, fault);
	}

	/**
	 * How many are kept.
	 */
	int size() {
		return this.kept.size();
	}

	@Override
	public void close() {
		this.client.shutdownNow();
		this.threads.shutdownNow();
	}

	/**
	 * @param key the key, or null if it cannot be had
	 * @param fault why not, or null
	 * @param until when it is fetched anew
	 */
	private record Kept(@Nullable ProviderKey key, @Nullable Throwable fault, Instant until) {
	}

}
