package dev.naru.gateway.telemetry;

import dev.naru.gateway.webhook.Ledger;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the gateway's meters into the registry.
 */
@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

	@Bean
	Ledger ledger(MeterRegistry registry) {
		return new MicrometerLedger(registry);
	}

}
