package dev.naru.gateway.publication;

import dev.naru.gateway.budget.Budget;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The chain of decorators before Kafka and the spool, from the outside in.
 */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

	/**
	 * The publisher for everybody. A record stands in memory twice: here, and in the
	 * buffer of Kafka's client or of the spool.
	 */
	@Bean
	AdmittingPublisher publisher(@Qualifier("deadlinePublisher") Publisher inTime, PublicationProperties properties,
			Budget memory) {
		return new AdmittingPublisher(inTime, new Budget(properties.maxRecordsInFlight()), memory, 2);
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
