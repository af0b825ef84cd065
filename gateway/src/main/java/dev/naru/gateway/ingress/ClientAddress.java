package dev.naru.gateway.ingress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.naru.gateway.source.AddressBlock;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sent a request. {@code X-Forwarded-For} is written by anyone, so it is
 * believed only as far as trusted proxies vouch for it: from the right, up to the first
 * address that is not one of theirs.
 *
 * @param trusted the proxies
 */
record ClientAddress(List<AddressBlock> trusted) {

	/**
	 * Some proxies add the port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}.
	 */
	private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]*:[^]]*)](?::\\d{1,5})?|([^:]+):\\d{1,5}");

	/**
	 * @param peer the other end of the connection, or null if it has no address
	 * @param forwarded the lines of {@code X-Forwarded-For}, in the order received
	 * @return the client, or null if it cannot be told
	 */
	@Nullable InetAddress resolve(@Nullable InetAddress peer, List<String> forwarded) {
		if (peer == null || forwarded.isEmpty() || !AddressBlock.anyContains(this.trusted, peer)) {
			return peer;
		}
		List<String> hops = new ArrayList<>();
		forwarded.forEach((line) -> hops.addAll(List.of(line.split(",", -1))));
		for (int i = hops.size() - 1; i >= 0; i--) {
			InetAddress hop = AddressBlock.address(withoutPort(hops.get(i).strip()));
			if (hop == null || !AddressBlock.anyContains(this.trusted, hop)) {
				return hop;
			}
		}
		// Proxies all the way: the farthest of them is the client.
		return AddressBlock.address(withoutPort(hops.get(0).strip()));
	}

	private static String withoutPort(String hop) {
		Matcher matcher = WITH_PORT.matcher(hop);
		if (!matcher.matches()) {
			return hop;
		}
		return (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
	}

}
