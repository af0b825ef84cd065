package dev.naru.gateway.verification;

/**
 * Hexadecimal digits mean the same in either case (RFC 4648, section 8), and the bit that
 * tells the cases apart is the one bit that a hexadecimal signature leaves free: whoever
 * sets it shows the genuine bytes, which only the provider can know.
 */
final class HexDigits {

	private HexDigits() {
	}

	/**
	 * Whether a text differs from the genuine one in the case of its digits alone.
	 * @param from where the digits begin; in front of them case does count
	 */
	static boolean sameIn(String genuine, String text, int from) {
		return genuine.substring(0, from).equals(text.substring(0, from))
				&& genuine.substring(from).equalsIgnoreCase(text.substring(from));
	}

}
