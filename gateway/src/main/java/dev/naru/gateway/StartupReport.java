package dev.naru.gateway;

import java.util.stream.Collectors;

import dev.naru.gateway.provider.Endpoints;
import dev.naru.gateway.publication.TopicFindings;
import dev.naru.gateway.publication.WantedTopics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Tells where everything is, once it is there.
 */
final class StartupReport implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(StartupReport.class);

	private final Endpoints endpoints;

	private final WantedTopics topics;

	private final TopicFindings findings;

	private final KafkaConnectionDetails kafka;

	StartupReport(Endpoints endpoints, WantedTopics topics, TopicFindings findings, KafkaConnectionDetails kafka) {
		this.endpoints = endpoints;
		this.topics = topics;
		this.findings = findings;
		this.kafka = kafka;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		Environment environment = event.getApplicationContext().getEnvironment();
		String base = "http://localhost:" + environment.getProperty("local.server.port");
		String management = "http://localhost:" + environment.getProperty("local.management.port");
		String webhooks = this.endpoints.all()
			.stream()
			.map((endpoint) -> "%n    %-24s %s/webhooks/%s".formatted(endpoint.profile().name(), base,
					endpoint.source().id()))
			.collect(Collectors.joining());
		String toMend = this.findings.all()
			.stream()
			.map((finding) -> "%n    to mend: %s".formatted(finding))
			.collect(Collectors.joining());
		logger.info("""
				Naru is ready.
				  Webhooks:{}
				  Events, live:  curl -N {}/events
				  Metrics:       {}/actuator/prometheus
				  Health:        {}/actuator/health
				  Kafka:         {}
				  Topics:        {}{}{}
				""", webhooks.isEmpty() ? " none; configure naru.sources" : webhooks, management, management,
				management, String.join(",", this.kafka.getBootstrapServers()), String.join(", ", this.topics.names()),
				toMend, environment.matchesProfiles("local") ? "\n  Try it:        deploy/demo/send portone" : "");
	}

}
