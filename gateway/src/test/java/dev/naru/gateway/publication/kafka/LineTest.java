package dev.naru.gateway.publication.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.budget.MemoryProperties;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LineTest {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final TestBroker broker = TestBroker.shared();

	private final String topic = this.broker.newTopic("line", 1);

	private final Map<String, Object> settings = ProducerSettings.of(
			Map.of("bootstrap.servers", this.broker.proxy().address()), Connection.PROPERTIES,
			new MemoryProperties(null));

	@AfterEach
	void mend() {
		this.broker.proxy().mend();
	}

	@Test
	void answersForWhatIsUnderWayWhenItEnds() {
		// Given a record under way to a broker that is silent
		Ends ends = new Ends();
		Line line = Line.open(this.settings, null, ends, new Timestamps(Clock.systemUTC()));
		try {
			await().until(() -> line.locate(List.of(this.topic)).isEmpty());
			this.broker.proxy().freeze();
			Mono<Published> answer = line.send(Envelopes.of(this.topic)).cache();
			answer.subscribe((published) -> {
			}, (ex) -> {
			});

			// When the line ends
			line.end(new SaslAuthenticationException("revoked"));

			// Then that is what the record is answered with, and the end is told once
			StepVerifier.create(answer)
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PublicationException.NotAcknowledged.class)
					.hasMessageContaining("revoked"))
				.verify(SOON);
			assertThat(line.unanswered()).isZero();
			assertThat(ends.reasons).singleElement().isInstanceOf(SaslAuthenticationException.class);

			// And so is every record that comes later
			StepVerifier.create(line.send(Envelopes.of(this.topic)))
				.expectErrorMessage("SaslAuthenticationException: revoked")
				.verify(SOON);
			assertThat(line.unanswered()).isZero();
		}
		finally {
			line.close();
		}
	}

	@Test
	void isReplacedWhenItsProducerIsOfNoUse() {
		// Given a publisher that works
		KafkaAvailability availability = new KafkaAvailability();
		try (KafkaPublisher publisher = new KafkaPublisher(this.settings, null, availability, Duration.ofSeconds(2),
				new Timestamps(Clock.systemUTC()))) {
			List<String> calls = new CopyOnWriteArrayList<>();
			publisher.whenEnded(() -> calls.add("ended"));
			await().until(() -> publisher.open(List.of(this.topic)).isEmpty());
			availability.answers();
			Line first = Objects.requireNonNull(publisher.line());

			// When Kafka answers with what leaves a producer broken for ever
			publisher.failed(first, new Unanswered(Envelopes.of(this.topic)),
					new ClusterAuthorizationException("revoked"));

			// Then its line has ended, and that is known
			assertThat(first.hasEnded()).isTrue();
			assertThat(calls).containsExactly("ended");
			assertThat(availability.status().available()).isFalse();
			assertThat(availability.status().reason()).contains("revoked");

			// And the next look opens another, which carries records
			await().until(() -> publisher.open(List.of(this.topic)).isEmpty());
			StepVerifier.create(publisher.publish(Envelopes.of(this.topic)))
				.expectNextCount(1)
				.expectComplete()
				.verify(Duration.ofSeconds(10));
		}
	}

	private static final class Ends implements LineListener {

		private final List<Throwable> reasons = new CopyOnWriteArrayList<>();

		@Override
		public void acknowledged() {
		}

		@Override
		public void failed(Line line, Unanswered failed, Exception reason) {
		}

		@Override
		public void ended(Line line, Throwable reason) {
			this.reasons.add(reason);
		}

	}

}
