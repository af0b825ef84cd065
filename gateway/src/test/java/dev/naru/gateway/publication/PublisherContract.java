package dev.naru.gateway.publication;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What every {@link Publisher} does.
 */
public abstract class PublisherContract {

	private static final Duration SOON = Duration.ofSeconds(20);

	/**
	 * The publisher to look at, the same throughout a test.
	 */
	protected abstract Publisher publisher();

	/**
	 * A topic that it can publish to; empty as a test begins.
	 */
	protected abstract String topic();

	/**
	 * The values that have come to stand on the topic.
	 */
	protected abstract List<String> published();

	@Test
	void saysWhereARecordStands() {
		// Given a publisher
		// When it publishes a record
		Published published = publisher().publish(Envelopes.of(topic(), "payment-1", "a"))
			.blockOptional(SOON)
			.orElseThrow();

		// Then it says where the record stands, and there it is
		assertThat(published).isInstanceOfSatisfying(Published.OnKafka.class, (place) -> {
			assertThat(place.topic()).isEqualTo(topic());
			assertThat(place.partition()).isNotNegative();
			assertThat(place.offset()).isNotNegative();
		});
		assertThat(published()).containsExactly("a");
	}

	@Test
	void publishesOnceWhetherAnybodyWaitsOrNot() {
		// Given a record that nobody waits for
		Mono<Published> answer = publisher().publish(Envelopes.of(topic(), "payment-1", "a"));
		publisher().publish(Envelopes.of(topic(), "payment-1", "b")).block(SOON);
		assertThat(published()).containsExactly("a", "b");

		// When somebody does after all, twice
		Published first = answer.blockOptional(SOON).orElseThrow();
		Published second = answer.blockOptional(SOON).orElseThrow();

		// Then both hear the same, and it was published once
		assertThat(second).isEqualTo(first);
		assertThat(published()).containsExactly("a", "b");
	}

	@Test
	void publishesEvenIfTheCallerGoesAway() {
		// Given a record on its way
		// When who waits for it goes away
		publisher().publish(Envelopes.of(topic(), "payment-1", "a")).subscribe().dispose();

		// Then it comes to stand on the topic all the same
		await().atMost(SOON).untilAsserted(() -> assertThat(published()).containsExactly("a"));
	}

}
