package dev.naru.gateway.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.naru.gateway.source.AddressBlock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Lets a request through only to a host that is the gateway's own, and from no page of
 * another. By DNS rebinding a page of a stranger's can make a browser ask this port under
 * the stranger's name; over plain HTTP the {@code Host} header alone tells.
 */
final class OwnHosts implements HandlerFilterFunction<ServerResponse, ServerResponse> {

	private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]]+]|[^:\\[\\]]+)(:\\d{1,5})?");

	private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

	private final Set<String> names = new HashSet<>(Set.of("localhost"));

	private final Set<InetAddress> addresses = new HashSet<>();

	/**
	 * @param configured names and addresses
	 */
	OwnHosts(List<String> configured) {
		for (String host : configured) {
			InetAddress address = AddressBlock.address(host);
			if (address != null) {
				this.addresses.add(address);
			}
			else {
				this.names.add(host);
			}
		}
	}

	@Override
	public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
		List<String> hosts = request.headers().header("Host");
		if (hosts.size() != 1 || !isOwn(hosts.get(0), request.exchange().getRequest().getLocalAddress())) {
			return ServerResponse.status(HttpStatus.MISDIRECTED_REQUEST)
				.bodyValue("The Host header names no host of this gateway's. Use localhost or the address that you "
						+ "connect to, or add the name to naru.console.hosts.");
		}
		if (isOfOtherSite(request.headers(), hosts.get(0))) {
			return ServerResponse.status(HttpStatus.FORBIDDEN)
				.bodyValue("The request comes from a page of another origin. Open the address itself.");
		}
		return next.handle(request);
	}

	/**
	 * @param connected the address at this end of the connection, or null if it is not
	 * known
	 */
	private boolean isOwn(String authority, @Nullable InetSocketAddress connected) {
		Matcher parts = AUTHORITY.matcher(authority);
		if (!parts.matches()) {
			return false;
		}
		String host = parts.group(1);
		boolean bracketed = host.startsWith("[");
		InetAddress address = AddressBlock.address(bracketed ? host.substring(1, host.length() - 1) : host);
		if (address == null || bracketed != host.contains(":")) {
			return this.names.contains(host.toLowerCase(Locale.ROOT));
		}
		return address.isLoopbackAddress() || this.addresses.contains(address)
				|| (connected != null && address.equals(connected.getAddress()));
	}

	private static boolean isOfOtherSite(ServerRequest.Headers headers, String host) {
		return !OWN_SITE.containsAll(headers.header("Sec-Fetch-Site")) || headers.header("Origin")
			.stream()
			.anyMatch((origin) -> !origin.equalsIgnoreCase("http://" + host)
					&& !origin.equalsIgnoreCase("https://" + host));
	}

}
