package dev.naru.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

import dev.naru.gateway.broker.BrokerProperties;
import dev.naru.gateway.envelope.Enveloper;
import dev.naru.gateway.ingress.IngressProperties;
import dev.naru.gateway.intake.Deduplication;
import dev.naru.gateway.intake.Intake;
import dev.naru.gateway.intake.Recollection;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Endpoints;
import dev.naru.gateway.provider.ProvidersProperties;
import dev.naru.gateway.publication.History;
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
	WantedTopics wantedTopics(Endpoints endpoints) {
		Stream<String> events = endpoints.all().stream().map(Endpoint::topic).sorted();
		return new WantedTopics(Stream.concat(events, Stream.of(Enveloper.QUARANTINE_TOPIC)).toList());
	}

	@Bean
	Intake intake(NaruProperties naru, Publisher publisher, Deduplication deduplication, MeterRegistry registry,
			Ledger ledger, Clock clock) {
		return new Intake(new Enveloper(naru.envelope().mode()), new InstrumentedPublisher(publisher, registry),
				deduplication, ledger, clock);
	}

	@Bean
	Deduplication deduplication(NaruProperties naru, Endpoints endpoints, Clock clock) {
		return new Deduplication(naru.deduplication().maxEntries(), longestWindow(endpoints), clock);
	}

	@Bean(initMethod = "start")
	Recollection recollection(Deduplication deduplication, NaruProperties naru, History history, Endpoints endpoints,
			Clock clock) {
		return new Recollection(deduplication, naru.deduplication(), history, longestWindow(endpoints), clock);
	}

	@Bean
	StartupReport startupReport(Endpoints endpoints, WantedTopics topics, KafkaConnectionDetails kafka) {
		return new StartupReport(endpoints, topics, kafka);
	}

	private static Duration longestWindow(Endpoints endpoints) {
		return endpoints.all()
			.stream()
			.map((endpoint) -> endpoint.profile().duplicateWindow())
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

}
