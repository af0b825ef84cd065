package dev.naru.gateway.ingress;

import java.time.Clock;

import dev.naru.gateway.acknowledgement.Answers;
import dev.naru.gateway.budget.Budget;
import dev.naru.gateway.budget.RecordLimits;
import dev.naru.gateway.intake.Intake;
import dev.naru.gateway.provider.Endpoints;
import dev.naru.gateway.source.Sources;
import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Tracing;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * Puts the handler on the public port in place of Spring's dispatcher: there is one
 * route, and nothing that is added to the dispatcher appears beside it.
 */
@Configuration(proxyBeanMethods = false)
class IngressConfiguration {

	@Bean
	HttpHandler webhookHttpHandler(Endpoints endpoints, Intake intake, Ledger ledger, Tracing tracing,
			BodyReader bodies, Budget memory, BodyLimits limits, Farewell farewell, IngressProperties properties,
			Clock clock) {
		return new WebhookHandler(endpoints, intake, new Answers(properties.retryAfter().toSeconds()), ledger, tracing,
				new ClientAddress(Sources.addresses("naru.ingress.trusted-proxies", properties.trustedProxies())),
				bodies, memory, limits, farewell, clock);
	}

	@Bean
	BodyLimits bodyLimits(IngressProperties properties, RecordLimits records, Endpoints endpoints) {
		BodyLimits limits = new BodyLimits(properties.maxBodySize(), records);
		limits.check(endpoints.all());
		return limits;
	}

	@Bean
	Farewell farewell(IngressProperties properties) {
		return new Farewell(properties.farewell());
	}

	@Bean
	BodyReader bodyReader(IngressProperties properties) {
		return new BodyReader(properties.bodyTimeout());
	}

	@Bean
	Connections connections(IngressProperties properties, @Value("${server.ssl.bundle:}") String bundle,
			@Value("${server.ssl.key-store:}${server.ssl.certificate:}") String certificate) {
		return new Connections(properties.maxConnections(!(bundle + certificate).isEmpty()));
	}

	@Bean
	GuardedServer guardedServer(Connections connections, Ledger ledger) {
		return new GuardedServer(connections, ledger);
	}

}
