package dev.naru.gateway.publication.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import dev.naru.gateway.budget.Budget;
import dev.naru.gateway.budget.MemoryProperties;
import dev.naru.gateway.budget.RecordLimits;
import dev.naru.gateway.publication.AdmittingPublisher;
import dev.naru.gateway.publication.History;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.Tail;
import dev.naru.gateway.publication.TopicFindings;
import dev.naru.gateway.publication.WantedTopics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import reactor.kafka.sender.MicrometerProducerListener;

/**
 * Puts the publication together: Boot brings the settings of {@code spring.kafka}, this
 * room the clients.
 */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

	private static final Duration START_WITHOUT_AFTER = Duration.ofSeconds(5);

	/**
	 * Kafka owes answers for longer than callers wait for them: its memory is bounded by
	 * an admission of its own.
	 */
	@Bean(defaultCandidate = false)
	AdmittingPublisher kafka(@Qualifier("kafkaPublisher") KafkaPublisher kafka, PublicationProperties properties,
			MemoryProperties memory) {
		return new AdmittingPublisher(kafka, new Budget(properties.maxRecordsInFlight()),
				new Budget(memory.bytesToKafka()), 1);
	}

	@Bean(defaultCandidate = false)
	KafkaPublisher kafkaPublisher(ProducerFactory<?, ?> operators, PublicationProperties properties,
			MemoryProperties memory, KafkaAvailability availability, Timestamps timestamps,
			ObjectProvider<MeterRegistry> meters) {
		MeterRegistry registry = meters.getIfAvailable();
		return new KafkaPublisher(ProducerSettings.of(operators.getConfigurationProperties(), properties, memory),
				(registry != null) ? new MicrometerProducerListener(registry) : null, availability,
				properties.kafkaWithin(), timestamps);
	}

	@Bean
	Timestamps timestamps(Clock clock) {
		return new Timestamps(clock);
	}

	@Bean
	TopicFindings topicFindings() {
		return new TopicFindings();
	}

	@Bean
	RecordLimits recordLimits(ProducerFactory<?, ?> operators, MemoryProperties memory) {
		Map<String, Object> settings = operators.getConfigurationProperties();
		return new RecordLimits(ProducerSettings.maxRequestSize(settings), memory,
				ProducerSettings.compresses(settings));
	}

	@Bean
	KafkaAvailability kafkaAvailability() {
		return new KafkaAvailability();
	}

	@Bean
	Watch kafkaWatch(KafkaAdmin operators, WantedTopics wanted, PublicationProperties properties, RecordLimits limits,
			@Qualifier("kafkaPublisher") KafkaPublisher publisher, KafkaAvailability availability,
			TopicFindings findings, Timestamps timestamps) {
		Topics topics = new Topics(operators.getConfigurationProperties(), wanted, properties.topics(), limits,
				findings, timestamps);
		Watch watch = new Watch(topics, publisher, availability);
		watch.start(START_WITHOUT_AFTER);
		return watch;
	}

	@Bean
	Tail tail(ConsumerFactory<?, ?> consumers, KafkaAdmin admins, WantedTopics wanted) {
		return new KafkaTail(consumers.getConfigurationProperties(), admins.getConfigurationProperties(), wanted);
	}

	@Bean
	History history(ConsumerFactory<?, ?> consumers, KafkaAdmin admins, WantedTopics wanted) {
		return new KafkaHistory(consumers.getConfigurationProperties(), admins.getConfigurationProperties(), wanted);
	}

}
