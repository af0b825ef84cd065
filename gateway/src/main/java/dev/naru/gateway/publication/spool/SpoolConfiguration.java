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
	Progress backlog(Spool spool, Clock clock) {
		return new Progress(spool, clock);
	}

	@Bean
	Drainer drainer(@Qualifier("kafka") Publisher kafka, Availability availability, Spool spool, Subjects subjects,
			Ways ways, Progress backlog) {
		return new Drainer(kafka, availability, spool, subjects, ways, backlog);
	}

	@Bean(defaultCandidate = false)
	SpoolingPublisher spoolingPublisher(@Qualifier("kafka") Publisher kafka, Availability availability, Spool spool,
			Subjects subjects, Ways ways, Drainer drainer, PublicationProperties properties) {
		return new SpoolingPublisher(kafka, availability, spool, subjects, ways, drainer, properties.kafkaWithin());
	}

}
