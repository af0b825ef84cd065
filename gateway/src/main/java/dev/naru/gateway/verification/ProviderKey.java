package dev.naru.gateway.verification;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A provider's public key, vouched for by an authority that the platform trusts.
 */
public final class ProviderKey {

	/** RFC 5280, section 4.2.1.6: a name of the domain name system. */
	private static final Integer DNS_NAME = 2;

	private final VerificationKey key;

	private final Instant until;

	private ProviderKey(VerificationKey key, Instant until) {
		this.key = key;
		this.until = until;
	}

	/**
	 * Takes the key out of a certificate.
	 * @param pem the certificate, and those that lead from it to an authority
	 * @param domain whose it has to be
	 * @param now when it has to be valid
	 * @throws IllegalArgumentException if no authority vouches for it, or if it is
	 * another's; the message says which
	 */
	public static ProviderKey of(byte[] pem, String domain, Instant now) {
		return of(pem, domain, now, Platform.ANCHORS);
	}

	static ProviderKey of(byte[] pem, String domain, Instant now, Set<TrustAnchor> anchors) {
		try {
			Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(pem));
			if (all.isEmpty() || !(all.iterator().next() instanceof X509Certificate leaf)) {
				throw new IllegalArgumentException("there is no certificate");
			}
			if (names(leaf).noneMatch((name) -> name.equals(domain) || name.endsWith("." + domain))) {
				throw new IllegalArgumentException("the certificate is not " + domain + "'s");
			}
			X509CertSelector target = new X509CertSelector();
			target.setCertificate(leaf);
			PKIXBuilderParameters path = new PKIXBuilderParameters(anchors, target);
			path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)));
			path.setDate(Date.from(now));
			// To ask whether it was revoked would take a fetch; it is asked for every
			// day.
			path.setRevocationEnabled(false);
			CertPathBuilder.getInstance("PKIX").build(path);
			return new ProviderKey(VerificationKey.of(leaf.getPublicKey()), leaf.getNotAfter().toInstant());
		}
		catch (CertificateException ex) {
			throw new IllegalArgumentException("there is no certificate", ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("no authority that this platform trusts vouches for the certificate",
					ex);
		}
	}

	/**
	 * Trusts those whose certificates are given, and nobody else.
	 * @param authorities their certificates
	 */
	public static Reader trusting(byte[] authorities) {
		try {
			Set<TrustAnchor> anchors = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(authorities))
				.stream()
				.map((authority) -> new TrustAnchor((X509Certificate) authority, null))
				.collect(Collectors.toSet());
			return (pem, domain, now) -> of(pem, domain, now, anchors);
		}
		catch (CertificateException ex) {
			throw new IllegalArgumentException("there is no certificate", ex);
		}
	}

	/**
	 * The names it is for, lower case; where it says so twice, the newer way counts.
	 */
	private static Stream<String> names(X509Certificate certificate) throws CertificateException {
		Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
		List<String> names = (alternatives == null) ? List.of()
				: alternatives.stream()
					.filter((name) -> DNS_NAME.equals(name.get(0)))
					.map((name) -> String.valueOf(name.get(1)))
					.toList();
		return (names.isEmpty() ? common(certificate) : names).stream().map((name) -> name.toLowerCase(Locale.ROOT));
	}

	private static List<String> common(X509Certificate certificate) throws CertificateException {
		try {
			return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()
				.stream()
				.filter((part) -> part.getType().equalsIgnoreCase("CN"))
				.map(Rdn::getValue)
				.map(String::valueOf)
				.toList();
		}
		catch (InvalidNameException ex) {
			throw new CertificateException("it has no name", ex);
		}
	}

	VerificationKey key() {
		return this.key;
	}

	/**
	 * Until when it may be used.
	 */
	public Instant until() {
		return this.until;
	}

	/** Found out when the first certificate is looked at: most gateways never do. */
	private static final class Platform {

		private static final Set<TrustAnchor> ANCHORS = anchors();

		private static Set<TrustAnchor> anchors() {
			try {
				TrustManagerFactory factory = TrustManagerFactory
					.getInstance(TrustManagerFactory.getDefaultAlgorithm());
				factory.init((KeyStore) null);
				return Arrays.stream(factory.getTrustManagers())
					.filter(X509TrustManager.class::isInstance)
					.flatMap((manager) -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
					.map((issuer) -> new TrustAnchor(issuer, null))
					.collect(Collectors.toSet());
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException("every Java platform trusts somebody", ex);
			}
		}

	}

	/**
	 * Takes a key out of a certificate, as {@link ProviderKey#of} does.
	 */
	@FunctionalInterface
	public interface Reader {

		/**
		 * @throws IllegalArgumentException if it is no certificate of that domain, or
		 * nobody vouches for it
		 */
		ProviderKey read(byte[] pem, String domain, Instant now);

	}

}
