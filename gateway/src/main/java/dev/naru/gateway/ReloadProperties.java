package dev.naru.gateway;

import java.time.Duration;

import dev.naru.gateway.source.ConfigurationException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changed configuration is noticed, {@code naru.reload}.
 *
 * @param every how often sources, secrets and profiles are read again, 100 ms or more;
 * never if 0
 */
record ReloadProperties(@DefaultValue("2s") Duration every) {

	private static final Duration SHORTEST = Duration.ofMillis(100);

	ReloadProperties {
		if (!every.isZero() && every.compareTo(SHORTEST) < 0) {
			throw new ConfigurationException("naru.reload.every", "the time is shorter than 100 ms",
					"write a duration such as 2s, or 0s to read the configuration at the start alone");
		}
	}

}
