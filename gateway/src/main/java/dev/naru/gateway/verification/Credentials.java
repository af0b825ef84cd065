package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.naru.gateway.webhook.Delivery;

/**
 * Credentials that a request may show: the proofs of a provider's variants, what anybody
 * uses to log in, and the secrets of the source themselves. None of them is ever kept.
 */
public final class Credentials {

	/**
	 * Header fields that hold credentials of whatever is between the provider and the
	 * gateway, lower case.
	 */
	private static final Set<String> HEADERS = Set.of("authorization", "proxy-authorization", "authentication",
			"authentication-info", "proxy-authentication-info", "www-authenticate", "proxy-authenticate", "cookie",
			"cookie2", "set-cookie", "set-cookie2", "x-api-key", "api-key", "apikey", "x-api-token", "x-api-secret",
			"x-auth-token", "x-auth-key", "x-auth-request-access-token", "x-access-token", "x-amz-security-token",
			"x-amzn-oidc-accesstoken", "x-amzn-oidc-data", "x-client-secret", "x-csrf-token", "x-xsrf-token",
			"x-forwarded-access-token", "x-forwarded-authorization", "x-original-authorization",
			"x-goog-iap-jwt-assertion", "x-ms-token-aad-access-token", "x-ms-token-aad-id-token", "x-secret",
			"x-secret-key", "x-session-id", "x-session-token", "x-token", "x-vault-token", "x-webhook-secret",
			"x-webhook-token", "cf-access-jwt-assertion", "cf-access-client-id", "cf-access-client-secret",
			"private-token", "ocp-apim-subscription-key");

	/** The same for parameters of a query. */
	private static final Set<String> PARAMETERS = Set.of("access_token", "api_key", "api-key", "apikey", "auth",
			"authorization", "client_secret", "id_token", "jwt", "key", "passwd", "password", "pwd", "refresh_token",
			"secret", "session", "sig", "signature", "token", "x-amz-security-token", "x-amz-signature",
			"x-goog-signature");

	/**
	 * Providers send more signatures than a profile checks: of another version, or of
	 * another hash.
	 */
	private static final Pattern SIGNATURE = Pattern.compile("signature|hmac|(?<![a-z])sig(?![a-z])");

	/** Shorter ones stand by chance in what has nothing to do with them. */
	private static final int SHORTEST_PROOF = 8;

	private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]+");

	private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");

	private final Set<String> headers;

	private final Set<String> parameters;

	/** Secrets and proofs, a character for each byte. */
	private final List<String> texts;

	/** The length of the shortest of them. */
	private final int shortest;

	private Credentials(Set<String> headers, Set<String> parameters, List<String> texts) {
		this.headers = headers;
		this.parameters = parameters;
		this.texts = texts;
		this.shortest = texts.stream().mapToInt(String::length).min().orElse(0);
	}

	/**
	 * Those of a source.
	 * @param variants the ways in which its provider proves deliveries
	 * @param parameters names of further parameters that hold a token
	 * @param secrets the texts of its secrets and tokens
	 */
	public static Credentials of(List<Variant> variants, Set<String> parameters, List<String> secrets) {
		Set<String> ownHeaders = new HashSet<>(HEADERS);
		Set<String> ownParameters = new HashSet<>(PARAMETERS);
		parameters.forEach((name) -> ownParameters.add(folded(name)));
		for (Variant variant : variants) {
			for (Place proof : variant.scheme().proofs()) {
				if (proof.header() != null) {
					ownHeaders.add(folded(proof.header()));
				}
				else {
					// What a provider calls so in the body it may call so in the query.
					ownParameters.add(folded(name(proof)));
				}
			}
		}
		return new Credentials(Set.copyOf(ownHeaders), Set.copyOf(ownParameters),
				secrets.stream().map(Credentials::bytes).toList());
	}

	/**
	 * The same, and the proofs of a delivery: no copy of them is kept under another name.
	 */
	public Credentials with(Delivery delivery) {
		List<String> shown = new ArrayList<>(this.texts);
		delivery.headers().forEach((name, value) -> {
			if (isHeader(name) && value.length() >= SHORTEST_PROOF) {
				shown.add(value);
			}
		});
		return new Credentials(this.headers, this.parameters, List.copyOf(shown));
	}

	/**
	 * Whether a header field of that name holds credentials.
	 * @param name in any case
	 */
	public boolean isHeader(String name) {
		String folded = folded(name);
		return this.headers.contains(folded) || SIGNATURE.matcher(folded).find();
	}

	/**
	 * Whether a parameter of that name holds credentials.
	 * @param name decoded, in any case
	 */
	public boolean isParameter(String name) {
		String folded = folded(name);
		return this.parameters.contains(folded) || SIGNATURE.matcher(folded).find();
	}

	/**
	 * Whether a text shows one of the secrets, as it is or encoded: with percent signs,
	 * in base64, in hexadecimal digits.
	 * @param text a character for each byte, as the server gives headers
	 */
	public boolean areIn(String text) {
		if (this.texts.isEmpty()) {
			return false;
		}
		String decoded = text;
		// Proxies put a URL into a parameter of another.
		for (int layer = 0; layer < 3; layer++) {
			if (showsSecret(decoded)) {
				return true;
			}
			String next = withoutPercents(decoded);
			if (next.equals(decoded)) {
				return false;
			}
			decoded = next;
		}
		return showsSecret(decoded);
	}

	private boolean showsSecret(String text) {
		// In a query a plus is a space.
		return contains(text) || contains(text.replace('+', ' ')) || showsSecret(text, BASE64, Credentials::base64)
				|| showsSecret(text, HEX, Credentials::hex);
	}

	private boolean showsSecret(String text, Pattern runs, Function<String, byte[]> decoder) {
		Matcher run = runs.matcher(text);
		while (run.find()) {
			// No encoding is shorter than what it encodes; where it begins is not known.
			for (int start = run.start(); start < run.start() + 4 && run.end() - start >= this.shortest; start++) {
				if (contains(
						new String(decoder.apply(text.substring(start, run.end())), StandardCharsets.ISO_8859_1))) {
					return true;
				}
			}
		}
		return false;
	}

	private boolean contains(String text) {
		return this.texts.stream().anyMatch(text::contains);
	}

	/**
	 * What a run of letters means in base64, up to where it ends oddly.
	 */
	private static byte[] base64(String run) {
		int length = (run.length() % 4 == 1) ? run.length() - 1 : run.length();
		return Base64.getDecoder().decode(run.substring(0, length).replace('-', '+').replace('_', '/'));
	}

	private static byte[] hex(String run) {
		return HexFormat.of().parseHex(run, 0, run.length() - run.length() % 2);
	}

	private static String withoutPercents(String text) {
		StringBuilder decoded = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char unit = text.charAt(i);
			if (unit == '%' && i + 2 < text.length() && HexFormat.isHexDigit(text.charAt(i + 1))
					&& HexFormat.isHexDigit(text.charAt(i + 2))) {
				decoded.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
				i += 2;
			}
			else {
				decoded.append(unit);
			}
		}
		return decoded.toString();
	}

	private static String name(Place place) {
		if (place.query() != null) {
			return place.query();
		}
		String pointer = String.valueOf(place.field());
		return (place.form() != null) ? place.form() : pointer.substring(pointer.lastIndexOf('/') + 1);
	}

	private static String bytes(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static String folded(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
