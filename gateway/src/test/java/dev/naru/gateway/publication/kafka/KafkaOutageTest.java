package dev.naru.gateway.publication.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.naru.gateway.broker.TcpProxy;
import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Signal;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(120)
class KafkaOutageTest {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/**
	 * What a loaded machine may add.
	 */
	private static final Duration SLACK = Duration.ofSeconds(1);

	private final TcpProxy proxy = TestBroker.shared().proxy();

	private final String topic = TestBroker.newName("outage");

	@AfterEach
	void mend() {
		this.proxy.mend();
	}

	enum Outage {

		FROZEN {
			@Override
			void strike(TcpProxy proxy) {
				proxy.freeze();
			}
		},

		BLACK_HOLE {
			@Override
			void strike(TcpProxy proxy) {
				proxy.blackHole();
			}
		};

		abstract void strike(TcpProxy proxy);

	}

	@ParameterizedTest
	@EnumSource
	void saysNoInTimeAndRecoversByItself(Outage outage) {
		// Given a connection that works
		try (Connection connection = Connection.open(this.proxy.address(), PATIENCE, this.topic)) {
			publish(connection, 1).blockLast(PATIENCE);
			assertThat(connection.availability().status().available()).isTrue();

			// When the broker falls silent and records come, again and again
			outage.strike(this.proxy);
			for (int wave = 0; wave < 3; wave++) {
				Duration taken = StepVerifier.create(refused(connection, 200)).expectNextCount(200).verifyComplete();

				// Then all are answered in time
				assertThat(taken).isLessThan(Connection.ANSWER_WITHIN.plus(SLACK));
				assertThat(connection.inFlight()).isZero();
			}

			// And in the end the client gives them up, and it is known that Kafka is away
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(connection.owed()).isZero());
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(connection.availability().status().available()).isFalse());

			// And when the broker speaks again, records are taken without a restart
			this.proxy.mend();
			await().atMost(PATIENCE)
				.ignoreException(PublicationException.NotAcknowledged.class)
				.untilAsserted(() -> assertThat(publish(connection, 1).blockLast(PATIENCE)).isNotNull());
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(connection.availability().status().available()).isTrue());
			assertThat(connection.owed()).isZero();
		}
	}

	@Test
	void doesNotMindACutConnection() {
		// Given a connection that works
		try (Connection connection = Connection.open(this.proxy.address(), PATIENCE,
				Connection.answeringWithin(PATIENCE), Map.of(), this.topic)) {
			publish(connection, 1).blockLast(PATIENCE);

			// When it is cut again and again while records are on their way
			AtomicInteger acknowledged = new AtomicInteger();
			StepVerifier.create(publish(connection, 5_000).doOnNext((published) -> {
				if (acknowledged.incrementAndGet() % 1000 == 1) {
					this.proxy.cut();
				}
			})).expectNextCount(5_000).expectComplete().verify(PATIENCE);

			// Then all of them arrive, each once
			assertThat(TestBroker.shared().records(this.topic)).hasSize(5_001);
		}
	}

	@Test
	void startsWithoutABrokerAndFindsItLater(@TempDir Path folder) {
		// Given no broker
		int port = TestBroker.freePort();
		try (Connection connection = Connection.open("127.0.0.1:" + port, Duration.ofSeconds(1), this.topic)) {

			// When a record comes, then it is refused in time and Kafka is known to be
			// away
			StepVerifier.create(publish(connection, 1))
				.expectError(PublicationException.NotAcknowledged.class)
				.verify(Connection.ANSWER_WITHIN.plus(SLACK));
			assertThat(connection.availability().status().available()).isFalse();

			// And when the broker comes, records are taken
			try (TestBroker broker = TestBroker.start(folder, port, Map.of())) {
				await().atMost(PATIENCE)
					.untilAsserted(() -> assertThat(connection.availability().status().available()).isTrue());
				publish(connection, 1).blockLast(PATIENCE);
				assertThat(broker.records(this.topic)).hasSize(1);
			}
		}
	}

	@Test
	void followsABrokerThatHasMoved(@TempDir Path folder) {
		// Given a broker behind a name, and a connection that works
		int oldPort = TestBroker.freePort();
		int newPort = TestBroker.freePort();
		try (TcpProxy name = TcpProxy.to(oldPort)) {
			TestBroker before = TestBroker.start(folder, oldPort, Map.of());
			try (Connection connection = Connection.open(name.address(), PATIENCE, this.topic)) {
				publish(connection, 1).blockLast(PATIENCE);

				// When the broker goes and comes back at another address
				before.close();
				name.retarget(newPort);
				try (TestBroker after = TestBroker.start(folder, newPort, Map.of())) {

					// Then records are taken again without a restart
					await().atMost(PATIENCE)
						.ignoreException(PublicationException.NotAcknowledged.class)
						.untilAsserted(() -> assertThat(publish(connection, 1).blockLast(PATIENCE)).isNotNull());
					assertThat(after.records(this.topic)).hasSizeGreaterThanOrEqualTo(2);
				}
			}
		}
	}

	private Flux<Throwable> refused(Connection connection, int records) {
		return Flux.range(0, records)
			.flatMap((i) -> publish(connection, 1).materialize(), records)
			.mapNotNull(Signal::getThrowable)
			.filter(PublicationException.NotAcknowledged.class::isInstance);
	}

	private Flux<Published> publish(Connection connection, int records) {
		return Flux.range(0, records)
			.flatMapDelayError((i) -> connection.publisher().publish(Envelopes.of(this.topic, "key-" + i % 7, "{}")),
					records, 1);
	}

}
