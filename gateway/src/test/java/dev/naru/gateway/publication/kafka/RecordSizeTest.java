package dev.naru.gateway.publication.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.SourceId;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RecordSizeTest {

	@ParameterizedTest
	@CsvSource({ "key,0,0", "키😀é,1000,3", "k,4000000,20" })
	void aRecordIsNeverLargerForKafkaThanForTheGateway(String key, int bytes, int headers) {
		Map<String, String> texts = new HashMap<>();
		for (int i = 0; i < headers; i++) {
			texts.put("h" + i, "é한😀a".repeat(50));
		}
		Envelope envelope = new Envelope(new SourceId("shop"), new EventId("1"), "topic", key, Instant.EPOCH, texts,
				new byte[bytes]);

		int kafkas = AbstractRecords.estimateSizeInBytesUpperBound(RecordBatch.CURRENT_MAGIC_VALUE,
				Compression.NONE.type(), ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)),
				ByteBuffer.wrap(envelope.value()),
				texts.entrySet()
					.stream()
					.map((text) -> new RecordHeader(text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8)))
					.toArray(Header[]::new));

		assertThat(envelope.recordSize()).isBetween((long) kafkas, kafkas + 100L + 10L * headers);
		assertThat((long) envelope.size()).isLessThanOrEqualTo(envelope.recordSize());
	}

}
