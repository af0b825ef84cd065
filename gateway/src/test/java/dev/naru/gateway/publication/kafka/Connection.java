package dev.naru.gateway.publication.kafka;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.budget.Budget;
import dev.naru.gateway.budget.MemoryProperties;
import dev.naru.gateway.budget.RecordLimits;
import dev.naru.gateway.publication.AdmittingPublisher;
import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.DeadlinePublisher;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.Publisher;
import dev.naru.gateway.publication.TopicFindings;
import dev.naru.gateway.publication.WantedTopics;
import org.springframework.util.unit.DataSize;

/**
 * All that publishes to a broker, as the gateway puts it together.
 */
final class Connection implements AutoCloseable {

	static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

	static final PublicationProperties PROPERTIES = answeringWithin(ANSWER_WITHIN);

	private final KafkaAvailability availability = new KafkaAvailability();

	private final KafkaPublisher kafka;

	private final AdmittingPublisher owed;

	private final DeadlinePublisher inTime;

	private final AdmittingPublisher admitting;

	private final Watch watch;

	private Connection(String bootstrapServers, PublicationProperties properties, Map<String, Object> producer,
			List<String> topics) {
		Map<String, Object> clients = Map.of("bootstrap.servers", bootstrapServers);
		Map<String, Object> settings = ProducerSettings.of(clients, properties, new MemoryProperties(null));
		settings.putAll(producer);
		Timestamps timestamps = new Timestamps(Clock.systemUTC());
		this.kafka = new KafkaPublisher(settings, null, this.availability, properties.kafkaWithin(), timestamps);
		this.owed = new AdmittingPublisher(this.kafka, new Budget(30_000), new Budget(48_000_000), 1);
		this.inTime = new DeadlinePublisher(this.owed, properties.kafkaWithin());
		this.admitting = new AdmittingPublisher(this.inTime, new Budget(30_000), new Budget(48_000_000), 1);
		this.watch = new Watch(new Topics(clients, new WantedTopics(topics), properties.topics(),
				new RecordLimits(ProducerSettings.LARGEST_RECORD, new MemoryProperties(null), false),
				new TopicFindings(), timestamps), this.kafka, this.availability);
	}

	static PublicationProperties answeringWithin(Duration time) {
		return new PublicationProperties(time, time.plusSeconds(3), 20_000,
				new PublicationProperties.Spool(Path.of("none"), DataSize.ofMegabytes(1), DataSize.ofMegabytes(1)),
				new PublicationProperties.Topics("webhooks.", "{provider}", 3, -1, Map.of()));
	}

	/**
	 * @param patience how long to wait for a broker that is not there
	 */
	static Connection open(String bootstrapServers, Duration patience, String... topics) {
		return open(bootstrapServers, patience, PROPERTIES, Map.of(), topics);
	}

	/**
	 * @param producer settings of the producer that go before the gateway's
	 */
	static Connection open(String bootstrapServers, Duration patience, PublicationProperties properties,
			Map<String, Object> producer, String... topics) {
		Connection connection = new Connection(bootstrapServers, properties, producer, List.of(topics));
		connection.watch.start(patience);
		return connection;
	}

	Publisher publisher() {
		return this.admitting;
	}

	Availability availability() {
		return this.availability;
	}

	long inFlight() {
		return this.admitting.records().held();
	}

	/**
	 * Records for which Kafka's own client still owes an answer.
	 */
	long owed() {
		return this.owed.records().held();
	}

	@Override
	public void close() {
		this.watch.close();
		this.inTime.close();
		this.kafka.close();
	}

}
