package dev.naru.gateway.console;

import java.time.Duration;

import dev.naru.gateway.intake.CapturedSecrets;
import dev.naru.gateway.publication.Tail;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The console lives in the context of the management port. Where that port is the public
 * one, there is no console: payloads are not for the public.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@Conditional(ManagementPort.class)
class ConsoleConfiguration {

	private static final int VIEWERS = 16;

	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	@Bean
	RouterFunction<ServerResponse> console(Tail tail, CapturedSecrets captured, ConsoleProperties properties) {
		EventStream events = new EventStream(tail, VIEWERS, HEARTBEAT);
		Captures captures = new Captures(captured);
		return RouterFunctions.route(RequestPredicates.GET("/events"), events::follow)
			.andRoute(RequestPredicates.GET("/captures"), captures::list)
			.andRoute(RequestPredicates.POST("/captures/{source}"), captures::show)
			.filter(new OwnHosts(properties.hosts()));
	}

}
