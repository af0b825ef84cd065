package dev.naru.gateway.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.naru.gateway.budget.Budget;
import dev.naru.gateway.envelope.Envelope;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class AdmittingPublisherTest {

	private static final Envelope RECORD = Envelopes.of("topic");

	private final FakePublisher kafka = FakePublisher.answeringWhenTold();

	private final Budget bytes = new Budget(15L * RECORD.size());

	private final AdmittingPublisher publisher = new AdmittingPublisher(this.kafka, new Budget(3), this.bytes, 1);

	/** One source alone may have two thirds. */
	private static AdmittingPublisher admitting(Publisher next, int records) {
		return new AdmittingPublisher(next, new Budget(records * 3L / 2), new Budget(1_000_000), 1);
	}

	@Test
	void saysNoAtOnceWhenTooManyRecordsAreInFlight() {
		// Given as many records in flight as are admitted
		this.publisher.publish(RECORD).subscribe();
		this.publisher.publish(RECORD).subscribe();
		assertThat(this.publisher.records().held()).isEqualTo(2);
		assertThat(this.bytes.held()).isEqualTo(2L * RECORD.size());

		// When one more comes, then it is refused and not sent
		StepVerifier.create(this.publisher.publish(RECORD)).verifyError(PublicationException.Saturated.class);
		assertThat(this.kafka.values()).hasSize(2);

		// And it takes no place
		assertThat(this.publisher.records().held()).isEqualTo(2);
		assertThat(this.bytes.held()).isEqualTo(2L * RECORD.size());
	}

	@Test
	void saysNoAtOnceWhenTooManyBytesAreInFlight() {
		// Given a record that takes most of the bytes
		Envelope large = Envelopes.of("topic", "", new byte[8 * RECORD.size()]);
		this.publisher.publish(large).subscribe();

		// When one comes that does not fit in, then it is refused and takes no place
		StepVerifier.create(this.publisher.publish(large)).verifyError(PublicationException.Saturated.class);
		assertThat(this.publisher.records().held()).isEqualTo(1);

		// But a smaller one is let in
		this.publisher.publish(RECORD).subscribe();
		assertThat(this.publisher.records().held()).isEqualTo(2);
	}

	@Test
	void keepsThePlaceOfACallerWhoGoesAway() {
		// Given callers who went away
		Disposable first = this.publisher.publish(RECORD).subscribe();
		Disposable second = this.publisher.publish(RECORD).subscribe();
		first.dispose();
		second.dispose();

		// When another comes, then there is no place: the records are still in memory
		StepVerifier.create(this.publisher.publish(RECORD)).verifyError(PublicationException.Saturated.class);

		// But when the next publisher answers, be it with an error, there is
		this.kafka.acknowledgeFirst();
		this.kafka.refuseFirst();
		assertThat(this.publisher.records().held()).isZero();
		assertThat(this.bytes.held()).isZero();
	}

	@Test
	void hasFreedThePlaceWhenTheCallerHears() {
		// Given a caller who looks at once
		List<Long> seen = new ArrayList<>();
		this.publisher.publish(RECORD).subscribe((published) -> seen.add(this.publisher.records().held()));

		// When the answer comes, then the place is free by then
		this.kafka.acknowledgeFirst();
		assertThat(seen).containsExactly(0L);
	}

	@Test
	void freesThePlaceIfTheNextPublisherThrows() {
		// Given a publisher that does not keep its word
		AdmittingPublisher admitting = new AdmittingPublisher((envelope) -> {
			throw new IllegalStateException("broken");
		}, new Budget(2), new Budget(3000), 1);

		// When it throws, then the caller hears of it and the place is free
		StepVerifier.create(admitting.publish(RECORD)).verifyError(IllegalStateException.class);
		assertThat(admitting.records().held()).isZero();
	}

	@Test
	void neverAdmitsMoreThanTheBoundFromManyThreads() throws Exception {
		// Given room for 100 records
		AdmittingPublisher admitting = admitting(this.kafka, 100);
		CountDownLatch together = new CountDownLatch(1);
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {

			// When eight threads offer 50 each at the same time
			List<Future<?>> offers = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				offers.add(threads.submit(() -> {
					together.await();
					for (int j = 0; j < 50; j++) {
						admitting.publish(RECORD).onErrorComplete().subscribe();
					}
					return null;
				}));
			}
			together.countDown();
			for (Future<?> offer : offers) {
				offer.get();
			}
		}

		// Then 100 were let in
		assertThat(this.kafka.values()).hasSize(100);
		assertThat(admitting.records().held()).isEqualTo(100);
	}

	@Nested
	class Contract extends PublisherContract {

		private final FakePublisher store = FakePublisher.answeringAtOnce();

		private final Publisher admitting = admitting(this.store, 10);

		@Override
		protected Publisher publisher() {
			return this.admitting;
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
