package dev.naru.gateway.telemetry;

import dev.naru.gateway.publication.AdmittingPublisher;
import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Memory;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the gateway's meters into the registry, and into its health Kafka's availability
 * and what is known of earlier deliveries.
 */
@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

	@Bean
	Ledger ledger(MeterRegistry registry) {
		return new MicrometerLedger(registry);
	}

	@Bean
	MeterBinder inFlight(AdmittingPublisher publisher) {
		return (registry) -> {
			Gauge.builder(Meters.IN_FLIGHT_RECORDS.getName(), publisher, AdmittingPublisher::inFlightRecords)
				.description(Meters.IN_FLIGHT_RECORDS.help())
				.register(registry);
			Gauge.builder(Meters.IN_FLIGHT_BYTES.getName(), publisher, AdmittingPublisher::inFlightBytes)
				.description(Meters.IN_FLIGHT_BYTES.help())
				.register(registry);
		};
	}

	@Bean
	HealthIndicator kafkaHealthIndicator(Availability availability) {
		return () -> {
			Availability.Status status = availability.status();
			Health.Builder health = status.available() ? Health.up() : Health.down();
			return health.withDetail("reason", status.reason()).build();
		};
	}

	@Bean
	MeterBinder remembered(Memory memory) {
		return (registry) -> {
			Gauge.builder(Meters.DEDUPLICATION_ENTRIES.getName(), memory, Memory::events)
				.description(Meters.DEDUPLICATION_ENTRIES.help())
				.register(registry);
			FunctionCounter.builder(Meters.DEDUPLICATION_FORGOTTEN.getName(), memory, Memory::forgotten)
				.description(Meters.DEDUPLICATION_FORGOTTEN.help())
				.register(registry);
		};
	}

	@Bean
	HealthIndicator deduplicationHealthIndicator(Memory memory) {
		return () -> {
			Memory.Status status = memory.status();
			Health.Builder health = status.ready() ? Health.up() : Health.outOfService();
			return health.withDetail("reason", status.reason()).build();
		};
	}

}
