package dev.naru.gateway.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as providers do.
 */
public final class Signed {

	/** A secret as Standard Webhooks write them. */
	public static final String STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

	/** A secret as Steppay writes them. */
	public static final String STEPPAY_SECRET = "whk_test";

	private Signed() {
	}

	/**
	 * Headers of a Standard Webhooks request, as PortOne sends them.
	 */
	public static Map<String, String> standard(String secret, String id, Instant time, byte[] body) {
		String timestamp = Long.toString(time.getEpochSecond());
		byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
		String signature = hmac(key, (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8), body);
		return Map.of("content-type", "application/json", "webhook-id", id, "webhook-timestamp", timestamp,
				"webhook-signature", "v1," + signature);
	}

	/**
	 * Headers of a Steppay request.
	 */
	public static Map<String, String> steppay(String secret, Instant time, byte[] body) {
		String timestamp = Long.toString(time.getEpochSecond());
		String signature = hmac(secret.getBytes(StandardCharsets.UTF_8),
				(timestamp + ".").getBytes(StandardCharsets.UTF_8), body);
		return Map.of("content-type", "application/json", "steppay-signature",
				"timestamp=" + timestamp + ",key=" + signature);
	}

	private static String hmac(byte[] key, byte[]... pieces) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			for (byte[] piece : pieces) {
				mac.update(piece);
			}
			return Base64.getEncoder().encodeToString(mac.doFinal());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
