package dev.naru.gateway.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import dev.naru.gateway.chaos.Message.Kind;
import dev.naru.gateway.chaos.Verdict.Charge;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway that answers yes and publishes nothing, or publishes what a stranger says of
 * himself, is found out.
 */
class LyingGatewayTest {

	private final Judge judge = new Judge(List.of());

	@Test
	void aYesThatIsNotKeptIsALoss(@TempDir Path folder) throws IOException {
		HttpServer liar = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		liar.createContext("/", (exchange) -> {
			exchange.getRequestBody().readAllBytes();
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		liar.start();
		Path file = folder.resolve("journal.tsv");
		try (Journal journal = new Journal(file); Wire wire = new Wire(1, liar.getAddress().getPort())) {
			for (int sequence = 0; sequence < 3; sequence++) {
				Message message = Message.genuine(Kind.ORDERED, Origin.STANDARD, "event-" + sequence,
						Progress.subject(1, 1), sequence);
				journal.intend(message, 1);
				journal.send(message, wire);
			}
		}
		finally {
			liar.stop(0);
		}

		try (Stream<String> lines = Files.lines(file)) {
			lines.map(Answer::parse).forEach(this.judge::answered);
		}

		Verdict verdict = this.judge.verdict();
		assertThat(verdict.acknowledged()).isEqualTo(3);
		assertThat(verdict.count(Charge.LOST)).isEqualTo(3);
	}

	@Test
	void aBodyThatIsTakenForAnEventIsForged() {
		String request = new String(Hostile.disguised("hostile-1"), StandardCharsets.ISO_8859_1);
		String body = request.substring(request.indexOf("\r\n\r\n") + 4);

		this.judge.landed(Harvest.landed(record("webhooks.quarantine", "1", body,
				Map.of("content-type", "application/cloudevents+json; charset=UTF-8", "naru-id", "hostile-1",
						"naru-source", "/sources/portone-east", "naru-type", "payment.paid"))));

		assertThat(this.judge.verdict().count(Charge.FORGED)).isOne();
	}

	@Test
	void aStrangersBodyThatIsToldForWhatItIsPasses() {
		this.judge.landed(Harvest.landed(record("webhooks.quarantine", "sha256-1", "hostile-1", Map.ofEntries(
				Map.entry("content-type", "application/octet-stream"), Map.entry("naru-id", "sha256-1"),
				Map.entry("naru-source", "/sources/open"), Map.entry("naru-type", "naru.quarantined"),
				Map.entry("ce_specversion", "1.0"), Map.entry("ce_id", "sha256-1"),
				Map.entry("ce_source", "/sources/open"), Map.entry("ce_type", "naru.quarantined"),
				Map.entry("ce_provider", "popbill"), Map.entry("ce_time", "2026-01-01T00:00:00.000Z"),
				Map.entry("ce_recordedtime", "2026-01-01T00:00:00.000Z"), Map.entry("ce_authenticity", "none"),
				Map.entry("ce_coverage", "none"), Map.entry("ce_partitionkey", "sha256-1"),
				Map.entry("ce_reason", "malformed_body"), Map.entry("naru-request",
						"{\"method\":\"POST\",\"path\":\"/webhooks/open\",\"variant\":\"none\",\"headers\":{}}")))));

		assertThat(this.judge.verdict().examples()).isEmpty();
		assertThat(this.judge.verdict().hostileRecords()).isOne();
	}

	private static ConsumerRecord<String, byte[]> record(String topic, String key, String body,
			Map<String, String> headers) {
		ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(topic, 0, 0, key,
				body.getBytes(StandardCharsets.UTF_8));
		headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
		return record;
	}

}
