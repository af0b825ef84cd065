package dev.naru.gateway.chaos;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.naru.gateway.testkit.Signed;

/**
 * Signed payments as PortOne sends them, of about 500 bytes, made at little cost.
 */
public final class Payments {

	private static final String PREFIX = "{\"type\":\"Transaction.Paid\",\"timestamp\":\"2026-01-01T00:00:00Z\","
			+ "\"data\":{\"storeId\":\"store-ae356798-3d20-4969-b739-14c6b0e1a667\",\"paymentId\":\"payment-";

	private static final String SUFFIX = "\",\"note\":\"" + "x".repeat(200) + "\"}}";

	private final String host;

	private final ThreadLocal<Mac> mac = ThreadLocal.withInitial(Payments::newMac);

	/**
	 * @param source the gateway's source, whose secret is {@link Signed#STANDARD_SECRET}
	 */
	public Payments(String source) {
		this.host = "POST /webhooks/" + source
				+ " HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ";
	}

	private static Mac newMac() {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(Base64.getDecoder().decode(Signed.STANDARD_SECRET.substring("whsec_".length())),
					"HmacSHA256"));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The HTTP request of one payment, signed now.
	 */
	public byte[] request(long number) {
		String body = PREFIX + number + "\",\"transactionId\":\"transaction-" + number + SUFFIX;
		String id = "msg-" + number;
		String time = Long.toString(Instant.now().getEpochSecond());
		byte[] signature = this.mac.get().doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.ISO_8859_1));
		String request = this.host + body.length() + "\r\nwebhook-id: " + id + "\r\nwebhook-timestamp: " + time
				+ "\r\nwebhook-signature: v1," + Base64.getEncoder().encodeToString(signature) + "\r\n\r\n" + body;
		return request.getBytes(StandardCharsets.ISO_8859_1);
	}

}
