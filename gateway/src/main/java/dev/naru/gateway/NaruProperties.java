package dev.naru.gateway;

import java.util.List;
import java.util.Map;

import dev.naru.gateway.broker.BrokerProperties;
import dev.naru.gateway.budget.MemoryProperties;
import dev.naru.gateway.console.ConsoleProperties;
import dev.naru.gateway.envelope.EnvelopeProperties;
import dev.naru.gateway.ingress.IngressProperties;
import dev.naru.gateway.intake.DeduplicationProperties;
import dev.naru.gateway.provider.ProvidersProperties;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.source.FleetProperties;
import dev.naru.gateway.source.SourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All that can be configured under {@code naru}. An unknown key stops the start.
 *
 * @param sources the endpoints, by their names
 * @param providers where profiles come from
 * @param ingress what the public door takes
 * @param memory how much memory senders can make the gateway hold
 * @param envelope how envelopes are written
 * @param publication how records reach Kafka
 * @param fleet what the gateways of one fleet share
 * @param deduplication how copies of an event are told
 * @param broker the embedded broker, for trying things out
 * @param console what the management port shows
 * @param reload how changed configuration is noticed
 */
@ConfigurationProperties(prefix = "naru", ignoreUnknownFields = false)
record NaruProperties(@DefaultValue Map<String, SourceProperties> sources,
		@NestedConfigurationProperty @DefaultValue ProvidersProperties providers,
		@NestedConfigurationProperty @DefaultValue IngressProperties ingress,
		@NestedConfigurationProperty @DefaultValue MemoryProperties memory,
		@NestedConfigurationProperty @DefaultValue EnvelopeProperties envelope,
		@NestedConfigurationProperty @DefaultValue PublicationProperties publication,
		@NestedConfigurationProperty @DefaultValue FleetProperties fleet,
		@NestedConfigurationProperty @DefaultValue DeduplicationProperties deduplication,
		@NestedConfigurationProperty @DefaultValue BrokerProperties broker,
		@NestedConfigurationProperty @DefaultValue ConsoleProperties console,
		@NestedConfigurationProperty @DefaultValue ReloadProperties reload) {

	/**
	 * What takes effect with a start alone: all but sources and where profiles come from.
	 */
	NaruProperties ofStart() {
		return new NaruProperties(Map.of(), new ProvidersProperties(List.of()), this.ingress, this.memory,
				this.envelope, this.publication, this.fleet, this.deduplication, this.broker, this.console,
				this.reload);
	}

}
