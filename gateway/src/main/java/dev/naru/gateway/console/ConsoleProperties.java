package dev.naru.gateway.console;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.naru.gateway.source.AddressBlock;
import dev.naru.gateway.source.ConfigurationException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the management port shows beside Actuator, {@code naru.console}.
 *
 * @param hosts names and addresses under which {@code /events} and {@code /captures}
 * answer, beside {@code localhost}, loopback addresses and the address that a client has
 * connected to: without port, such as {@code naru.example.com}
 */
public record ConsoleProperties(@DefaultValue List<String> hosts) {

	private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

	/**
	 * @throws ConfigurationException if one of them is neither a name nor an address
	 */
	public ConsoleProperties {
		hosts = hosts.stream().map((host) -> host.toLowerCase(Locale.ROOT)).toList();
		for (int i = 0; i < hosts.size(); i++) {
			String host = hosts.get(i);
			if (!NAME.matcher(host).matches() && AddressBlock.address(host) == null) {
				throw new ConfigurationException("naru.console.hosts[" + i + "]",
						"'" + host + "' is neither a host's name nor an address",
						"write it without scheme and port, such as naru.example.com; there are no wildcards, since any "
								+ "name that others can make would let their pages read events");
			}
		}
	}

}
