package dev.naru.gateway.certificate;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.naru.gateway.testing.Certificates;
import dev.naru.gateway.verification.CertificateName;
import dev.naru.gateway.verification.ProviderKey;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A certificate is taken from where it is, if somebody who is trusted vouches for it;
 * nobody waits long for it.
 */
class HttpsFetcherTest {

	private static final X509Bundle AUTHORITY = Certificates.authority();

	private static final byte[] SIGNER = pem(
			Certificates.named("CN=old.example").addSanDnsName("messages.acme.example"), AUTHORITY);

	private static CertificateServer server;

	private HttpsFetcher fetcher;

	@BeforeAll
	static void start() {
		CertificateBuilder common = Certificates.named("CN=messages.acme.example,O=Acme");
		Instant now = Instant.now();
		server = new CertificateServer(AUTHORITY);
		server.serve("/good", SIGNER);
		server.serve("/common", pem(common, AUTHORITY));
		server.serve("/other", pem(common.copy().addSanDnsName("messages.notacme.example"), AUTHORITY));
		server.serve("/expired",
				pem(common.copy().notBefore(now.minus(Duration.ofDays(10))).notAfter(now.minus(Duration.ofDays(5))),
						AUTHORITY));
		server.serve("/stranger", pem(common, Certificates.authority()));
		server.serve("/text", "no certificate".getBytes(StandardCharsets.UTF_8));
		server.serve("/empty", new byte[0]);
		server.serve("/large", "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
		server.serve("/moved", (exchange) -> {
			exchange.getResponseHeaders().add("Location", "/good");
			exchange.sendResponseHeaders(302, -1);
		});
		server.serve("/error", (exchange) -> exchange.sendResponseHeaders(500, -1));
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void open() {
		this.fetcher = new HttpsFetcher(server.client(), ProviderKey.trusting(Certificates.pem(AUTHORITY)),
				Duration.ofSeconds(20), Clock.systemUTC());
	}

	@AfterEach
	void close() {
		this.fetcher.close();
	}

	@Test
	void theKeyIsTakenOutOfTheCertificate() {
		assertThat(fetch(name("/good"))).isNotNull();
	}

	@Test
	void theCommonNameCountsWhereThereIsNoOther() {
		assertThat(fetch(name("/common"))).isNotNull();
	}

	static Stream<String> bad() {
		return Stream.of("/other", "/expired", "/stranger", "/text", "/empty", "/large", "/moved", "/error", "/absent");
	}

	@ParameterizedTest
	@MethodSource("bad")
	void whatIsNoGoodCertificateIsAFault(String path) {
		assertThat(catchThrowable(() -> fetch(name(path)))).isNotNull();
	}

	@Test
	void nobodyWaitsForASlowServer() {
		CountDownLatch never = new CountDownLatch(1);
		URI dripping = server.serve("/dripping", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write('-');
			exchange.getResponseBody().flush();
			await(never);
		});

		Throwable fault;
		try (HttpsFetcher hasty = new HttpsFetcher(server.client(), ProviderKey.trusting(Certificates.pem(AUTHORITY)),
				Duration.ofMillis(500), Clock.systemUTC())) {
			fault = catchThrowable(() -> hasty.fetch(new CertificateName(dripping, "acme.example")).join());
		}
		never.countDown();

		assertThat(fault).hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
	}

	@Test
	void whoDoesNotAnswerIsAFault() {
		Throwable fault = catchThrowable(
				() -> fetch(new CertificateName(URI.create("https://localhost:1/x"), "acme.example")));

		assertThat(fault).isNotNull();
	}

	@Test
	void whoAsksOnAThreadThatMustNotWaitDoesNotWait() {
		ProviderKey key = Mono.fromFuture(() -> this.fetcher.fetch(name("/good")))
			.subscribeOn(Schedulers.parallel())
			.block(Duration.ofSeconds(30));

		assertThat(key).isNotNull();
	}

	@Test
	void thePlatformTrustsNoTest() {
		try (HttpsFetcher platform = new HttpsFetcher(server.client(), ProviderKey::of, Duration.ofSeconds(20),
				Clock.systemUTC())) {
			assertThat(catchThrowable(() -> platform.fetch(name("/good")).join()))
				.hasRootCauseInstanceOf(java.security.GeneralSecurityException.class);
		}
	}

	private ProviderKey fetch(CertificateName name) {
		return this.fetcher.fetch(name).join();
	}

	private static byte[] pem(CertificateBuilder certificate, X509Bundle authority) {
		return Certificates.pem(Certificates.issued(certificate, authority));
	}

	private static CertificateName name(String path) {
		return new CertificateName(URI.create("https://" + server.host() + path), "acme.example");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
