package dev.naru.gateway.certificate;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.testing.Certificates;
import dev.naru.gateway.testing.SteppingClock;
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
 * A certificate is fetched when it is needed, and seldom; nobody waits long for it.
 */
class KeyRingTest {

	private static final X509Bundle AUTHORITY = Certificates.authority();

	private static final byte[] SIGNER = pem(
			Certificates.named("CN=old.example").addSanDnsName("messages.acme.example"), AUTHORITY);

	private static CertificateServer server;

	private final SteppingClock clock = new SteppingClock(Instant.now());

	private KeyRing ring;

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
		this.ring = new KeyRing(server.client(), ProviderKey.trusting(Certificates.pem(AUTHORITY)), this.clock);
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void aCertificateIsFetchedOnceADay() {
		int before = server.requests();

		ProviderKey first = this.ring.key(name("/good")).block();
		ProviderKey second = this.ring.key(name("/good")).block();
		this.clock.step(Duration.ofHours(25));
		ProviderKey third = this.ring.key(name("/good")).block();

		assertThat(second).isSameAs(first);
		assertThat(third).isNotNull().isNotSameAs(first);
		assertThat(server.requests() - before).isEqualTo(2);
	}

	@Test
	void theCommonNameCountsWhereThereIsNoOther() {
		assertThat(this.ring.key(name("/common")).block()).isNotNull();
	}

	@Test
	void manyWhoNeedItAtOnceFetchItOnce() {
		CountDownLatch open = new CountDownLatch(1);
		URI slow = server.serve("/slow", (exchange) -> {
			await(open);
			exchange.sendResponseHeaders(200, SIGNER.length);
			exchange.getResponseBody().write(SIGNER);
		});
		int before = server.requests();

		List<Pending<ProviderKey>> keys = IntStream.range(0, 20)
			.mapToObj((i) -> this.ring.key(new CertificateName(slow, "acme.example")))
			.toList();
		open.countDown();

		assertThat(keys).allSatisfy((key) -> assertThat(key.block()).isSameAs(keys.get(0).block()));
		assertThat(server.requests() - before).isEqualTo(1);
	}

	static Stream<String> bad() {
		return Stream.of("/other", "/expired", "/stranger", "/text", "/empty", "/large", "/moved", "/error", "/absent");
	}

	@ParameterizedTest
	@MethodSource("bad")
	void whatIsNoGoodCertificateIsAFaultAndNotTriedAgainAtOnce(String path) {
		int before = server.requests();

		Throwable first = catchThrowable(() -> this.ring.key(name(path)).block());
		Throwable second = catchThrowable(() -> this.ring.key(name(path)).block());
		int tried = server.requests() - before;
		this.clock.step(Duration.ofSeconds(6));
		Throwable later = catchThrowable(() -> this.ring.key(name(path)).block());

		assertThat(List.of(first, second, later)).doesNotContainNull();
		assertThat(tried).isEqualTo(1);
		assertThat(server.requests() - before).isEqualTo(2);
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

		Throwable fault = catchThrowable(
				() -> this.ring.key(new CertificateName(dripping, "acme.example")).block(Duration.ofSeconds(10)));
		never.countDown();

		assertThat(fault).hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
	}

	@Test
	void whoDoesNotAnswerIsAFault() {
		Throwable fault = catchThrowable(
				() -> this.ring.key(new CertificateName(URI.create("https://localhost:1/x"), "acme.example"))
					.block(Duration.ofSeconds(10)));

		assertThat(fault).isNotNull();
	}

	@Test
	void onlySoManyAreFetchedAtOnce() {
		CountDownLatch open = new CountDownLatch(1);
		List<Pending<ProviderKey>> keys = IntStream.range(0, 10).mapToObj((i) -> {
			URI held = server.serve("/held-" + i, (exchange) -> {
				await(open);
				exchange.sendResponseHeaders(404, -1);
			});
			return this.ring.key(new CertificateName(held, "acme.example"));
		}).toList();

		long turnedAway = keys.stream().filter(Pending::isKnown).count();
		open.countDown();

		assertThat(turnedAway).isEqualTo(10 - KeyRing.MOST_UNDER_WAY);
	}

	@Test
	void onlySoManyAreKept() {
		IntStream.range(0, 2 * KeyRing.MOST_KEPT)
			.forEach((i) -> assertThat(catchThrowable(() -> this.ring.key(name("/absent-" + i)).block())).isNotNull());

		assertThat(this.ring.size()).isLessThanOrEqualTo(KeyRing.MOST_KEPT);
		assertThat(this.ring.key(name("/good")).block()).isNotNull();
	}

	@Test
	void whoAsksOnAThreadThatMustNotWaitDoesNotWait() {
		ProviderKey key = Mono.defer(() -> this.ring.key(name("/good")))
			.subscribeOn(Schedulers.parallel())
			.block(Duration.ofSeconds(10));

		assertThat(key).isNotNull();
	}

	@Test
	void thePlatformTrustsNoTest() {
		try (KeyRing platform = new KeyRing(server.client(), ProviderKey::of, Clock.systemUTC())) {
			assertThat(catchThrowable(() -> platform.key(name("/good")).block()))
				.hasRootCauseInstanceOf(java.security.GeneralSecurityException.class);
		}
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
