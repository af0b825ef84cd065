package dev.naru.gateway.verification;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Stream;

import dev.naru.gateway.testing.Signing;

/**
 * What an attacker may write where a credential belongs.
 */
final class HostileTexts {

	private static final int MEBIBYTE = 1 << 20;

	private HostileTexts() {
	}

	/**
	 * @param name what is hostile about it
	 * @param text to be refused without an exception
	 */
	record Hostile(String name, String text) {
	}

	/**
	 * @param genuine a credential that would be accepted
	 * @param forged one of the right form that would not
	 */
	static Stream<Hostile> of(String genuine, String forged) {
		return Stream
			.of(junk(), unbalanced(forged), otherwiseEncoded(genuine), many(genuine, forged), oversized(forged))
			.flatMap((hostile) -> hostile);
	}

	private static Stream<Hostile> junk() {
		return Stream.of(new Hostile("junk", "lorem ipsum"), new Hostile("a blank", " "), new Hostile("a tab", "\t"),
				new Hostile("control characters",
						"\u0000\u0001\u0007\b\n\u000b\f\r\u001b\u001c\u001d\u001f\u007f\u0085"),
				new Hostile("Latin-1", "é\u00a0\u00adÿ"), new Hostile("Hangul", "서명=나루,서명"),
				new Hostile("right to left", "\u202esignature\u200f"), new Hostile("full-width digits", "t=１２３,v1=ａｂ"),
				new Hostile("an emoji", "v1,\ud83d\udea2"), new Hostile("half an emoji", "v1,\ud83d"),
				new Hostile("a byte order mark", "\ufeffv1,"), new Hostile("format directives", "%s%n%x{jndi:x}${x}"));
	}

	private static Stream<Hostile> unbalanced(String forged) {
		return Stream
			.concat(Stream.of(",", ";", "=", ".", " ", ", ", ",=", "=,", "= =", ",,,,", "====", ";;;;", ":", "v1",
					"v1,", ",v1", "v1,,v1", "v1a,", "v1a, v1a,", "t", "t=", "t=,v1=", "t==,v1==", "t=1767225600",
					"t=1767225600,v1", "t=1767225600,v1=", "timestamp=;key=", "timestamp=1767225600,key=",
					"timestamp=1767225600,key=;;", "timestamp=1767225600;key=", "sha256", "sha256=", "sha256==",
					"Basic", "Basic ", "Basic =", "Basic Og==", "Basic OnA=", "Basic dTo=", "Bearer", "Bearer "),
					Stream.of("," + forged, forged + ",", forged + " ,", "=" + forged, forged + "=", ";" + forged,
							forged + ";", " " + forged, forged + " ", forged + "," + forged, forged + " " + forged))
			.map((text) -> new Hostile("unbalanced '" + text + "'", text));
	}

	private static Stream<Hostile> otherwiseEncoded(String genuine) {
		byte[] bytes = genuine.getBytes(StandardCharsets.UTF_8);
		return Stream.of(new Hostile("hex once more", Signing.hex(bytes)),
				new Hostile("base64 once more", Signing.base64(bytes)),
				new Hostile("percent-encoded twice", twicePercentEncoded(genuine)),
				new Hostile("quoted", '"' + genuine + '"'), new Hostile("backwards", backwards(genuine)),
				new Hostile("with a NUL behind", genuine + '\0'), new Hostile("with a NUL in front", '\0' + genuine),
				new Hostile("with a NUL after each character", genuine.replaceAll("(?s)(.)", "$1\0")),
				new Hostile("with Hangul behind", genuine + "가"),
				new Hostile("cut in half", genuine.substring(0, genuine.length() / 2)));
	}

	private static Stream<Hostile> many(String genuine, String forged) {
		return Stream.of(" ", ",", ";", ", ")
			.flatMap((separator) -> Stream.of(
					new Hostile("17 times the genuine one, by '" + separator + "'", times(17, genuine, separator)),
					new Hostile("10,000 times the genuine one, by '" + separator + "'",
							times(10_000, genuine, separator)),
					new Hostile("twice a forged one, by '" + separator + "'", times(2, forged, separator)),
					new Hostile("10,000 times a forged one, by '" + separator + "'", times(10_000, forged, separator)),
					new Hostile("10,000 entries of no name, by '" + separator + "'", times(10_000, "x", separator)),
					new Hostile("10,000 forged ones and the genuine one, by '" + separator + "'",
							times(10_000, forged, separator) + separator + genuine)));
	}

	private static Stream<Hostile> oversized(String forged) {
		return Stream.of("a", "0", "A", "=", " ", ",", ";", "%", "\0", "가", "v1,", "v1=", "t=1,", "key=")
			.flatMap((text) -> Stream.of(new Hostile("1 MiB of '" + text + "'", text.repeat(MEBIBYTE / text.length())),
					new Hostile("a forged one and 1 MiB of '" + text + "'",
							forged + text.repeat(MEBIBYTE / text.length()))));
	}

	private static String twicePercentEncoded(String text) {
		return URLEncoder.encode(URLEncoder.encode("%" + text, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	private static String backwards(String text) {
		return new StringBuilder(text).reverse().toString();
	}

	private static String times(int count, String text, String separator) {
		return String.join(separator, Collections.nCopies(count, text));
	}

}
