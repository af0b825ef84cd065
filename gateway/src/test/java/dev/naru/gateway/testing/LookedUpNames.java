package dev.naru.gateway.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Sees every host name that the tests' virtual machine asks the resolver for, and lets
 * the platform answer.
 */
public final class LookedUpNames extends InetAddressResolverProvider {

	private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

	/**
	 * Whether that name was looked up since the virtual machine started.
	 */
	public static boolean contains(String name) {
		return NAMES.contains(name);
	}

	@Override
	public InetAddressResolver get(Configuration configuration) {
		InetAddressResolver platform = configuration.builtinResolver();
		return new InetAddressResolver() {
			@Override
			public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
				NAMES.add(host);
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
