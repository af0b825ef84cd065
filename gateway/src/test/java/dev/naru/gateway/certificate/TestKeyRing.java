package dev.naru.gateway.certificate;

import java.time.Clock;

import dev.naru.gateway.testing.Authority;
import dev.naru.gateway.verification.ProviderKey;
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
	private static Authority authority;

	/**
	 * Says whom the next ring knows.
	 */
	public static void knows(CertificateServer known, Authority trusted) {
		server = known;
		authority = trusted;
	}

	@Bean
	@Primary
	KeyRing ring() {
		return new KeyRing(server.client(), ProviderKey.trusting(authority.pem("root")), Clock.systemUTC());
	}

}
