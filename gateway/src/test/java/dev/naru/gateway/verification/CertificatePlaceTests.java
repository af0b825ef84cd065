package dev.naru.gateway.verification;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A certificate is fetched from where the profile says, and from nowhere else.
 */
class CertificatePlaceTests {

	private static final CertificatePlace PLACE = new CertificatePlace(Variants.header("Cert-Url"),
			List.of("api.acme.example", "api.acme.example:8443"), "acme.example");

	@ParameterizedTest
	@ValueSource(strings = { "https://api.acme.example/certs/1", "https://api.acme.example",
			"https://api.acme.example:8443/certs/1", "https://api.acme.example/certs/CERT-1.a_b~c.pem" })
	void whereTheProfileSays(String url) {
		assertThat(PLACE.name(url)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://api.acme.example/certs/1", "HTTPS://api.acme.example/certs/1",
			"https://api.acme.example:443/certs/1", "https://evil.example/certs/1",
			"https://api.acme.example.evil.example/", "https://evil.example/api.acme.example",
			"https://api.acme.example@evil.example/", "https://evil.example#api.acme.example",
			"https://user@api.acme.example/", "https://API.acme.example/", "https://api.acme.example./",
			"https://api.acme.example\\@evil.example/", "https:api.acme.example", "//api.acme.example/",
			"file:///etc/hostname", "jar:https://api.acme.example/x!/y", "https://api.acme.example/#x", "https://", "",
			" https://api.acme.example/", "https://127.0.0.1/", "https://[::1]/" })
	void andNowhereElse(String url) {
		assertThat(PLACE.name(url)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://api.acme.example/certs/1?", "https://api.acme.example/certs/1?a",
			"https://api.acme.example/certs/%31", "https://api.acme.example/certs//1",
			"https://api.acme.example/certs/./1", "https://api.acme.example/a/../certs/1" })
	void oneAddressHasOneSpelling(String url) {
		assertThat(PLACE.name(url)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".acme.example", "*.acme.example" })
	void aDomainIsAName(String domain) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CertificatePlace(Variants.header("Cert-Url"), List.of("a"), domain));
	}

}
