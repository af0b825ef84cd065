package dev.naru.gateway.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import dev.naru.gateway.envelope.EnvelopeProperties.Mode;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.Records;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever stands in a body, it becomes a record: an event that subscribers can read, or
 * a quarantined one that holds the body byte for byte.
 */
class MutatedBodiesTest {

	private static final int BODIES = 10_000;

	private static final List<String> PIECES = List.of("\"", "\\", "\\u", "\\ud83d", "{", "}", "[", "]", ":", ",",
			"null", "true", "1e9", "-", "\u0000", "\n", "\uFEFF", "한", "😀", "&", "=", "%", "%zz", "%00", "+", " ",
			"\"type\":", "\"data\":{", "\"status\":\"Paid\"");

	private Random random = new Random();

	@BeforeEach
	void theSameBodiesEveryTime() {
		this.random = new Random(20260101);
	}

	@ParameterizedTest
	@ValueSource(strings = { "portone-v2-1", "portone-v2-2", "portone-v2-4", "popbill-5", "steppay-5" })
	void everyBodyBecomesARecord(String name) {
		Vector vector = Vector.of(name);
		Endpoint endpoint = TestProfiles.endpoint(TestProfiles.builtIn(vector.provider()), vector.variant(),
				vector.secrets().toArray(String[]::new));
		int events = 0;

		for (int i = 0; i < BODIES; i++) {
			Webhook webhook = webhook(vector, mutated(vector.body()));

			Envelope envelope = Records.of(endpoint, Mode.STRUCTURED, webhook);

			if (envelope.topic().equals(endpoint.quarantine())) {
				assertThat(envelope.value()).isSameAs(webhook.body());
			}
			else {
				events++;
				assertThat(Records.data(envelope).has("payload")).isTrue();
			}
		}

		assertThat(events).as("some are still events, and some are not").isBetween(BODIES / 50, BODIES - BODIES / 50);
	}

	private static Webhook webhook(Vector vector, byte[] body) {
		Webhook webhook = new Webhook("POST", null, java.util.Map.of(), body);
		for (var header : vector.headers().entrySet()) {
			webhook = webhook.header(header.getKey(), header.getValue());
		}
		return switch (vector.provider()) {
			case "portone" -> webhook.standard("msg_1");
			case "steppay" -> webhook.steppay(vector.secrets().get(0));
			default -> webhook;
		};
	}

	private byte[] mutated(byte[] body) {
		byte[] mutated = body;
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			int from = this.random.nextInt(mutated.length + 1);
			int to = Math.min(mutated.length, from + this.random.nextInt(1 + this.random.nextInt(20)));
			mutated = switch (this.random.nextInt(5)) {
				case 0 -> joined(mutated, from, piece(), from);
				case 1 -> joined(mutated, from, piece(), to);
				case 2 -> joined(mutated, from, new byte[0], to);
				case 3 -> joined(mutated, from, java.util.Arrays.copyOfRange(mutated, from, to), from);
				default -> joined(mutated, from, new byte[] { (byte) this.random.nextInt(256) },
						Math.min(from + 1, mutated.length));
			};
		}
		return mutated;
	}

	private byte[] piece() {
		return PIECES.get(this.random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] joined(byte[] body, int from, byte[] piece, int to) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		joined.write(body, 0, from);
		joined.writeBytes(piece);
		joined.write(body, to, body.length - to);
		return joined.toByteArray();
	}

}
