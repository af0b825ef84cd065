package dev.naru.gateway.publication.kafka;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer that answers for one record at a time, and that does not wait for a topic
 * twice.
 * <p>
 * Kafka's own answers from two threads: the one that sends, for a record that it refuses
 * on the spot, and the network's. Reactor Kafka puts both into a queue made for one
 * writer, where answers get lost.
 */
final class SerialProducer extends KafkaProducer<String, byte[]> {

	private final KnownTopics topics;

	private final Lock answering = new ReentrantLock();

	SerialProducer(Map<String, Object> settings, KnownTopics topics) {
		super(settings, new StringSerializer(), new ByteArraySerializer());
		this.topics = topics;
	}

	@Override
	public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
		Callback oneByOne = (metadata, ex) -> {
			this.answering.lock();
			try {
				callback.onCompletion(metadata, ex);
			}
			finally {
				this.answering.unlock();
			}
		};
		if (!this.topics.contains(record.topic())) {
			return refused(oneByOne, KnownTopics.unknown(record.topic()));
		}
		try {
			Future<RecordMetadata> sent = super.send(record, oneByOne);
			if (sent.isDone() && hasWaitedForTopic(sent)) {
				this.topics.forget(record.topic());
			}
			return sent;
		}
		catch (KafkaException | IllegalStateException ex) {
			return refused(oneByOne, ex);
		}
	}

	/**
	 * A record that times out before it could be queued has waited for the topic's
	 * whereabouts, unless it was for room.
	 */
	private static boolean hasWaitedForTopic(Future<RecordMetadata> sent) {
		return sent.state() == Future.State.FAILED && sent.exceptionNow() instanceof TimeoutException timeout
				&& !(timeout instanceof BufferExhaustedException);
	}

	private static Future<RecordMetadata> refused(Callback callback, Exception reason) {
		callback.onCompletion(null, reason);
		return CompletableFuture.failedFuture(reason);
	}

}
