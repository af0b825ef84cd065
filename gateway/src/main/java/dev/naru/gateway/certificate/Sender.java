package dev.naru.gateway.certificate;

import java.net.InetAddress;
import java.nio.ByteBuffer;

import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * Sender of a delivery, as far as places are shared by it.
 *
 * @param source the source that it sends to
 * @param network its IPv4 address, or the first 64 bits of its IPv6 address, since
 * whoever has one of these has them all; null if it cannot be told
 */
record Sender(SourceId source, @Nullable ByteBuffer network) {

	private static final int NETWORK_BYTES = 8;

	static Sender of(Delivery delivery) {
		InetAddress client = delivery.client();
		return new Sender(delivery.source(), (client != null) ? network(client.getAddress()) : null);
	}

	private static ByteBuffer network(byte[] address) {
		return ByteBuffer.wrap(address, 0, Math.min(NETWORK_BYTES, address.length));
	}

}
