package dev.naru.gateway.publication.kafka;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import org.apache.kafka.clients.producer.RecordMetadata;
import reactor.core.publisher.Mono;

/**
 * A record on its way, and who waits for it. Identity is what counts: it is never equal
 * to another.
 */
final class Unanswered {

	private final String topic;

	private final int size;

	private final long since = System.nanoTime();

	private final Pending<Published> answer = new Pending<>();

	Unanswered(Envelope envelope) {
		this.topic = envelope.topic();
		this.size = envelope.size();
	}

	String topic() {
		return this.topic;
	}

	/**
	 * In bytes, roughly.
	 */
	int size() {
		return this.size;
	}

	/**
	 * Whether it was sent after that moment.
	 */
	boolean isYoungerThan(long nanoTime) {
		return this.since - nanoTime > 0;
	}

	void acknowledge(RecordMetadata metadata) {
		this.answer.settle(new Published.OnKafka(metadata.topic(), metadata.partition(), metadata.offset()));
	}

	void fail(String why) {
		this.answer.fail(new PublicationException.NotAcknowledged(why));
	}

	void refuse(String why) {
		this.answer.fail(new PublicationException.Refused(why));
	}

	/**
	 * What the caller waits for; going away changes nothing.
	 */
	Mono<Published> answer() {
		return this.answer;
	}

}
