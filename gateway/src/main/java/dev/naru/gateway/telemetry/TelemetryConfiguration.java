package dev.naru.gateway.telemetry;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import dev.naru.gateway.budget.Budget;
import dev.naru.gateway.publication.AdmittingPublisher;
import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.Backlog;
import dev.naru.gateway.webhook.Configured;
import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Memory;
import dev.naru.gateway.webhook.OpenConnections;
import dev.naru.gateway.webhook.Tracing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the gateway's meters into the registry, and into its health whether records can be
 * taken to safety and duplicates told.
 */
@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

	@Bean
	Ledger ledger(MeterRegistry registry) {
		return new MicrometerLedger(registry);
	}

	/**
	 * Nothing is observed, and nothing is spent on it, while nobody has asked for traces.
	 */
	@Bean
	Tracing tracing(ObservationRegistry registry,
			@Value("${management.tracing.export.enabled:false}") boolean exported) {
		return exported ? new ObservedTracing(registry) : Tracing.OFF;
	}

	@Bean
	MeterBinder budgetMeters(@Qualifier("admittingPublisher") AdmittingPublisher publisher, Budget memory) {
		return (registry) -> {
			gauge(Meters.IN_FLIGHT_RECORDS, publisher.records(), Budget::held, registry);
			gauge(Meters.IN_FLIGHT_MAX_RECORDS, publisher.records(), Budget::size, registry);
			gauge(Meters.MEMORY_HELD, memory, Budget::held, registry);
			gauge(Meters.MEMORY_BUDGET, memory, Budget::size, registry);
		};
	}

	@Bean
	MeterBinder connectionMeters(OpenConnections connections) {
		return (registry) -> {
			gauge(Meters.CONNECTIONS, connections, OpenConnections::open, registry);
			gauge(Meters.CONNECTIONS_MAX, connections, OpenConnections::max, registry);
			FunctionCounter.builder(Meters.CONNECTIONS_EVICTED.getName(), connections, OpenConnections::evicted)
				.description(Meters.CONNECTIONS_EVICTED.help())
				.register(registry);
		};
	}

	@Bean
	MeterBinder kafkaMeters(Availability kafka) {
		return (registry) -> gauge(Meters.KAFKA_AVAILABLE, kafka, (now) -> now.status().available() ? 1 : 0, registry);
	}

	@Bean
	MeterBinder spoolMeters(Backlog backlog) {
		return (registry) -> {
			gauge(Meters.SPOOL_AVAILABLE, backlog, (spool) -> spool.takes() ? 1 : 0, registry);
			gauge(Meters.SPOOL_RECORDS, backlog, Backlog::records, registry);
			gauge(Meters.SPOOL_BYTES, backlog, Backlog::bytes, registry);
			gauge(Meters.SPOOL_MAX_BYTES, backlog, Backlog::maxBytes, registry);
			gauge(Meters.SPOOL_REJECTED, backlog, Backlog::rejected, registry);
			TimeGauge
				.builder(Meters.SPOOL_OLDEST.getName(), backlog, TimeUnit.MILLISECONDS,
						(spool) -> spool.oldest().toMillis())
				.description(Meters.SPOOL_OLDEST.help())
				.register(registry);
			FunctionCounter.builder(Meters.SPOOL_DRAINED.getName(), backlog, Backlog::drained)
				.description(Meters.SPOOL_DRAINED.help())
				.register(registry);
		};
	}

	@Bean
	HealthIndicator kafkaHealthIndicator(Availability availability) {
		return () -> health(availability.status());
	}

	/**
	 * Either suffices: a record is safe on Kafka or in the spool.
	 */
	@Bean
	HealthIndicator publicationHealthIndicator(Availability availability, Backlog backlog) {
		return () -> {
			Availability.Status kafka = availability.status();
			return health((!kafka.available() && backlog.takes())
					? new Availability.Status(true, "records go to the spool; " + kafka.reason()) : kafka);
		};
	}

	@Bean
	MeterBinder remembered(Memory memory) {
		return (registry) -> {
			gauge(Meters.DEDUPLICATION_ENTRIES, memory, Memory::events, registry);
			FunctionCounter.builder(Meters.DEDUPLICATION_FORGOTTEN.getName(), memory, Memory::forgotten)
				.description(Meters.DEDUPLICATION_FORGOTTEN.help())
				.register(registry);
			FunctionCounter.builder(Meters.DEDUPLICATION_FOREIGN.getName(), memory, Memory::foreign)
				.description(Meters.DEDUPLICATION_FOREIGN.help())
				.register(registry);
		};
	}

	@Bean
	MeterBinder configured(Configured configured) {
		return (registry) -> {
			reloads("applied", configured, Configured::applied, registry);
			reloads("refused", configured, Configured::refused, registry);
			gauge(Meters.CONFIGURATION_CURRENT, configured, (it) -> it.isCurrent() ? 1 : 0, registry);
		};
	}

	private static void reloads(String outcome, Configured configured, ToDoubleFunction<Configured> count,
			MeterRegistry registry) {
		FunctionCounter.builder(Meters.CONFIGURATION_RELOADS.getName(), configured, count)
			.description(Meters.CONFIGURATION_RELOADS.help())
			.tag("outcome", outcome)
			.register(registry);
	}

	@Bean
	HealthIndicator deduplicationHealthIndicator(Memory memory) {
		return () -> {
			Memory.Status status = memory.status();
			Health.Builder health = status.ready() ? Health.up() : Health.outOfService();
			return health.withDetail("reason", status.reason()).build();
		};
	}

	private static Health health(Availability.Status status) {
		Health.Builder health = status.available() ? Health.up() : Health.down();
		return health.withDetail("reason", status.reason()).build();
	}

	private static <T> void gauge(Meters meter, T of, ToDoubleFunction<T> value, MeterRegistry registry) {
		Gauge.builder(meter.getName(), of, value).description(meter.help()).register(registry);
	}

}
