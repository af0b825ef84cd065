package dev.naru.gateway;

import java.time.Clock;
import java.util.stream.Stream;

import dev.naru.gateway.broker.BrokerProperties;
import dev.naru.gateway.envelope.Enveloper;
import dev.naru.gateway.ingress.IngressProperties;
import dev.naru.gateway.intake.Intake;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Endpoints;
import dev.naru.gateway.provider.ProvidersProperties;
import dev.naru.gateway.publication.Backlog;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.Publisher;
import dev.naru.gateway.publication.WantedTopics;
import dev.naru.gateway.source.Sources;
import dev.naru.gateway.telemetry.InstrumentedPublisher;
import dev.naru.gateway.webhook.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives each room its part of the configuration, and puts the line together.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NaruProperties.class)
class NaruConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	Sources sources(NaruProperties naru) {
		return Sources.from(naru.sources());
	}

	@Bean
	ProvidersProperties providersProperties(NaruProperties naru) {
		return naru.providers();
	}

	@Bean
	IngressProperties ingressProperties(NaruProperties naru) {
		return naru.ingress();
	}

	@Bean
	PublicationProperties publicationProperties(NaruProperties naru) {
		return naru.publication();
	}

	@Bean
	BrokerProperties brokerProperties(NaruProperties naru) {
		return naru.broker();
	}

	@Bean
	WantedTopics wantedTopics(Endpoints endpoints, Backlog backlog) {
		Stream<String> events = Stream.concat(endpoints.all().stream().map(Endpoint::topic), backlog.topics().stream());
		return new WantedTopics(Stream.concat(events.sorted(), Stream.of(Enveloper.QUARANTINE_TOPIC)).toList());
	}

	@Bean
	Intake intake(NaruProperties naru, Publisher publisher, MeterRegistry registry, Ledger ledger, Clock clock) {
		return new Intake(new Enveloper(naru.envelope().mode()), new InstrumentedPublisher(publisher, registry), ledger,
				clock);
	}

	@Bean
	StartupReport startupReport(Endpoints endpoints, WantedTopics topics, KafkaConnectionDetails kafka) {
		return new StartupReport(endpoints, topics, kafka);
	}

}
