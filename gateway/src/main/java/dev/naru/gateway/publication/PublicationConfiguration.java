package dev.naru.gateway.publication;

import dev.naru.gateway.budget.Budget;
import dev.naru.gateway.budget.RecordLimits;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The chain of decorators before Kafka and the spool, from the outside in.
 */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

	/**
	 * The publisher for everybody. A tenth of the time is left for reading the request
	 * and writing the answer.
	 */
	@Bean
	DeadlinePublisher publisher(@Qualifier("admittingPublisher") Publisher admitting, RecordLimits limits,
			PublicationProperties properties) {
		return new DeadlinePublisher(new FittingPublisher(admitting, limits),
				properties.answerWithin().multipliedBy(9).dividedBy(10));
	}

	/**
	 * Behind the deadline: who has been answered late still has a record in memory. It
	 * stands there twice, here and in the buffer of Kafka's client or of the spool.
	 */
	@Bean(defaultCandidate = false)
	AdmittingPublisher admittingPublisher(@Qualifier("spoolingPublisher") Publisher spooling,
			PublicationProperties properties, Budget memory) {
		return new AdmittingPublisher(spooling, new Budget(properties.maxRecordsInFlight()), memory, 2);
	}

}
