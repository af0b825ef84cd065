package dev.naru.gateway;

import java.time.Clock;
import java.util.List;

import dev.naru.gateway.broker.BrokerProperties;
import dev.naru.gateway.budget.Budget;
import dev.naru.gateway.budget.MemoryProperties;
import dev.naru.gateway.certificate.KeyRing;
import dev.naru.gateway.console.ConsoleProperties;
import dev.naru.gateway.envelope.Enveloper;
import dev.naru.gateway.ingress.BodyLimits;
import dev.naru.gateway.ingress.IngressProperties;
import dev.naru.gateway.intake.CapturedSecrets;
import dev.naru.gateway.intake.Deduplication;
import dev.naru.gateway.intake.Intake;
import dev.naru.gateway.intake.Recollection;
import dev.naru.gateway.provider.Endpoints;
import dev.naru.gateway.provider.OwnProfiles;
import dev.naru.gateway.provider.Profiles;
import dev.naru.gateway.provider.ProvidersProperties;
import dev.naru.gateway.publication.Backlog;
import dev.naru.gateway.publication.History;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.Publisher;
import dev.naru.gateway.publication.TopicFindings;
import dev.naru.gateway.publication.WantedTopics;
import dev.naru.gateway.source.Sources;
import dev.naru.gateway.source.TopicNames;
import dev.naru.gateway.telemetry.InstrumentedPublisher;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.webhook.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Gives each room its part of the configuration, and puts the line together.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NaruProperties.class)
class NaruConfiguration {

	/**
	 * Spring binds what stands under {@code naru} with placeholders left as they are.
	 */
	@Bean
	static BeanFactoryPostProcessor variables(ConfigurableEnvironment environment) {
		return (beans) -> ConfigurationReader.bind(environment);
	}

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
	MemoryProperties memoryProperties(NaruProperties naru) {
		return naru.memory();
	}

	/**
	 * One budget for all that senders can make the gateway hold.
	 */
	@Bean
	Budget memory(MemoryProperties properties) {
		return new Budget(properties.bytes());
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
	TopicNames topicNames(NaruProperties naru) {
		return naru.publication().topics().names();
	}

	@Bean
	WantedTopics wantedTopics(TopicNames names, Endpoints endpoints, Backlog backlog) {
		WantedTopics wanted = new WantedTopics(List.of(names.quarantine()));
		wanted.add(endpoints.topics());
		wanted.add(backlog.topics());
		return wanted;
	}

	@Bean
	FleetKeys fleetKeys(NaruProperties naru) {
		return FleetKeys.of(naru.fleet().secrets());
	}

	@Bean
	Intake intake(NaruProperties naru, FleetKeys fleet, Publisher publisher, Deduplication deduplication, KeyRing keys,
			CapturedSecrets captured, MeterRegistry registry, Clock clock) {
		return new Intake(new Enveloper(naru.envelope(), fleet), new InstrumentedPublisher(publisher, registry),
				deduplication, keys, captured, clock);
	}

	@Bean
	CapturedSecrets capturedSecrets(Clock clock) {
		return new CapturedSecrets(clock);
	}

	@Bean
	ConsoleProperties consoleProperties(NaruProperties naru) {
		return naru.console();
	}

	@Bean
	ReadOn readOn() {
		return new ReadOn();
	}

	@Bean
	KeyRing keyRing(Clock clock) {
		return KeyRing.of(clock);
	}

	@Bean
	Deduplication deduplication(NaruProperties naru, Endpoints endpoints, Backlog backlog, Clock clock) {
		Deduplication deduplication = new Deduplication(naru.deduplication().maxEntries(), endpoints::longestWindow,
				clock);
		backlog.forEach((topic, source, id, digest) -> deduplication.remember(topic, naru.envelope().source(source),
				id.value(), digest, clock.instant()));
		return deduplication;
	}

	@Bean(initMethod = "start")
	Recollection recollection(Deduplication deduplication, NaruProperties naru, FleetKeys fleet, History history,
			Endpoints endpoints, Clock clock) {
		return new Recollection(deduplication, naru.deduplication(), fleet, history, endpoints.longestWindow(), clock);
	}

	@Bean
	ConfigurationReader configurationReader(ConfigurableEnvironment environment) {
		return new ConfigurationReader(environment);
	}

	@Bean(initMethod = "start")
	Reload reload(ConfigurationReader reader, NaruProperties naru, Sources sources, OwnProfiles own, Profiles profiles,
			Endpoints endpoints, BodyLimits limits, WantedTopics topics, Ledger ledger) {
		return new Reload(reader, new ConfigurationReader.Configuration(naru, sources, own), profiles, endpoints,
				limits, topics, ledger);
	}

	/**
	 * Every source is in the books from the start, so that its first webhook is seen to
	 * be more than none.
	 */
	@Bean
	MeterBinder accounts(Endpoints endpoints, Ledger ledger) {
		return (registry) -> endpoints.all()
			.forEach((endpoint) -> ledger.account(endpoint.source().id().value(), endpoint.profile().name()));
	}

	@Bean
	StartupReport startupReport(Endpoints endpoints, WantedTopics topics, TopicFindings findings,
			KafkaConnectionDetails kafka) {
		return new StartupReport(endpoints, topics, findings, kafka);
	}

}
