package dev.naru.gateway.broker;

import java.util.List;

import dev.naru.gateway.source.ConfigurationException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the gateway a Kafka where the operator has named none: its own broker, or a clear
 * word that one must be named. Boot's silent localhost:9092 is neither.
 */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {

	// On each of the two: the scan for components finds them by themselves.
	@Configuration(proxyBeanMethods = false)
	@Conditional(BootstrapServersAbsent.class)
	@ConditionalOnClass(name = "kafka.server.KafkaRaftServer")
	static class Embedded {

		@Bean
		EmbeddedBroker embeddedBroker(BrokerProperties properties) {
			return EmbeddedBroker.start(properties);
		}

		/**
		 * Whoever connects depends on this bean, and through it on the broker: Spring
		 * closes them first.
		 */
		@Bean
		KafkaConnectionDetails kafkaConnectionDetails(EmbeddedBroker broker) {
			return () -> List.of(broker.bootstrapServers());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(BootstrapServersAbsent.class)
	@ConditionalOnMissingClass("kafka.server.KafkaRaftServer")
	static class Absent {

		@Bean
		KafkaConnectionDetails kafkaConnectionDetails() {
			throw new ConfigurationException(BootstrapServersAbsent.KEY,
					"no Kafka is configured, and this build carries no broker of its own",
					"set it (or SPRING_KAFKA_BOOTSTRAP_SERVERS) to the brokers, for example kafka-1:9092,kafka-2:9092");
		}

	}

}
