package dev.naru.gateway.certificate;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.verification.CertificateName;
import dev.naru.gateway.verification.ProviderKey;

/**
 * Fetches certificates over HTTPS, without redirects, up to 64 kB.
 */
final class HttpsFetcher implements Fetcher {

	/** Together with publication it stays within what a sender has to wait. */
	static final Duration WITHIN = Duration.ofSeconds(2);

	private static final long LARGEST = 64 * 1024;

	private final ExecutorService threads = Executors.newFixedThreadPool(2,
			Thread.ofPlatform().daemon().name("certificates-", 0).factory());

	private final HttpClient client;

	private final ProviderKey.Reader reader;

	private final Duration within;

	private final Clock clock;

	/**
	 * @param client makes connections; to follow redirects would leave the hosts that are
	 * trusted
	 * @param reader says whose certificates are good
	 * @param within how long a fetch may take
	 */
	HttpsFetcher(HttpClient.Builder client, ProviderKey.Reader reader, Duration within, Clock clock) {
		this.client = client.connectTimeout(within)
			.followRedirects(HttpClient.Redirect.NEVER)
			.executor(this.threads)
			.build();
		this.reader = reader;
		this.within = within;
		this.clock = clock;
	}

	@Override
	public CompletableFuture<ProviderKey> fetch(CertificateName name) {
		HttpRequest request = HttpRequest.newBuilder(name.url()).timeout(this.within).build();
		CompletableFuture<HttpResponse<byte[]>> response = this.client.sendAsync(request,
				(head) -> new LimitedBody(BodySubscribers.ofByteArray(), LARGEST));
		// Not on the caller's thread, though the answer be there already.
		CompletableFuture<ProviderKey> key = response.thenApplyAsync((whole) -> read(name, whole), this.threads)
			.orTimeout(this.within.toMillis(), TimeUnit.MILLISECONDS);
		CompletableFuture<ProviderKey> unused = key.whenComplete((known, fault) -> response.cancel(true));
		return key;
	}

	private ProviderKey read(CertificateName name, HttpResponse<byte[]> response) {
		if (response.statusCode() != 200) {
			throw new IllegalStateException("the answer is " + response.statusCode());
		}
		return this.reader.read(response.body(), name.domain(), this.clock.instant());
	}

	@Override
	public void close() {
		this.client.shutdownNow();
		this.threads.shutdownNow();
	}

}
