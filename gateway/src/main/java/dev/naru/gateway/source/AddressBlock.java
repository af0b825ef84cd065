package dev.naru.gateway.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One address or a block of them in CIDR notation (RFC 4632, RFC 4291), IPv4 or IPv6.
 *
 * @param network the block's address
 * @param prefix how many leading bits count: 0 to 32, or 0 to 128 for IPv6
 */
public record AddressBlock(InetAddress network, int prefix) {

	private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

	/**
	 * Whatever else has the look of an IPv4 address, such as {@code 256.1.1.1}, the
	 * platform takes for a name and looks it up.
	 */
	private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";

	private static final String IPV6 = "(?=.*:.*:)[0-9a-fA-F:]{2,39}(" + IPV4 + ")?";

	private static final Pattern LITERAL = Pattern.compile(IPV4 + "|" + IPV6);

	/**
	 * @param text {@code 52.78.5.241}, {@code 10.0.0.0/8} or {@code 2001:db8::/32}
	 * @throws IllegalArgumentException if it is none of these
	 */
	public static AddressBlock parse(String text) {
		int slash = text.indexOf('/');
		InetAddress network = address((slash < 0) ? text : text.substring(0, slash));
		if (network == null) {
			throw new IllegalArgumentException("'" + text + "' is not an IPv4 or IPv6 address");
		}
		int width = network.getAddress().length * 8;
		if (slash < 0) {
			return new AddressBlock(network, width);
		}
		String digits = text.substring(slash + 1);
		if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > width) {
			throw new IllegalArgumentException(
					"'" + text + "' is not a block of addresses: after the slash stands 0 to " + width);
		}
		return new AddressBlock(network, Integer.parseInt(digits));
	}

	/**
	 * Reads a literal address; a name is never looked up.
	 * @return the address (an IPv4-mapped IPv6 address as IPv4), or null if the text is
	 * not one
	 */
	public static @Nullable InetAddress address(String text) {
		if (!LITERAL.matcher(text).matches()) {
			return null;
		}
		try {
			return InetAddress.getByName(text);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	/**
	 * Whether the address lies in one of the blocks.
	 */
	public static boolean anyContains(List<AddressBlock> blocks, InetAddress address) {
		return blocks.stream().anyMatch((block) -> block.contains(address));
	}

	/**
	 * Whether the address lies in this block; an address of the other family never does.
	 */
	public boolean contains(InetAddress address) {
		byte[] mine = this.network.getAddress();
		byte[] theirs = address.getAddress();
		if (mine.length != theirs.length) {
			return false;
		}
		for (int bit = 0; bit < this.prefix; bit += 8) {
			int mask = (this.prefix - bit >= 8) ? 0xff : 0xff << (8 - (this.prefix - bit)) & 0xff;
			if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
				return false;
			}
		}
		return true;
	}

}
