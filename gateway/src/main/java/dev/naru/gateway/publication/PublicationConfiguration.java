package dev.naru.gateway.publication;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The chain of decorators before Kafka and the spool, from the outside in.
 */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

	/**
	 * The publisher for everybody.
	 */
	@Bean
	AdmittingPublisher publisher(@Qualifier("deadlinePublisher") Publisher inTime, PublicationProperties properties) {
		return new AdmittingPublisher(inTime, properties.maxRecordsInFlight(), properties.maxBytesInFlight().toBytes());
	}

	/**
	 * A tenth of the time is left for reading the request and writing the answer.
	 */
	@Bean(defaultCandidate = false)
	DeadlinePublisher deadlinePublisher(@Qualifier("spoolingPublisher") Publisher spooling,
			PublicationProperties properties) {
		return new DeadlinePublisher(spooling, properties.answerWithin().multipliedBy(9).dividedBy(10));
	}

}
