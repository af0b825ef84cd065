package dev.naru.gateway.publication.kafka;

import java.time.Duration;
import java.util.Map;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.PublicationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/**
 * A thread of an event loop may publish: BlockHound throws where one is made to wait.
 */
class NeverBlockingTest {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final TestBroker broker = TestBroker.shared();

	private final String topic = TestBroker.newName("never-blocking");

	@BeforeAll
	static void watch() {
		BlockHound.install();
	}

	@AfterEach
	void mend() {
		this.broker.proxy().mend();
	}

	@Test
	void publishesWithoutBlocking() {
		// Given a connection that works
		try (Connection connection = Connection.open(this.broker.bootstrapServers(), SOON,
				Connection.answeringWithin(SOON), Map.of(), this.topic)) {

			// When threads that must not wait publish many records, then none is made to
			StepVerifier
				.create(Flux.range(0, 2000)
					.flatMap((i) -> connection.publisher()
						.publish(Envelopes.of(this.topic, "key-" + i, "{}"))
						.subscribeOn(Schedulers.parallel()), 2000))
				.expectNextCount(2000)
				.expectComplete()
				.verify(SOON);
		}
	}

	@Test
	void refusesWithoutBlocking() {
		// Given a broker that has fallen silent
		try (Connection connection = Connection.open(this.broker.proxy().address(), SOON, this.topic)) {
			this.broker.proxy().freeze();

			// When threads that must not wait publish, also to a topic that is not there,
			// then none is made to
			StepVerifier
				.create(Flux.just(this.topic, "nowhere", this.topic)
					.flatMap((name) -> connection.publisher()
						.publish(Envelopes.of(name))
						.subscribeOn(Schedulers.parallel())
						.map((published) -> "taken")
						.onErrorReturn(PublicationException.NotAcknowledged.class, "refused")))
				.expectNext("refused", "refused", "refused")
				.expectComplete()
				.verify(SOON);
		}
	}

}
