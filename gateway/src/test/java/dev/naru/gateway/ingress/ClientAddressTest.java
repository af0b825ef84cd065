package dev.naru.gateway.ingress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.source.AddressBlock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sender is who trusted proxies say it is, and nobody else.
 */
class ClientAddressTest {

	private static final String PROXY = "10.0.0.1";

	private final ClientAddress addresses = trusting("10.0.0.0/8", "fd00::/8");

	@Test
	void withoutTrustedProxiesNobodyIsBelieved() {
		assertThat(trusting().resolve(address(PROXY), List.of("203.0.113.7"))).isEqualTo(address(PROXY));
	}

	@Test
	void whoIsNoTrustedProxyIsNotBelieved() {
		assertThat(resolve("198.51.100.1", "203.0.113.7")).isEqualTo(address("198.51.100.1"));
	}

	@Test
	void aProxyThatSaysNothingIsTheSenderItself() {
		assertThat(resolve(PROXY)).isEqualTo(address(PROXY));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "203.0.113.7;203.0.113.7", "203.0.113.7, 10.0.0.2;203.0.113.7",
					"203.0.113.7, 10.0.0.3,10.0.0.2;203.0.113.7", "1.1.1.1, 203.0.113.7;203.0.113.7",
					"10.0.0.9, 203.0.113.7, 10.0.0.2;203.0.113.7", "1.1.1.1, 203.0.113.7, 10.0.0.2;203.0.113.7",
					"anything at all, 203.0.113.7;203.0.113.7", "203.0.113.7, 198.51.100.1;198.51.100.1" })
	void theRightmostHopThatNoProxyIsIsTheSender(String forwarded, String sender) {
		assertThat(resolve(PROXY, forwarded)).isEqualTo(address(sender));
	}

	@Test
	void severalLinesAreOneList() {
		assertThat(resolve(PROXY, "1.1.1.1", "203.0.113.7, 10.0.0.3", "10.0.0.2")).isEqualTo(address("203.0.113.7"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "203.0.113.7:4711;203.0.113.7", "2001:db8::7;2001:db8::7", "[2001:db8::7];2001:db8::7",
					"[2001:db8::7]:4711;2001:db8::7", "2001:DB8:0:0:0:0:0:7;2001:db8::7",
					"::ffff:203.0.113.7;203.0.113.7", "[::ffff:203.0.113.7]:4711;203.0.113.7",
					"203.0.113.7, fd00::2;203.0.113.7", "203.0.113.7, [fd00::2]:443;203.0.113.7",
					"203.0.113.7, ::ffff:10.0.0.2;203.0.113.7", "'\t203.0.113.7 ';203.0.113.7" })
	void anAddressMayBeWrittenInManyWays(String forwarded, String sender) {
		assertThat(resolve(PROXY, forwarded)).isEqualTo(address(sender));
	}

	@Test
	void aPeerMayBeWrittenAsAMappedAddress() {
		assertThat(resolve("::ffff:10.0.0.1", "203.0.113.7")).isEqualTo(address("203.0.113.7"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "10.0.0.9;10.0.0.9", "10.0.0.9, 10.0.0.2;10.0.0.9", "fd00::9,10.0.0.2;fd00::9" })
	void whereAllHopsAreProxiesTheFarthestIsTheSender(String forwarded, String sender) {
		assertThat(resolve(PROXY, forwarded)).isEqualTo(address(sender));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",", "203.0.113.7,", "203.0.113.7, unknown", "_hidden", "localhost", "203.0.113",
			"203.0.113.7.", "203.0.113.7 10.0.0.2", "203.0.113.256", "0x7f.1", "3405803783", "203.0.113.7/32",
			"fe80::1%eth0", "[2001:db8::7", "2001:db8::7]", "[2001:db8::7]x", "[203.0.113.7]:", ":4711",
			"203.0.113.7:port", "::ffff:203.0.113.7:4711", "unix:", "for=203.0.113.7" })
	void whoCannotBeToldIsNobody(String forwarded) {
		assertThat(resolve(PROXY, forwarded)).isNull();
	}

	@Test
	void behindAHopThatCannotBeToldNobodyIsBelieved() {
		assertThat(resolve(PROXY, "203.0.113.7, unknown, 10.0.0.2")).isNull();
	}

	@Test
	void aPeerWithoutAddressIsNobody() {
		assertThat(this.addresses.resolve(null, List.of("203.0.113.7"))).isNull();
	}

	private @Nullable InetAddress resolve(String peer, String... forwarded) {
		return this.addresses.resolve(address(peer), List.of(forwarded));
	}

	private static ClientAddress trusting(String... blocks) {
		return new ClientAddress(Stream.of(blocks).map(AddressBlock::parse).toList());
	}

	private static InetAddress address(String literal) {
		try {
			return InetAddress.getByName(literal);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
