package dev.naru.gateway.verification;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * URL that a provider signs, in each spelling that it may have signed. All spellings of a
 * request have the same parameters, so none of them says anything else.
 */
final class SignedUrl {

	/** Those that HubSpot decodes before it signs. */
	private static final Pattern ESCAPES = Pattern.compile("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)",
			Pattern.CASE_INSENSITIVE);

	private final String address;

	/** With the port of its scheme in place of none, or without a port. */
	private final String otherAddress;

	/** As it was entered; null if there was none. */
	private final @Nullable String query;

	/**
	 * @param entered the URL that was entered at the provider, or null
	 */
	SignedUrl(@Nullable URI entered) {
		this.address = address(String.valueOf(entered));
		this.otherAddress = address(otherPort(entered));
		this.query = (entered != null && entered.getRawQuery() != null) ? bytes(entered.getRawQuery()) : null;
	}

	/**
	 * The spellings, the most usual first.
	 * @param part which of the parts that are a URL it is
	 * @return a character for each byte, as the server gives them
	 */
	List<String> spellings(Given part, Delivery delivery) {
		String received = (delivery.query() != null) ? "?" + delivery.query() : "";
		String url = this.address + received;
		return switch (part) {
			case URL_ANY_PORT -> {
				String entered = entered(delivery.query());
				Stream<String> queries = (entered != null) ? Stream.of(received, "?" + entered) : Stream.of(received);
				yield queries.flatMap((query) -> Stream.of(this.address + query, this.otherAddress + query)).toList();
			}
			case URL_DECODED -> Stream.of(url, decoded(url)).distinct().toList();
			default -> List.of(url);
		};
	}

	/**
	 * The query as it was entered, where the same parameters came in another spelling.
	 * What the sender added stands behind it.
	 */
	private @Nullable String entered(@Nullable String received) {
		if (this.query == null || received == null || received.startsWith(this.query)) {
			return null;
		}
		try {
			Map<String, List<String>> entered = Parameters.parse(this.query).values();
			Map<String, List<String>> given = Parameters.parse(received).values();
			if (!entered.entrySet()
				.stream()
				.allMatch((wanted) -> wanted.getValue().equals(given.get(wanted.getKey())))) {
				return null;
			}
			StringBuilder text = new StringBuilder(this.query);
			for (String pair : received.split("&", -1)) {
				if (!entered.keySet().containsAll(Parameters.parse(pair).values().keySet())) {
					text.append('&').append(pair);
				}
			}
			return text.toString();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String decoded(String url) {
		return ESCAPES.matcher(url)
			.replaceAll((escape) -> Matcher
				.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1).toUpperCase(Locale.ROOT), 16))));
	}

	/**
	 * Without the query: one that was entered comes back with every request.
	 */
	private static String address(String entered) {
		int query = entered.indexOf('?');
		return bytes((query < 0) ? entered : entered.substring(0, query));
	}

	private static String bytes(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static String otherPort(@Nullable URI entered) {
		if (entered == null || entered.getRawAuthority() == null) {
			return String.valueOf(entered);
		}
		String authority = entered.getRawAuthority();
		String other = (entered.getPort() < 0) ? authority + ("http".equals(entered.getScheme()) ? ":80" : ":443")
				: authority.substring(0, authority.lastIndexOf(':'));
		return entered.toString().replaceFirst(Pattern.quote(authority), Matcher.quoteReplacement(other));
	}

}
