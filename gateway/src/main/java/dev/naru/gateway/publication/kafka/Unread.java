package dev.naru.gateway.publication.kafka;

import java.nio.ByteBuffer;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Leaves keys and values alone: who looks at headers only need not copy them.
 */
final class Unread implements Deserializer<Unread.Nothing> {

	@Override
	public Nothing deserialize(String topic, byte[] data) {
		return Nothing.NOTHING;
	}

	@Override
	public Nothing deserialize(String topic, Headers headers, ByteBuffer data) {
		return Nothing.NOTHING;
	}

	/** What there is to be seen. */
	enum Nothing {

		NOTHING

	}

}
