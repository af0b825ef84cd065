package dev.naru.gateway.intake;

import java.time.Duration;

import dev.naru.gateway.source.ConfigurationException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How copies of an event are told, {@code naru.deduplication}.
 *
 * @param maxEntries how many events are remembered at most, about 25 bytes each; 0
 * switches deduplication off
 * @param warmUpWithin how long at most the gateway is not ready because it still reads
 * back what stands on Kafka, 1 s to 10 min
 */
public record DeduplicationProperties(@DefaultValue("1000000") int maxEntries,
		@DefaultValue("10s") Duration warmUpWithin) {

	private static final int MOST = 10_000_000;

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofMinutes(10);

	/**
	 * @throws ConfigurationException if a value is out of range
	 */
	public DeduplicationProperties {
		if (maxEntries < 0 || maxEntries > MOST) {
			throw new ConfigurationException("naru.deduplication.max-entries", maxEntries + " is out of range",
					"write 0 to 10000000, such as 1000000: each takes about 25 bytes of the heap, and 0 switches "
							+ "deduplication off");
		}
		if (warmUpWithin.compareTo(SHORTEST) < 0 || warmUpWithin.compareTo(LONGEST) > 0) {
			throw new ConfigurationException("naru.deduplication.warm-up-within", warmUpWithin + " is out of range",
					"write 1s to 10m, such as 10s: so long the gateway may not be ready after its start");
		}
	}

}
