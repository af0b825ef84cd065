package dev.naru.gateway.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

import com.sun.net.httpserver.HttpExchange;
import dev.naru.gateway.envelope.EnvelopeProperties;
import dev.naru.gateway.envelope.Enveloper;
import dev.naru.gateway.intake.CapturedSecrets;
import dev.naru.gateway.intake.Deduplication;
import dev.naru.gateway.intake.Intake;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.testing.Certificates;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Strangers who name certificates to PayPal's source, from PayPal's own address, and
 * PayPal's webhooks all the while: right after the start, and when PayPal takes a new
 * certificate.
 */
class CertificateAttackTest {

	private static final int STRANGERS = 12;

	private static final int ADDRESSES = 40;

	/** How many requests of each stranger are under way. */
	private static final int AT_ONCE = 8;

	private static final long PAUSE_MILLIS = 5;

	private static final int GENUINE = 50;

	private static final X509Bundle AUTHORITY = Certificates.authority();

	private final X509Bundle old = signer();

	private final X509Bundle young = signer();

	private final CountDownLatch over = new CountDownLatch(1);

	private final Queue<Outcome> answered = new ConcurrentLinkedQueue<>();

	private final ExecutorService threads = Executors.newFixedThreadPool(STRANGERS);

	private final CertificateServer server = new CertificateServer(AUTHORITY);

	private final KeyRing ring = TestKeyRing.ring(this.server, AUTHORITY);

	private final Intake intake = new Intake(
			new Enveloper(new EnvelopeProperties(EnvelopeProperties.Mode.STRUCTURED, ""), FleetKeys.NONE),
			(envelope) -> Mono.just(new Published.OnKafka(envelope.topic(), 0, 0)),
			new Deduplication(0, () -> Duration.ofDays(1), Clock.systemUTC()), this.ring,
			new CapturedSecrets(Clock.systemUTC()), Clock.systemUTC());

	private final Endpoint endpoint = paypal(this.server.host());

	@BeforeEach
	void serve() {
		this.server.serve("/certs/old", Certificates.pem(this.old));
		this.server.serve("/certs/new", Certificates.pem(this.young));
		for (int i = 0; i < ADDRESSES; i++) {
			this.server.serve("/certs/hostile-" + i, hostile(i));
		}
	}

	@AfterEach
	void close() {
		this.over.countDown();
		this.threads.shutdownNow();
		this.ring.close();
		this.server.close();
	}

	@Test
	void genuineWebhooksAreTakenWhileStrangersNameCertificates() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(ADDRESSES);
		IntStream.range(0, STRANGERS).forEach((i) -> this.threads.execute(() -> attack(i, begun)));
		assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

		List<Outcome> afterTheStart = genuine("/certs/old", this.old.getKeyPair());
		List<Outcome> afterTheChange = genuine("/certs/new", this.young.getKeyPair());
		List<Outcome> strangers = List.copyOf(this.answered);

		assertThat(afterTheStart).hasSize(GENUINE).hasOnlyElementsOfType(Outcome.Published.class);
		assertThat(afterTheChange).hasSize(GENUINE).hasOnlyElementsOfType(Outcome.Published.class);
		assertThat(strangers).hasSizeGreaterThan(ADDRESSES / 2)
			.hasOnlyElementsOfTypes(Outcome.Refused.class, Outcome.Unavailable.class)
			.hasAtLeastOneElementOfType(Outcome.Unavailable.class);
	}

	/**
	 * One that never answers, one that is slow, one that is not there, and one that has
	 * PayPal's certificate at another address.
	 */
	private CertificateServer.Answer hostile(int i) {
		return switch (i % 4) {
			case 0 -> (exchange) -> await(60_000);
			case 1 -> (exchange) -> {
				await(1_500);
				give(exchange);
			};
			case 2 -> (exchange) -> exchange.sendResponseHeaders(404, -1);
			default -> this::give;
		};
	}

	private void give(HttpExchange exchange) throws IOException {
		byte[] certificate = Certificates.pem(this.old);
		exchange.sendResponseHeaders(200, certificate.length);
		exchange.getResponseBody().write(certificate);
	}

	private void await(long millis) {
		try {
			boolean unused = this.over.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Every address in turn, each thread beginning elsewhere; now and then with a query,
	 * and PayPal's own. None waits for an answer until it has some requests under way.
	 */
	private void attack(int stranger, CountDownLatch begun) {
		byte[] signature = new byte[256];
		Semaphore underWay = new Semaphore(AT_ONCE);
		try {
			for (int i = 3 * stranger; !this.over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); i++) {
				RandomGenerator.getDefault().nextBytes(signature);
				String path = (i % 7 == 0) ? "/certs/old" : "/certs/hostile-" + i % ADDRESSES;
				underWay.acquire();
				sent("strange", path + ((i % 5 == 0) ? "?" + i : ""), signature).subscribe((outcome) -> {
					this.answered.add(outcome);
					underWay.release();
				});
				begun.countDown();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private List<Outcome> genuine(String path, KeyPair keys) {
		return IntStream.range(0, GENUINE).mapToObj((i) -> {
			String body = body("genuine-" + i);
			CRC32 crc = new CRC32();
			crc.update(Signing.bytes(body));
			byte[] message = Signing.bytes("t-1|2026-01-01T00:00:01Z|WEBHOOK-1|" + crc.getValue());
			return Objects
				.requireNonNull(sent("genuine-" + i, path, Signing.signed("SHA256withRSA", keys, message)).block());
		}).toList();
	}

	private Mono<Outcome> sent(String id, String path, byte[] signature) {
		return this.intake.accept(this.endpoint,
				Webhook.json(body(id))
					.header("PAYPAL-TRANSMISSION-ID", "t-1")
					.header("PAYPAL-TRANSMISSION-TIME", "2026-01-01T00:00:01Z")
					.header("PAYPAL-TRANSMISSION-SIG", Signing.base64(signature))
					.header("PAYPAL-CERT-URL", "https://" + this.server.host() + path)
					.delivery(),
				new Books());
	}

	private static String body(String id) {
		return "{\"id\":\"" + id + "\",\"event_type\":\"PAYMENT.CAPTURE.COMPLETED\",\"resource\":{\"id\":\"4711\"}}";
	}

	private static X509Bundle signer() {
		return Certificates.issued(Certificates.named("CN=messageverificationcerts.paypal.com").rsa2048(), AUTHORITY);
	}

	/**
	 * PayPal's profile, but for the host.
	 */
	private static Endpoint paypal(String host) {
		try {
			String profile = Files.readString(Path.of("src/main/resources/providers/paypal.yaml"))
				.replaceFirst("hosts: \\[.*]", "hosts: [\"" + host + "\"]");
			return TestProfiles.endpoint(TestProfiles.of("paypal", profile), null, Map.of("webhook-id", "WEBHOOK-1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Books that nobody reads. */
	private static final class Books implements Ledger.Account {

		@Override
		public void received() {
		}

		@Override
		public void settled(Outcome outcome, long elapsedNanos) {
		}

		@Override
		public void batched(Outcome outcome) {
		}

		@Override
		public void abandoned() {
		}

		@Override
		public void verified(String variant, int slot) {
		}

		@Override
		public void event(String type) {
		}

	}

}
