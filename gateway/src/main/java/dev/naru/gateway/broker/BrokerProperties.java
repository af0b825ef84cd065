package dev.naru.gateway.broker;

import java.nio.file.Path;

import dev.naru.gateway.source.ConfigurationException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The embedded broker as configured, {@code naru.broker}. It counts only where no
 * {@code spring.kafka.bootstrap-servers} is set.
 *
 * @param port the port on 127.0.0.1 that clients connect to; 0 picks a free one
 * @param directory where its data lies; created if it is not there
 */
public record BrokerProperties(@DefaultValue("9092") int port, @DefaultValue("./data/kafka") Path directory) {

	/**
	 * @throws ConfigurationException if the port is none
	 */
	public BrokerProperties {
		if (port < 0 || port > 65535) {
			throw new ConfigurationException("naru.broker.port", port + " is not a port",
					"write a number between 1 and 65535, or 0 for any free port");
		}
	}

}
