package dev.naru.gateway.envelope;

import java.time.Instant;
import java.util.Map;

import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.SourceId;

/**
 * A record as it will stand on Kafka: a CloudEvent, written down.
 *
 * @param source the endpoint that it came to
 * @param id the event's id; with the source it identifies the event for ever
 * @param topic the topic it belongs on
 * @param key the partition key: records of one key keep their order
 * @param receivedAt when the gateway received the webhook, which becomes the record's
 * timestamp, in milliseconds
 * @param headers the record's headers
 * @param value the record's value; not to be changed
 */
public record Envelope(SourceId source, EventId id, String topic, String key, Instant receivedAt,
		Map<String, String> headers, byte[] value) {

	/**
	 * The record header with the event's id. It and the next two are what the gateway
	 * itself knows its records by: every record has them, whatever its mode, and nothing
	 * that a sender wrote decides what stands there.
	 */
	public static final String ID = "naru-id";

	/** The record header with the event's source. */
	public static final String SOURCE = "naru-source";

	/** The record header with the event's type. */
	public static final String TYPE = "naru-type";

	/**
	 * The type of every quarantined record. Whatever else stands in such a record, it is
	 * no event.
	 */
	public static final String QUARANTINED = "naru.quarantined";

	/**
	 * The record header of a quarantined record with the media type as the sender wrote
	 * it; absent where there was none, or none that a header should hold.
	 */
	public static final String SENT_CONTENT_TYPE = "naru-content-type";

	/**
	 * The record header with what tells the event from others of its id; absent where the
	 * id alone identifies it.
	 */
	public static final String DIGEST = "naru-digest";

	/**
	 * The record header with the mark of the fleet whose gateway wrote the record; absent
	 * where it has no key.
	 */
	public static final String MARK = "naru-mark";

	/**
	 * The record header of a quarantined record with what of the request reading it again
	 * needs, as JSON.
	 */
	public static final String REQUEST = "naru-request";

	/** What a batch of one record and the record itself have beside their content. */
	private static final int BATCH_AND_RECORD = 128;

	/** Two lengths, of 5 bytes at most. */
	private static final int HEADER = 10;

	/**
	 * The size by which admission counts it, in bytes: value, key and headers, and a
	 * little for the rest. It is never more than the size by which Kafka counts it.
	 */
	public int size() {
		int size = BATCH_AND_RECORD + this.value.length + this.key.length();
		for (String text : this.headers.values()) {
			size += text.length();
		}
		return size;
	}

	/**
	 * The size by which Kafka counts it, in bytes: what it is at most with all around it,
	 * when nothing is compressed.
	 */
	public long recordSize() {
		long size = BATCH_AND_RECORD + this.value.length + utf8(this.key);
		for (Map.Entry<String, String> header : this.headers.entrySet()) {
			size += HEADER + utf8(header.getKey()) + utf8(header.getValue());
		}
		return size;
	}

	private static long utf8(String text) {
		long bytes = 0;
		for (int i = 0; i < text.length(); i++) {
			char unit = text.charAt(i);
			// Each half of a surrogate pair is half of four bytes.
			bytes += (unit < 0x80) ? 1 : (unit < 0x800 || Character.isSurrogate(unit)) ? 2 : 3;
		}
		return bytes;
	}

	/**
	 * Names the record without its content.
	 */
	@Override
	public String toString() {
		return "Envelope[source=" + this.source + ", id=" + this.id + ", topic=" + this.topic + "]";
	}

}
