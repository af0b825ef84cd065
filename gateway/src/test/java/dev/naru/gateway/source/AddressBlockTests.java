package dev.naru.gateway.source;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.naru.gateway.testing.Bits;
import dev.naru.gateway.testing.LookedUpNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class AddressBlockTests {

	@ParameterizedTest
	@CsvSource({ "52.78.5.241, 52.78.5.241", "10.0.0.0/8, 10.0.0.0", "10.0.0.0/8, 10.255.255.255",
			"10.1.2.3/8, 10.9.9.9", "0.0.0.0/0, 255.255.255.255", "192.0.2.129/32, 192.0.2.129",
			"192.0.2.128/25, 192.0.2.255", "192.0.2.254/31, 192.0.2.255", "172.16.0.0/12, 172.31.255.255",
			"2001:db8::1, 2001:db8:0:0:0:0:0:1", "2001:db8::/32, 2001:DB8:ffff::1", "::/0, ffff::1",
			"2001:db8::1/128, 2001:db8::1", "fe80::/10, febf::1", "2001:db8::/127, 2001:db8::1",
			"::ffff:52.78.5.241, 52.78.5.241", "52.78.5.241, ::ffff:52.78.5.241", "52.78.5.241, ::ffff:344e:5f1",
			"::ffff:10.0.0.0/8, 10.1.1.1" })
	void anAddressLiesInTheBlock(String text, String address) {
		// Given
		AddressBlock block = AddressBlock.parse(text);
		// When
		boolean contained = block.contains(literal(address));
		// Then
		assertThat(contained).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "52.78.5.241, 52.78.5.240", "10.0.0.0/8, 11.0.0.0", "10.0.0.0/8, 9.255.255.255",
			"192.0.2.128/25, 192.0.2.127", "192.0.2.254/31, 192.0.2.253", "172.16.0.0/12, 172.32.0.0",
			"2001:db8::/32, 2001:db9::", "fe80::/10, fec0::", "2001:db8::1, 2001:db8::2", "::1, 0.0.0.1",
			"0.0.0.0/0, ::1", "::/0, 127.0.0.1", "::/0, ::ffff:127.0.0.1", "::7f00:1, 127.0.0.1" })
	void anAddressLiesOutsideTheBlock(String text, String address) {
		// Given
		AddressBlock block = AddressBlock.parse(text);
		// When
		boolean contained = block.contains(literal(address));
		// Then
		assertThat(contained).isFalse();
	}

	/**
	 * For every length of prefix, each single bit decides if and only if it lies within
	 * the prefix.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "203.0.113.170", "255.255.255.255", "::", "2001:db8:a5a5:5a5a:ffff::1" })
	void exactlyTheBitsOfThePrefixCount(String network) {
		// Given
		InetAddress address = literal(network);
		List<InetAddress> neighbours = Bits.flipped(address.getAddress()).map(AddressBlockTests::address).toList();
		int width = neighbours.size();
		// When
		List<String> wrong = IntStream.rangeClosed(0, width)
			.boxed()
			.flatMap((prefix) -> IntStream.range(0, width)
				.filter((index) -> AddressBlock.parse(network + "/" + prefix)
					.contains(neighbours.get(index)) != (bitFromTheLeft(index) >= prefix))
				.mapToObj((index) -> "/" + prefix + " and " + neighbours.get(index)))
			.toList();
		// Then
		assertThat(wrong).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "localhost", "example.com", "a.b.c.d", "1", "1.2.3", "1.2.3.4.5", "1.2.3.",
			".1.2.3", "1..2.3", "256.1.1.1", "1.2.3.256", "999.999.999.999", "010.0.0.1", "1.2.3.04", "0x7f.0.0.1",
			"1.2.3.4 ", " 1.2.3.4", "1.2.3.4:80", "１.2.3.4", ":", "::1::", "1:2:3", "12345::", "g::1",
			"1:2:3:4:5:6:7:8:9", "::1.2.3", "::1.2.3.256", "[::1]", "fe80::1%eth0", "fe80::1%1", "::1 ", "/8", "/" })
	void aTextThatIsNoLiteralAddressIsRefusedAndNeverLookedUp(String text) {
		// Given names that other tests may have looked up
		int before = LookedUpNames.count(text);
		// When, Then
		assertThat(AddressBlock.address(text)).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse(text))
			.withMessageContaining("'" + text + "'");
		assertThat(LookedUpNames.count(text)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/", "1.2.3.4/+8", "1.2.3.4/8/8", "1.2.3.4/ 8",
			"1.2.3.4/8 ", "1.2.3.4/a", "1.2.3.4/255.0.0.0", "1.2.3.4/٨", "1.2.3.4/9999999999", "::/129", "::/-1", "::/",
			"::ffff:1.2.3.4/33", "localhost/8", "fe80::1%1/64" })
	void aBlockWhosePrefixIsOutOfRangeIsRefused(String text) {
		// Given, When, Then
		assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse(text))
			.withMessageContaining("'" + text + "'");
	}

	@Test
	void aLookUpWouldHaveBeenSeen() throws UnknownHostException {
		// Given
		String name = "localhost";
		// When
		InetAddress.getByName(name);
		// Then
		assertThat(LookedUpNames.count(name)).isPositive();
	}

	static Stream<Arguments> literals() {
		return Stream.of(arguments("127.0.0.1", Inet4Address.class), arguments("0.0.0.0", Inet4Address.class),
				arguments("255.255.255.255", Inet4Address.class), arguments("::", Inet6Address.class),
				arguments("::1", Inet6Address.class), arguments("2001:db8:1:2:3:4:5:6", Inet6Address.class),
				arguments("64:ff9b::192.0.2.33", Inet6Address.class),
				arguments("::ffff:192.0.2.33", Inet4Address.class), arguments("::FFFF:c000:221", Inet4Address.class));
	}

	@ParameterizedTest
	@MethodSource("literals")
	void aLiteralIsReadAsAnAddressOfItsFamily(String text, Class<? extends InetAddress> family) {
		// Given, When
		InetAddress address = AddressBlock.address(text);
		// Then
		assertThat(address).isInstanceOf(family);
	}

	/** {@link Bits} counts from the least significant bit of each byte. */
	private static int bitFromTheLeft(int index) {
		return index / Byte.SIZE * Byte.SIZE + Byte.SIZE - 1 - index % Byte.SIZE;
	}

	private static InetAddress literal(String text) {
		InetAddress address = AddressBlock.address(text);
		if (address == null) {
			throw new IllegalArgumentException(text);
		}
		return address;
	}

	private static InetAddress address(byte[] bytes) {
		try {
			return InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
