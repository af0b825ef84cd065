package dev.naru.gateway.certificate;

import java.time.Clock;
import java.time.Duration;

import dev.naru.gateway.testing.Certificates;
import dev.naru.gateway.verification.ProviderKey;
import io.netty.pkitesting.X509Bundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A ring that knows a test's server and trusts its authority, in place of the gateway's
 * own; registered by hand, so that the scan does not find it.
 */
public class TestKeyRing {

	@SuppressWarnings("NullAway.Init")
	private static CertificateServer server;

	@SuppressWarnings("NullAway.Init")
	private static X509Bundle authority;

	/**
	 * Says whom the next ring knows.
	 */
	public static void knows(CertificateServer known, X509Bundle trusted) {
		server = known;
		authority = trusted;
	}

	@Bean
	@Primary
	KeyRing ring() {
		return ring(server, authority);
	}

	/**
	 * A ring of its own. It has more time than the gateway's: how busy this machine is is
	 * not the question.
	 */
	static KeyRing ring(CertificateServer known, X509Bundle trusted) {
		Clock clock = Clock.systemUTC();
		return new KeyRing(new HttpsFetcher(known.client(), ProviderKey.trusting(Certificates.pem(trusted)),
				Duration.ofSeconds(20), clock), clock);
	}

}
