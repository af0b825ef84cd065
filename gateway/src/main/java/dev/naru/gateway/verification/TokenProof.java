package dev.naru.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.naru.gateway.source.Secret;

/**
 * Proofs about a token, for the handshakes of providers.
 */
public final class TokenProof {

	private TokenProof() {
	}

	/**
	 * Compares in constant time.
	 */
	public static boolean equal(String expected, String given) {
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Proves that the endpoint knows the secret.
	 * @param secret the secret, whose text is the key
	 * @param token the provider's token
	 * @return the HMAC-SHA256 of the token, in lower-case hexadecimal
	 */
	public static String hmacSha256(Secret secret, String token) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has HmacSHA256", ex);
		}
	}

}
