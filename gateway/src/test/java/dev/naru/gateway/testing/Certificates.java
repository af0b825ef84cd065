package dev.naru.gateway.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of a test's own, and TLS with them.
 */
public final class Certificates {

	private static final Duration VALID = Duration.ofDays(90);

	private Certificates() {
	}

	/**
	 * One that vouches for others.
	 */
	public static X509Bundle authority() {
		return made(() -> named("CN=Root").setIsCertificateAuthority(true).buildSelfSigned());
	}

	/**
	 * One of a name; more can be added to it.
	 * @param dname its distinguished name
	 */
	public static CertificateBuilder named(String dname) {
		return new CertificateBuilder().subject(dname).notAfter(Instant.now().plus(VALID));
	}

	/**
	 * One that is shown by a server on this machine.
	 * @param authority who vouches for it
	 */
	public static X509Bundle localhost(X509Bundle authority) {
		return issued(named("CN=localhost").addSanDnsName("localhost").addSanIpAddress("127.0.0.1"), authority);
	}

	/**
	 * Has one vouched for.
	 */
	public static X509Bundle issued(CertificateBuilder certificate, X509Bundle authority) {
		return made(() -> certificate.buildIssuedBy(authority));
	}

	/**
	 * The certificate as text, and none of those that lead from it.
	 */
	public static byte[] pem(X509Bundle certificate) {
		return certificate.getCertificatePEM().getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * What TLS is spoken with.
	 * @param shown what the other side is shown, or null for nothing
	 * @param trusted the authority that is trusted
	 */
	public static SSLContext tls(@Nullable X509Bundle shown, X509Bundle trusted) {
		return made(() -> {
			SSLContext context = SSLContext.getInstance("TLS");
			KeyManager[] keys = (shown != null) ? shown.toKeyManagerFactory().getKeyManagers() : null;
			context.init(keys, new TrustManager[] { trusted.toTrustManager() }, null);
			return context;
		});
	}

	private static <T> T made(Making<T> making) {
		try {
			return making.make();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Makes one. */
	@FunctionalInterface
	private interface Making<T> {

		T make() throws Exception;

	}

}
