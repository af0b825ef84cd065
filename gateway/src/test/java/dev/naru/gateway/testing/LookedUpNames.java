package dev.naru.gateway.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Sees every host name that the tests' virtual machine asks the resolver for, and lets
 * the platform answer.
 */
public final class LookedUpNames extends InetAddressResolverProvider {

	private static final Map<String, Integer> NAMES = new ConcurrentHashMap<>();

	/**
	 * How often that name was looked up since the virtual machine started.
	 */
	public static int count(String name) {
		return NAMES.getOrDefault(name, 0);
	}

	@Override
	public InetAddressResolver get(Configuration configuration) {
		InetAddressResolver platform = configuration.builtinResolver();
		return new InetAddressResolver() {
			@Override
			public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
				NAMES.merge(host, 1, Integer::sum);
				return platform.lookupByName(host, policy);
			}

			@Override
			public String lookupByAddress(byte[] address) throws UnknownHostException {
				return platform.lookupByAddress(address);
			}
		};
	}

	@Override
	public String name() {
		return "looked-up names";
	}

}
