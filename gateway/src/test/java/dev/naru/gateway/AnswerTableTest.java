package dev.naru.gateway;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.Envelopes;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Scrape;
import dev.naru.gateway.testkit.Signed;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.webhook.EventId;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every row of the table of answers, over real HTTP, with its metric; and the books
 * balance after each.
 */
class AnswerTableTest {

	private static final String TOPIC = TestBroker.newName("events");

	private static final String PROFILE = """
			name: acme
			accepts: [json]
			verify:
			  - name: token
			    token: {from: {header: X-Acme-Token}}
			handshakes:
			  - when: {value: {field: /kind}, is: challenge}
			    echo: {value: {field: /challenge}, content-type: text/plain}
			  - when: {value: {field: /kind}, is: ping}
			    reply: {status: 204}
			  - challenge: {token-parameter: verify_token, token-config: verify-token, echo-parameter: challenge}
			read:
			  - version: "1"
			    id: {sha256: body}
			    type: {field: /kind}
			answer: {status: 202, content-type: text/plain, body: accepted}
			""";

	private static RunningGateway gateway;

	private Scrape before = new Scrape(List.of());

	@BeforeAll
	static void start(@TempDir Path profiles) throws IOException {
		Files.writeString(profiles.resolve("acme.yaml"), PROFILE);
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.providers.locations", profiles);
		source(properties, "portone-main", "portone", Signed.STANDARD_SECRET);
		source(properties, "steppay-main", "steppay", Signed.STEPPAY_SECRET);
		source(properties, "steppay-vector", "steppay", "whk_9f1c2d7a4b5e");
		source(properties, "popbill-main", "popbill", "TEST:123");
		properties.put("naru.sources.popbill-main.variant", "basic");
		source(properties, "walled", "portone", Signed.STANDARD_SECRET);
		properties.put("naru.sources.walled.allowed-addresses", "203.0.113.7,2001:db8::/32");
		source(properties, "small", "portone", Signed.STANDARD_SECRET);
		properties.put("naru.sources.small.max-body-size", "1KB");
		source(properties, "acme-main", "acme", "acme-token");
		properties.put("naru.sources.acme-main.config.verify-token", "let me in");
		properties.put("naru.ingress.trusted-proxies", "127.0.0.0/8,::1");
		gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties);
	}

	private static void source(Map<String, Object> properties, String name, String provider, String secret) {
		properties.put("naru.sources." + name + ".provider", provider);
		properties.put("naru.sources." + name + ".secrets", secret);
		properties.put("naru.sources." + name + ".topic", TOPIC);
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@BeforeEach
	void readMetrics() {
		this.before = gateway.scrape();
	}

	@AfterEach
	void theBooksBalance() {
		assertThat(gateway.scrape().unaccounted()).isZero();
	}

	private void assertCounted(String outcome, String reason) {
		Scrape after = gateway.scrape();
		assertThat(after.sum("naru_webhooks_total", "outcome", outcome, "reason", reason)
				- this.before.sum("naru_webhooks_total", "outcome", outcome, "reason", reason))
			.isEqualTo(1);
		assertThat(after.sum("naru_webhooks_total") - this.before.sum("naru_webhooks_total")).isEqualTo(1);
		assertThat(after.sum("naru_webhooks_acknowledge_seconds_count", "outcome", outcome)
				- this.before.sum("naru_webhooks_acknowledge_seconds_count", "outcome", outcome))
			.isEqualTo(1);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] paid(String payment) {
		return bytes(
				"{\"type\":\"Transaction.Paid\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"transactionId\":\"t\",\"paymentId\":\""
						+ payment + "\"}}");
	}

	/**
	 * The record of that event, which keeps every promise made to subscribers.
	 */
	private static ConsumerRecord<String, byte[]> record(String topic, String id) {
		ConsumerRecord<String, byte[]> found = TestBroker.shared().records(topic).stream().filter((record) -> {
			var header = record.headers().lastHeader("naru-id");
			return (header != null) ? new String(header.value(), StandardCharsets.UTF_8).equals(id)
					: new String(record.value(), StandardCharsets.UTF_8).contains("\"id\":\"" + id + "\"");
		}).findFirst().orElseThrow(() -> new AssertionError("no record of event " + id + " stands on " + topic));
		Envelopes.check(found);
		return found;
	}

	@Test
	void publishedGetsTheProvidersSuccessAnswer() {
		Vector vector = Vector.of("popbill-1");

		HttpResponse<String> answer = gateway.post("popbill-main", vector.headers(), vector.body());

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("content-type")).contains("application/json");
		assertThat(answer.body()).isEqualTo("{\"result\":\"OK\"}");
		ConsumerRecord<String, byte[]> record = record(TOPIC,
				vector.headers().get("pb-webhook-mid") + ":Issue:" + EventId.ofBody(vector.body()).value());
		assertThat(record.key()).isEqualTo(vector.expected("subject"));
		assertCounted("published", "none");
	}

	@Test
	void aChunkedBodyIsTakenAsWell() {
		byte[] body = paid("chunked");
		String id = UUID.randomUUID().toString();

		HttpResponse<String> answer = gateway.send("POST", "/webhooks/portone-main",
				Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, body),
				BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
		assertThat(record(TOPIC, id).key()).isEqualTo("chunked");
		assertCounted("published", "none");
	}

	@Test
	void aHandshakeGetsItsAnswerAndNoRecord() {
		byte[] body = bytes("{\"kind\":\"challenge\",\"challenge\":\"echo me\"}");

		HttpResponse<String> answer = gateway.post("acme-main",
				Map.of("content-type", "application/json", "x-acme-token", "acme-token"), body);

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("content-type")).contains("text/plain");
		assertThat(answer.body()).isEqualTo("echo me");
		assertCounted("answered", "none");
	}

	@Test
	void aPingGetsItsAnswerAndNoRecord() {
		HttpResponse<String> answer = gateway.post("acme-main",
				Map.of("content-type", "application/json", "x-acme-token", "acme-token"), bytes("{\"kind\":\"ping\"}"));

		assertThat(answer.statusCode()).isEqualTo(204);
		assertCounted("answered", "none");
	}

	@Test
	void aChallengeByGetIsAnsweredIfItKnowsTheToken() {
		HttpResponse<String> answer = gateway.send("GET",
				"/webhooks/acme-main?verify_token=let%20me%20in&challenge=4711", Map.of(), BodyPublishers.noBody());

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("4711");
		assertCounted("answered", "none");
	}

	@Test
	void aChallengeByGetIsRefusedIfItDoesNot() {
		HttpResponse<String> answer = gateway.send("GET", "/webhooks/acme-main?verify_token=wrong&challenge=4711",
				Map.of(), BodyPublishers.noBody());

		assertThat(answer.statusCode()).isEqualTo(401);
		assertCounted("refused", "bad_credentials");
	}

	@Test
	void genuineButUnreadableIsAcknowledgedAndQuarantinedByteForByte() {
		Vector vector = Vector.of("steppay-2");

		HttpResponse<String> answer = gateway.post("steppay-vector", vector.headers(), vector.body());

		assertThat(answer.statusCode()).isEqualTo(200);
		ConsumerRecord<String, byte[]> record = record("webhooks.quarantine",
				dev.naru.gateway.webhook.EventId.ofBody(vector.body()).value());
		assertThat(record.value()).isEqualTo(vector.body());
		assertThat(record.headers().lastHeader("ce_reason").value()).asString().isEqualTo("malformed_body");
		assertCounted("quarantined", "malformed_body");
	}

	@Test
	void aMissingFieldIsQuarantinedToo() {
		byte[] body = bytes("{\"type\":\"Transaction.Paid\",\"data\":{}}");
		String id = UUID.randomUUID().toString();

		HttpResponse<String> answer = gateway.post("portone-main",
				Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, body), body);

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(record("webhooks.quarantine", id).value()).isEqualTo(body);
		assertCounted("quarantined", "missing_field");
	}

	@Test
	void aRefusedTypeIsDeclinedAndQuarantined() {
		byte[] body = bytes("{\"type\":\"Transaction.Confirm\",\"data\":{\"paymentId\":\"p\",\"totalAmount\":1000}}");
		String id = UUID.randomUUID().toString();

		HttpResponse<String> answer = gateway.post("portone-main",
				Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, body), body);

		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
		assertThat(record("webhooks.quarantine", id).value()).isEqualTo(body);
		assertCounted("quarantined", "refused_type");
	}

	@Test
	void anUnknownSourceIsNotFoundAndAddsNoLabel() {
		HttpResponse<String> answer = gateway.post("nobody-" + UUID.randomUUID(), Map.of(), paid("p"));

		assertThat(answer.statusCode()).isEqualTo(404);
		assertCounted("refused", "unknown_source");
		assertThat(gateway.scrape().values("naru_webhooks_total", "source")).contains("unknown")
			.allMatch((source) -> !source.startsWith("nobody"));
	}

	@Test
	void anAddressThatIsNotAllowedIsForbidden() {
		byte[] body = paid("p");

		HttpResponse<String> answer = gateway.post("walled",
				Signed.standard(Signed.STANDARD_SECRET, "id", RunningGateway.NOW, body), body);

		assertThat(answer.statusCode()).isEqualTo(403);
		assertCounted("refused", "address_not_allowed");
	}

	@Test
	void anAllowedAddressBehindATrustedProxyIsLetIn() {
		byte[] body = paid("p");
		Map<String, String> headers = new HashMap<>(
				Signed.standard(Signed.STANDARD_SECRET, UUID.randomUUID().toString(), RunningGateway.NOW, body));
		headers.put("x-forwarded-for", "198.51.100.1, 203.0.113.7");

		assertThat(gateway.post("walled", headers, body).statusCode()).isEqualTo(200);
		assertCounted("published", "none");
	}

	@Test
	void aForgedLeftEntryOfForwardedForIsNotBelieved() {
		byte[] body = paid("p");
		Map<String, String> headers = new HashMap<>(
				Signed.standard(Signed.STANDARD_SECRET, "id", RunningGateway.NOW, body));
		headers.put("x-forwarded-for", "203.0.113.7, 198.51.100.1");

		assertThat(gateway.post("walled", headers, body).statusCode()).isEqualTo(403);
		assertCounted("refused", "address_not_allowed");
	}

	@Test
	void missingWrongAndStaleSignaturesGetOneIdenticalAnswer() {
		byte[] body = paid("p");
		Map<String, String> right = Signed.standard(Signed.STANDARD_SECRET, "id", RunningGateway.NOW, body);
		Map<String, String> missing = new HashMap<>(right);
		missing.remove("webhook-signature");
		Map<String, String> wrong = new HashMap<>(right);
		wrong.put("webhook-id", "other");
		Map<String, String> stale = Signed.standard(Signed.STANDARD_SECRET, "id", RunningGateway.NOW.minusSeconds(301),
				body);

		List<HttpResponse<String>> answers = List.of(missing, wrong, stale)
			.stream()
			.map((headers) -> gateway.post("portone-main", headers, body))
			.toList();

		Scrape after = gateway.scrape();
		assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.body()).isEqualTo(answers.get(0).body());
			assertThat(answer.headers().map()).isEqualTo(answers.get(0).headers().map());
		});
		for (String reason : List.of("missing_header", "signature_mismatch", "timestamp_too_old")) {
			assertThat(after.sum("naru_webhooks_total", "source", "portone-main", "reason", reason)
					- this.before.sum("naru_webhooks_total", "source", "portone-main", "reason", reason))
				.as(reason)
				.isEqualTo(1);
		}
	}

	@Test
	void anotherMethodIsNotAllowed() {
		HttpResponse<String> answer = gateway.send("PUT", "/webhooks/portone-main", Map.of(),
				BodyPublishers.ofString("{}"));

		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("allow")).contains("POST");
		assertCounted("refused", "method_not_allowed");
	}

	@Test
	void anotherMediaTypeIsNotSupported() {
		HttpResponse<String> answer = gateway.post("portone-main", Map.of("content-type", "application/xml"),
				bytes("<a/>"));

		assertThat(answer.statusCode()).isEqualTo(415);
		assertCounted("refused", "unsupported_media_type");
	}

	@Test
	void aCompressedBodyIsNotSupported() {
		HttpResponse<String> answer = gateway.post("portone-main",
				Map.of("content-type", "application/json", "content-encoding", "gzip"), paid("p"));

		assertThat(answer.statusCode()).isEqualTo(415);
		assertCounted("refused", "unsupported_media_type");
	}

	@Test
	void aBodyThatIsAnnouncedTooLargeIsRefused() {
		HttpResponse<String> answer = gateway.post("small", Map.of("content-type", "application/json"), new byte[1025]);

		assertThat(answer.statusCode()).isEqualTo(413);
		assertCounted("refused", "content_too_large");
	}

	@Test
	void aChunkedBodyIsBoundedByBytesCounted() {
		byte[] body = new byte[2_000_000];

		HttpResponse<String> answer = gateway.send("POST", "/webhooks/portone-main",
				Map.of("content-type", "application/json"),
				BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)));

		assertThat(answer.statusCode()).isEqualTo(413);
		assertCounted("refused", "content_too_large");
	}

	@Test
	void aBodyOfOneMebibyteFits() {
		byte[] body = bytes("{\"type\":\"Transaction.Paid\",\"data\":{\"paymentId\":\"large\",\"filler\":\""
				+ "x".repeat((1 << 20) - 74) + "\"}}");
		String id = UUID.randomUUID().toString();

		HttpResponse<String> answer = gateway.post("portone-main",
				Signed.standard(Signed.STANDARD_SECRET, id, RunningGateway.NOW, body), body);

		assertThat(answer.statusCode()).isEqualTo(200);
		assertCounted("published", "none");
	}

	@Test
	void thePublicPortHasNothingElse() {
		assertThat(gateway.send("GET", "/actuator/health", Map.of(), BodyPublishers.noBody()).statusCode())
			.isEqualTo(404);
		assertThat(gateway.send("GET", "/events", Map.of(), BodyPublishers.noBody()).statusCode()).isEqualTo(404);
		assertThat(gateway.manage("/webhooks/portone-main").statusCode()).isEqualTo(404);
	}

}
