package dev.naru.gateway.budget;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits of the size of a record: what can be published, and so what may be taken in.
 */
public final class RecordLimits {

	/**
	 * The most bytes of a record beside the bytes of the body: attributes, headers, and
	 * what is kept of the request.
	 */
	public static final int BESIDE_BODY = 64 * 1024;

	/**
	 * How many times its size the budget of memory has to be for a record to get through:
	 * a quarter of it is for what is on its way to Kafka, and no source has more than two
	 * thirds of that.
	 */
	public static final int TIMES_IN_BUDGET = 6;

	private final int largest;

	private final boolean compressed;

	private final Map<String, Integer> ofTopics = new ConcurrentHashMap<>();

	/**
	 * @param maxRequestSize the largest record that the producer takes, in bytes
	 * @param memory where a record stands while it is under way
	 * @param compressed whether records are compressed: then a topic may take more than
	 * it says
	 */
	public RecordLimits(int maxRequestSize, MemoryProperties memory, boolean compressed) {
		this.largest = (int) Math.min(maxRequestSize, memory.bytes() / TIMES_IN_BUDGET);
		this.compressed = compressed;
	}

	/**
	 * The size of the largest record that any topic may get, in bytes.
	 */
	public int largest() {
		return this.largest;
	}

	/**
	 * The size of the largest record that a topic takes, in bytes, as far as it is known.
	 */
	public int of(String topic) {
		return Math.min(this.largest, this.ofTopics.getOrDefault(topic, this.largest));
	}

	/**
	 * Learns what Kafka says of a topic.
	 * @param maxMessageBytes its {@code max.message.bytes}
	 */
	public void learn(String topic, int maxMessageBytes) {
		if (!this.compressed) {
			this.ofTopics.put(topic, maxMessageBytes);
		}
	}

}
