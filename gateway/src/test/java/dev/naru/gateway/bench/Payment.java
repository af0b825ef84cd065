package dev.naru.gateway.bench;

import java.nio.charset.StandardCharsets;

/**
 * The body of a payment as PortOne sends it.
 */
final class Payment {

	private Payment() {
	}

	/**
	 * @param id makes its ids unique
	 * @param bytes how large it is to be
	 */
	static byte[] body(String id, int bytes) {
		String start = "{\"type\":\"Transaction.Paid\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{"
				+ "\"storeId\":\"store-ae356798-3d20-4969-b739-14c6b0e1a667\",\"paymentId\":\"payment-" + id
				+ "\",\"transactionId\":\"transaction-" + id + "\",\"note\":\"";
		return (start + "x".repeat(bytes - start.length() - 3) + "\"}}").getBytes(StandardCharsets.UTF_8);
	}

}
