package dev.naru.gateway.ingress;

import java.time.Duration;
import java.util.List;

import dev.naru.gateway.source.ConfigurationException;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the public door takes, {@code naru.ingress}.
 *
 * @param maxBodySize the largest body taken from a source that sets no limit of its own,
 * 1 byte to 3 MB: with its envelope it has to fit into a Kafka record
 * @param bodyTimeout how long a sender may take for its body
 * @param trustedProxies addresses and CIDR blocks whose X-Forwarded-For is believed
 * @param retryAfter what a sender is told to wait when it shall come again
 * @param farewell for how long requests are still taken after the gateway was asked to
 * stop, each answered with {@code Connection: close}; 0 to 15 seconds
 */
public record IngressProperties(@DefaultValue("1MB") DataSize maxBodySize, @DefaultValue("10s") Duration bodyTimeout,
		@DefaultValue List<String> trustedProxies, @DefaultValue("5s") Duration retryAfter,
		@DefaultValue("2s") Duration farewell) {

	private static final DataSize LARGEST = DataSize.ofMegabytes(3);

	private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(15);

	/**
	 * @throws ConfigurationException if a value is out of its range
	 */
	public IngressProperties {
		if (maxBodySize.toBytes() < 1 || maxBodySize.compareTo(LARGEST) > 0) {
			throw new ConfigurationException("naru.ingress.max-body-size", "the size is out of range",
					"write a size between 1B and 3MB, such as 1MB");
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

}
