package dev.naru.gateway.publication.kafka;

import java.time.Instant;
import java.util.Map;

import dev.naru.gateway.publication.History;
import dev.naru.gateway.publication.Recalled;
import dev.naru.gateway.publication.WantedTopics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import reactor.core.publisher.Flux;
import reactor.kafka.receiver.KafkaReceiver;

/**
 * Reads headers, with a consumer that belongs to no group and leaves no trace.
 */
final class KafkaHistory implements History {

	private final Map<String, Object> admins;

	private final WantedTopics wanted;

	private final ReaderOptions options;

	/**
	 * @param consumers the consumers' settings
	 * @param admins the admin clients' settings
	 */
	KafkaHistory(Map<String, Object> consumers, Map<String, Object> admins, WantedTopics wanted) {
		this.options = new ReaderOptions(consumers, "naru-history");
		this.admins = Map.copyOf(admins);
		this.wanted = wanted;
	}

	@Override
	public Flux<Recalled> follow(Instant since, int most) {
		return Flux.defer(() -> new Following(this, since, most).all());
	}

	/**
	 * Whom to ask for places in the topics. Blocks for a moment.
	 */
	Offsets offsets() {
		return new Offsets(this.admins, this.wanted);
	}

	/**
	 * Nobody waits for what is read: a little later, and fewer requests.
	 */
	KafkaReceiver<Unread.Nothing, Unread.Nothing> receiver(Offsets.Start start) {
		return KafkaReceiver.create(this.options.from(start, new Unread(), new Unread())
			.consumerProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1024 * 1024)
			.consumerProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500)
			.consumerProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024)
			.consumerProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000));
	}

}
