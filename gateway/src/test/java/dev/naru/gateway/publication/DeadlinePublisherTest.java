package dev.naru.gateway.publication;

import java.time.Duration;
import java.util.List;

import dev.naru.gateway.envelope.Envelope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class DeadlinePublisherTest {

	private static final Duration WITHIN = Duration.ofMillis(400);

	private static final Envelope RECORD = Envelopes.of("topic");

	private final FakePublisher kafka = FakePublisher.answeringWhenTold();

	private final DeadlinePublisher publisher = new DeadlinePublisher(this.kafka, WITHIN);

	@AfterEach
	void close() {
		this.publisher.close();
	}

	@Test
	void answersInTimeWhenKafkaDoesNot() {
		// Given a Kafka that is silent
		// When a record is published, then the caller hears, and not long before the time
		Duration taken = StepVerifier.create(this.publisher.publish(RECORD))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PublicationException.NotAcknowledged.class)
				.hasMessageContaining("400 ms"));
		assertThat(taken).isGreaterThan(WITHIN.multipliedBy(3).dividedBy(4));

		// And a late answer hurts nobody
		this.kafka.acknowledgeFirst();
	}

	@Test
	void doesNotRecallALateRecord() {
		// Given a publisher that would notice
		boolean[] recalled = new boolean[1];
		Publisher noticing = (envelope) -> Mono.<Published>never().doOnCancel(() -> recalled[0] = true);
		try (DeadlinePublisher deadline = new DeadlinePublisher(noticing, WITHIN)) {

			// When the time is up
			StepVerifier.create(deadline.publish(RECORD)).verifyError(PublicationException.NotAcknowledged.class);

			// Then the record is still on its way
			assertThat(recalled[0]).isFalse();
		}
	}

	@Test
	void passesAnswersOn() {
		// Given two records under way
		StepVerifier.create(this.publisher.publish(RECORD))
			// When Kafka answers in time, then its answer is what the caller hears
			.then(this.kafka::acknowledgeFirst)
			.expectNextCount(1)
			.verifyComplete();
		StepVerifier.create(this.publisher.publish(RECORD)).then(this.kafka::refuseFirst).verifyErrorMessage("refused");
	}

	@Nested
	class Contract extends PublisherContract {

		private final FakePublisher store = FakePublisher.answeringAtOnce();

		private final DeadlinePublisher deadline = new DeadlinePublisher(this.store, WITHIN);

		@AfterEach
		void close() {
			this.deadline.close();
		}

		@Override
		protected Publisher publisher() {
			return this.deadline;
		}

		@Override
		protected String topic() {
			return "topic";
		}

		@Override
		protected List<String> published() {
			return this.store.values();
		}

	}

}
