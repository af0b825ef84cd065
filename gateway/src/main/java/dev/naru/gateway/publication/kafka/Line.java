package dev.naru.gateway.publication.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.source.ConfigurationException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;
import reactor.kafka.sender.SenderResult;
import reactor.kafka.sender.internals.ProducerFactory;

/**
 * One sender with its one subscription, from when it is opened to when it ends. Many
 * threads feed it and none of them waits: records go through a queue to the one thread
 * that hands them to the producer.
 */
final class Line {

	private final KafkaSender<String, byte[]> sender;

	private final LineListener listener;

	private final Timestamps timestamps;

	private final KnownTopics topics = new KnownTopics();

	private final Set<Unanswered> unanswered = ConcurrentHashMap.newKeySet();

	private final Disposable subscription;

	private @Nullable FluxSink<SenderRecord<String, byte[], Unanswered>> records;

	private volatile @Nullable Throwable end;

	private Line(SenderOptions<String, byte[]> options, LineListener listener, Timestamps timestamps) {
		this.listener = listener;
		this.timestamps = timestamps;
		this.sender = KafkaSender.create(new ProducerFactory() {
			@Override
			@SuppressWarnings("unchecked")
			public <K, V> Producer<K, V> createProducer(SenderOptions<K, V> senderOptions) {
				return (Producer<K, V>) new SerialProducer(senderOptions.producerProperties(), Line.this.topics);
			}
		}, options);
		this.subscription = this.sender
			.send(Flux.<SenderRecord<String, byte[], Unanswered>>create((sink) -> this.records = sink))
			.subscribe(this::settle, this::ended,
					() -> ended(new KafkaException("the gateway closes its connection to Kafka")));
	}

	/**
	 * @param settings the producer's
	 * @param meters registers the producer's own meters, or null
	 * @param listener hears of every record's fate, and of the line's end
	 * @param timestamps gives each record its own
	 * @throws ConfigurationException if the producer cannot be made of the settings
	 * @throws KafkaException if it cannot be made for now
	 */
	static Line open(Map<String, Object> settings, SenderOptions.@Nullable ProducerListener meters,
			LineListener listener, Timestamps timestamps) {
		SenderOptions<String, byte[]> options = SenderOptions.<String, byte[]>create(settings)
			.withKeySerializer(new StringSerializer())
			.withValueSerializer(new ByteArraySerializer())
			.maxInFlight(Integer.MAX_VALUE)
			.stopOnError(false)
			.closeTimeout(Duration.ofSeconds(1));
		Line line = new Line((meters != null) ? options.producerListener(meters) : options, listener, timestamps);
		Throwable end = line.end;
		if (end != null) {
			throw Failures.ofClient((end instanceof KafkaException refused) ? refused : new KafkaException(end));
		}
		return line;
	}

	/**
	 * Sends a record now.
	 */
	Mono<Published> send(Envelope envelope) {
		Unanswered waiting = new Unanswered(envelope);
		FluxSink<SenderRecord<String, byte[], Unanswered>> sink = this.records;
		if (sink == null || !this.topics.contains(envelope.topic())) {
			waiting.fail(Failures.say(KnownTopics.unknown(envelope.topic())));
			return waiting.answer();
		}
		this.unanswered.add(waiting);
		Throwable ended = this.end;
		if (ended != null) {
			this.unanswered.remove(waiting);
			waiting.fail(Failures.say(ended));
			return waiting.answer();
		}
		sink.next(SenderRecord.create(record(envelope), waiting));
		return waiting.answer();
	}

	/**
	 * Finds out where topics are that are not known yet. Blocks for a moment for each.
	 * @return those that are still not known
	 */
	List<String> locate(Collection<String> names) {
		return names.stream().filter((name) -> !this.topics.contains(name) && !located(name)).toList();
	}

	/**
	 * Whether it carries records no more, and another is to be opened.
	 */
	boolean hasEnded() {
		return this.end != null;
	}

	/**
	 * How many records have no answer yet.
	 */
	int unanswered() {
		return this.unanswered.size();
	}

	/**
	 * Ends the line: what is still under way is answered with an error.
	 */
	void end(Throwable cause) {
		this.subscription.dispose();
		ended(cause);
	}

	/**
	 * Gives the connections back, a second later at most.
	 */
	void close() {
		end(new KafkaException("the connection to Kafka has been closed"));
		this.sender.close();
	}

	private boolean located(String name) {
		try {
			this.sender.doOnProducer((producer) -> producer.partitionsFor(name)).block();
			this.topics.add(name);
			return true;
		}
		catch (KafkaException ex) {
			return false;
		}
	}

	private void settle(SenderResult<Unanswered> result) {
		Unanswered waiting = result.correlationMetadata();
		this.unanswered.remove(waiting);
		Exception ex = result.exception();
		if (ex == null) {
			waiting.acknowledge(result.recordMetadata());
			this.listener.acknowledged();
		}
		else {
			if (Failures.isForEver(ex)) {
				waiting.refuse(Failures.say(ex));
			}
			else {
				waiting.fail(Failures.say(ex));
			}
			this.listener.failed(this, waiting, ex);
		}
	}

	/**
	 * Whoever sends adds a record first and looks for the end second; this is the other
	 * way round, so that none is left without an answer.
	 */
	private void ended(Throwable cause) {
		if (this.end == null) {
			this.end = cause;
			this.listener.ended(this, cause);
		}
		this.unanswered.removeIf((waiting) -> {
			waiting.fail(Failures.say(cause));
			return true;
		});
	}

	private ProducerRecord<String, byte[]> record(Envelope envelope) {
		List<Header> headers = new ArrayList<>(envelope.headers().size());
		for (Map.Entry<String, String> header : envelope.headers().entrySet()) {
			headers.add(new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)));
		}
		return new ProducerRecord<>(envelope.topic(), null, this.timestamps.of(envelope.topic(), envelope.receivedAt()),
				envelope.key(), envelope.value(), headers);
	}

}
