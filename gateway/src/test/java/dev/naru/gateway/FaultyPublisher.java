package dev.naru.gateway;

import dev.naru.gateway.publication.Publisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A publisher with a fault of our own; registered by hand, so that the scan does not find
 * it.
 */
class FaultyPublisher {

	@Bean
	@Primary
	Publisher faulty() {
		return (envelope) -> {
			throw new IllegalStateException("the publisher is broken");
		};
	}

}
