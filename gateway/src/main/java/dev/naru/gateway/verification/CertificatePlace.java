package dev.naru.gateway.verification;

import java.net.URI;
import java.util.List;

import dev.naru.gateway.webhook.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Where the address of the certificate stands whose key signs.
 *
 * @param url where the address stands
 * @param hosts where certificates may be fetched, to the letter: a host, or host and port
 * @param domain whose certificate it has to be
 */
public record CertificatePlace(Place url, List<String> hosts, String domain) {

	private static final int LONGEST = 1024;

	public CertificatePlace {
		if (hosts.isEmpty()) {
			throw new IllegalArgumentException("'hosts' must name one, or anyone's certificate would do");
		}
		if (domain.isEmpty() || domain.startsWith(".") || domain.startsWith("*")) {
			throw new IllegalArgumentException("'domain' is a name such as example.com, which holds for all below it");
		}
	}

	/**
	 * The certificate of an address. There is one spelling for each: with a query, an
	 * encoded letter or a detour anyone could give one certificate any number of names.
	 * @param text the address as the sender gives it
	 * @return the certificate, or null if it is not one of the places where they may be
	 * fetched
	 */
	@Nullable CertificateName name(String text) {
		if (text.length() > LONGEST) {
			return null;
		}
		try {
			URI uri = URI.create(text);
			return ("https".equals(uri.getScheme()) && this.hosts.contains(String.valueOf(uri.getRawAuthority()))
					&& uri.getRawFragment() == null && uri.getRawQuery() == null && uri.getRawPath().indexOf('%') < 0
					&& uri.normalize().equals(uri)) ? new CertificateName(uri, this.domain) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	@Nullable String text(Delivery delivery, Content content) {
		String text = this.url.text(delivery, content);
		List<String> values = (text != null) ? this.url.values(text, 1) : List.of();
		return (values.size() == 1) ? values.get(0) : null;
	}

}
