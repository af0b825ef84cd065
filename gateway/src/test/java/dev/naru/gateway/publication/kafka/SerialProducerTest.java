package dev.naru.gateway.publication.kafka;

import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.budget.MemoryProperties;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SerialProducerTest {

	private final String topic = TestBroker.shared().newTopic("serial", 1);

	private final KnownTopics topics = new KnownTopics();

	@Test
	void answersForOneRecordAtATime() throws Exception {
		// Given a producer that refuses every other record on the spot, while the network
		// answers for the rest
		this.topics.add(this.topic);
		Answers answers = new Answers();
		try (SerialProducer producer = producer(Map.of("max.request.size", 2000, "max.block.ms", 30_000))) {
			producer.send(record(new byte[10]), answers).get();

			// When many are sent
			for (int i = 0; i < 1000; i++) {
				Future<RecordMetadata> unused = producer.send(record(new byte[(i % 2 == 0) ? 10 : 3000]), answers);
			}
			producer.flush();
		}

		// Then each is answered for, and never two at once
		assertThat(answers.acknowledged).hasValue(501);
		assertThat(answers.refused).hasValue(500);
		assertThat(answers.mostAtOnce).hasValue(1);
	}

	@Test
	void doesNotWaitForATopicThatItDoesNotKnow() throws Exception {
		// Given a topic of which it is not known where it is
		try (SerialProducer producer = producer(Map.of("max.block.ms", 60_000))) {

			// When a record is sent to it, then it is refused at once
			assertThatThrownBy(() -> producer.send(record(new byte[10]), new Answers()).get(5, TimeUnit.SECONDS))
				.hasCauseInstanceOf(TimeoutException.class);
		}
	}

	@Test
	void waitsOnceForATopicThatIsGone() {
		// Given a topic that was there
		String gone = TestBroker.newName("gone");
		this.topics.add(gone);
		try (SerialProducer producer = producer(Map.of("max.block.ms", 100))) {

			// When a record is sent to it
			Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(gone, new byte[10]), (metadata, ex) -> {
			});

			// Then it is refused after a moment, and the next would be at once
			assertThat(sent.state()).isEqualTo(Future.State.FAILED);
			assertThat(this.topics.contains(gone)).isFalse();
		}
	}

	private SerialProducer producer(Map<String, Object> more) {
		Map<String, Object> settings = ProducerSettings.of(
				Map.of("bootstrap.servers", TestBroker.shared().bootstrapServers()), Connection.PROPERTIES,
				new MemoryProperties(null));
		settings.put("delivery.timeout.ms", 60_000);
		settings.putAll(more);
		return new SerialProducer(settings, this.topics);
	}

	private ProducerRecord<String, byte[]> record(byte[] value) {
		return new ProducerRecord<>(this.topic, value);
	}

	/**
	 * Takes its time, so that another that comes meanwhile is seen.
	 */
	private static final class Answers implements Callback {

		private final AtomicInteger acknowledged = new AtomicInteger();

		private final AtomicInteger refused = new AtomicInteger();

		private final AtomicInteger atOnce = new AtomicInteger();

		private final AtomicInteger mostAtOnce = new AtomicInteger();

		@Override
		public void onCompletion(RecordMetadata metadata, Exception exception) {
			this.mostAtOnce.accumulateAndGet(this.atOnce.incrementAndGet(), Math::max);
			LockSupport.parkNanos(100_000);
			((exception instanceof RecordTooLargeException) ? this.refused : this.acknowledged).incrementAndGet();
			this.atOnce.decrementAndGet();
		}

	}

}
