package dev.naru.gateway.publication.spool;

import java.time.Clock;

import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.Publisher;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the spool behind Kafka.
 */
@Configuration(proxyBeanMethods = false)
class SpoolConfiguration {

	@Bean
	Spool spool(PublicationProperties properties, Clock clock) {
		return Spool.open(properties.spool(), clock);
	}

	@Bean
	Subjects spooledSubjects() {
		return new Subjects();
	}

	@Bean
	Ways waysToKafka() {
		return new Ways();
	}

	@Bean
	Drainer drainer(@Qualifier("kafka") Publisher kafka, Availability availability, Spool spool, Subjects subjects,
			Ways ways, Clock clock) {
		return new Drainer(kafka, availability, spool, subjects, ways, clock);
	}

	@Bean(defaultCandidate = false)
	SpoolingPublisher spoolingPublisher(@Qualifier("kafka") Publisher kafka, Availability availability, Spool spool,
			Subjects subjects, Ways ways, Drainer drainer, PublicationProperties properties) {
		return new SpoolingPublisher(kafka, availability, spool, subjects, ways, drainer, properties.kafkaWithin());
	}

}
