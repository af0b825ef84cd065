package dev.naru.gateway.source;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import dev.naru.gateway.testing.SampleSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SourceTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, true", "192.0.2.2, false", "10.9.8.7, true", "2001:db8::7, true", "2001:db9::7, false",
			"::ffff:192.0.2.1, true", "::c000:201, false" })
	void onlyAddressesOfTheListAreLetIn(String client, boolean admitted) {
		// Given
		Source source = SampleSource.withSecrets().allowing("192.0.2.1", "10.0.0.0/8", "2001:db8::/32").source();
		// When
		boolean admits = source.admits(AddressBlock.address(client));
		// Then
		assertThat(admits).isEqualTo(admitted);
	}

	/**
	 * A dual-stack socket may hand over such an address; it is of the other family.
	 */
	@Test
	void aMappedAddressThatWasNotUnwrappedMatchesNoIpv4Block() throws UnknownHostException {
		// Given
		byte[] mapped = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 9, 8, 7 };
		InetAddress client = Inet6Address.getByAddress(null, mapped, -1);
		Source source = SampleSource.withSecrets().allowing("10.0.0.0/8").source();
		// When
		boolean admits = source.admits(client);
		// Then
		assertThat(admits).isFalse();
	}

	@Test
	void aClientThatCannotBeToldIsLetInOnlyWhereEveryoneIs() {
		// Given
		Source open = SampleSource.withSecrets().source();
		Source closed = SampleSource.withSecrets().allowing("0.0.0.0/0", "::/0").source();
		// When
		boolean openAdmits = open.admits(null);
		boolean closedAdmits = closed.admits(null);
		// Then
		assertThat(openAdmits).isTrue();
		assertThat(closedAdmits).isFalse();
	}

	@Test
	void itsKeysAreThoseOfTheConfiguration() {
		// Given
		Source source = SampleSource.withSecrets().source();
		// When
		String key = source.key("public-url");
		// Then
		assertThat(key).isEqualTo("naru.sources.shop.public-url");
	}

	@Test
	void neitherASourceNorASecretPrintsTheSecret() {
		// Given
		Source source = SampleSource.withSecrets("s3cr3t-value").source();
		// When
		String printed = source.toString() + source.secrets().get(0);
		// Then
		assertThat(printed).contains("Secret[hidden]").doesNotContain("s3cr3t");
	}

}
