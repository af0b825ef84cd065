package dev.naru.gateway.ingress;

import java.time.Duration;
import java.util.List;

import dev.naru.gateway.source.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the public door takes, {@code naru.ingress}.
 *
 * @param maxBodySize the largest body taken from a source that sets no limit of its own:
 * at most what fits into a Kafka record with its envelope, which is 4032KB, and half of
 * it for forms, unless larger records are allowed
 * @param maxConnections how many connections to the public port there may be at once, 16
 * or more: one more, and the connection is closed that has waited longest for its sender;
 * if it is not set, one for each 64 kB of the heap, or for each 256 kB with TLS
 * @param bodyTimeout how long a sender may take for its body
 * @param trustedProxies addresses and CIDR blocks whose X-Forwarded-For is believed
 * @param retryAfter what a sender is told to wait when it shall come again
 * @param farewell for how long requests are still taken after the gateway was asked to
 * stop, each answered with {@code Connection: close}; 0 to 15 seconds
 */
public record IngressProperties(@DefaultValue("1MB") DataSize maxBodySize, @Nullable Integer maxConnections,
		@DefaultValue("10s") Duration bodyTimeout, @DefaultValue List<String> trustedProxies,
		@DefaultValue("5s") Duration retryAfter, @DefaultValue("2s") Duration farewell) {

	private static final long HEAP_PER_CONNECTION = DataSize.ofKilobytes(64).toBytes();

	private static final long HEAP_PER_TLS_CONNECTION = DataSize.ofKilobytes(256).toBytes();

	private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(15);

	/**
	 * @throws ConfigurationException if a value is out of its range
	 */
	public IngressProperties {
		if (maxBodySize.toBytes() < 1) {
			throw new ConfigurationException("naru.ingress.max-body-size", "the size is not positive",
					"write a size such as 1MB");
		}
		if (maxConnections != null && maxConnections < 16) {
			throw new ConfigurationException("naru.ingress.max-connections",
					maxConnections + " connections are too few", "write 16 or more, or leave it out");
		}
		if (bodyTimeout.isNegative() || bodyTimeout.isZero()) {
			throw new ConfigurationException("naru.ingress.body-timeout", "the time is not positive",
					"write a duration such as 10s");
		}
		if (farewell.isNegative() || farewell.compareTo(LONGEST_FAREWELL) > 0) {
			throw new ConfigurationException("naru.ingress.farewell", "the time is out of range",
					"write a duration between 0s and 15s");
		}
		if (retryAfter.toSeconds() < 1) {
			throw new ConfigurationException("naru.ingress.retry-after", "the time is shorter than a second",
					"write whole seconds, such as 5s");
		}
	}

	/**
	 * How many connections there may be.
	 * @param encrypted whether they are encrypted here (TLS)
	 */
	int maxConnections(boolean encrypted) {
		return (this.maxConnections != null) ? this.maxConnections
				: Math.clamp(
						Runtime.getRuntime().maxMemory() / (encrypted ? HEAP_PER_TLS_CONNECTION : HEAP_PER_CONNECTION),
						256, 100_000);
	}

}
