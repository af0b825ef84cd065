package dev.naru.gateway;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Scrape;
import dev.naru.gateway.testkit.Signed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that a stranger sends gives a 5xx, a stack trace, a label, or a line in the log
 * with what it held.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileRequestsTest {

	private static final String MARK = "do-not-log-" + UUID.randomUUID();

	private static RunningGateway gateway;

	@BeforeAll
	static void start() {
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.sources.portone.provider", "portone");
		properties.put("naru.sources.portone.secrets", Signed.STANDARD_SECRET);
		properties.put("naru.sources.portone.topic", TestBroker.newName("hostile"));
		properties.put("naru.ingress.body-timeout", "1s");
		gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties);
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	static Stream<String> requests() {
		String host = "Host: x\r\n";
		String json = "Content-Type: application/json\r\n";
		String post = "POST /webhooks/portone HTTP/1.1\r\n" + host;
		return Stream.of("garbage\r\n\r\n", "\0\0\0\0\0\0\0\0", post + "\r\n", "GET / HTTP/1.1\r\n" + host + "\r\n",
				"POST /webhooks/%zz HTTP/1.1\r\n" + host + "\r\n",
				"POST /webhooks/..%2f..%2fetc HTTP/1.1\r\n" + host + "\r\n",
				"POST /webhooks/" + "a".repeat(3000) + " HTTP/1.1\r\n" + host + "\r\n",
				"POST /webhooks/portone?%zz=%zz HTTP/1.1\r\n" + host + json + "Content-Length: 2\r\n\r\n{}",
				"POST /webhooks/portone HTTP/9.9\r\n" + host + "\r\n", "POST  /webhooks/portone\r\n\r\n",
				post + "Content-Length: -5\r\n\r\n", post + "Content-Length: 99999999999999999999\r\n\r\n",
				post + json + "Content-Length: 2000000\r\n\r\n{}",
				post + json + "Transfer-Encoding: chunked\r\n\r\nzz\r\nbody\r\n0\r\n\r\n",
				post + json + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
				post + "Content-Type: ;;;///\r\nContent-Length: 2\r\n\r\n{}",
				post + json + "Content-Encoding: br, gzip\r\nContent-Length: 2\r\n\r\n{}",
				post + json + "webhook-signature: " + "v1,AAAA ".repeat(900)
						+ "\r\nwebhook-id: x\r\nwebhook-timestamp: " + RunningGateway.NOW.getEpochSecond()
						+ "\r\nContent-Length: 2\r\n\r\n{}",
				post + json + "webhook-signature: " + "x".repeat(20_000) + "\r\n\r\n",
				post + json + "X: y\r\n".repeat(10_000) + "\r\n",
				post + json + "webhook-id: \u0001\u00ff\r\nContent-Length: 2\r\n\r\n{}",
				"POST http://elsewhere/webhooks/portone HTTP/1.1\r\n" + host + json + "Content-Length: 2\r\n\r\n{}",
				"OPTIONS * HTTP/1.1\r\n" + host + "\r\n", "CONNECT portone:443 HTTP/1.1\r\n" + host + "\r\n",
				"TRACE /webhooks/portone HTTP/1.1\r\n" + host + "\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
	}

	@ParameterizedTest
	@MethodSource("requests")
	void noRequestGivesAFaultOfOurs(String request) {
		String answer = gateway.raw((request + MARK).getBytes(StandardCharsets.ISO_8859_1));

		assertThat(answer).doesNotContain("HTTP/1.1 5")
			.doesNotContain("HTTP/1.1 2")
			.doesNotContain("Exception")
			.doesNotContain("\tat ");
	}

	@Test
	void randomBytesGiveNoFaultOfOurs() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 15; i++) {
			byte[] noise = new byte[random.nextInt(2000)];
			random.nextBytes(noise);
			byte[] end = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
			byte[] request = new byte[noise.length + end.length];
			System.arraycopy(noise, 0, request, 0, noise.length);
			System.arraycopy(end, 0, request, noise.length, end.length);

			assertThat(gateway.raw(request)).as("seed %d", seed).doesNotContain("HTTP/1.1 5");
		}
	}

	@Test
	void aSenderWhoStopsInTheMiddleIsToldSo() {
		String answer = gateway.raw(("POST /webhooks/portone HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
				+ "Content-Length: 100\r\n\r\n{")
			.getBytes(StandardCharsets.ISO_8859_1));

		assertThat(answer).startsWith("HTTP/1.1 408");
	}

	@Test
	void aSenderWhoGoesAwayIsCountedAsAbandoned() throws IOException {
		double before = gateway.scrape().sum("naru_webhooks_total", "outcome", "abandoned");

		try (Socket socket = new Socket("localhost", gateway.port())) {
			socket.getOutputStream()
				.write("POST /webhooks/portone HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
					.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			socket.setSoLinger(true, 0);
		}

		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> gateway.scrape().sum("naru_webhooks_total", "outcome", "abandoned") > before);
	}

	@Test
	void labelsAreBoundedAndBooksBalanceAndNothingIsLogged(CapturedOutput output) {
		byte[] body = ("{\"type\":\"" + MARK + "\",\"data\":{\"paymentId\":\"" + MARK + "\"}")
			.getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < 200; i++) {
			gateway.post("stranger-" + i, Map.of("X-Mark", MARK), body);
			gateway.post("portone", Map.of("content-type", "application/json", "webhook-id", MARK + i,
					"webhook-timestamp", "1", "webhook-signature", "v1," + MARK), body);
		}
		gateway.post("portone", Signed.standard(Signed.STANDARD_SECRET, "id", RunningGateway.NOW, body), body);

		Scrape scrape = gateway.scrape();
		assertThat(scrape.values("naru_webhooks_total", "source")).isSubsetOf(Set.of("portone", "unknown"));
		assertThat(scrape.values("naru_webhooks_total", "provider")).isSubsetOf(Set.of("portone", "unknown"));
		assertThat(gateway.manage("/actuator/prometheus").body()).doesNotContain(MARK).doesNotContain("stranger");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(gateway.scrape().unaccounted()).isZero());
		assertThat(output.getAll()).doesNotContain(MARK)
			.doesNotContain(Signed.STANDARD_SECRET)
			.doesNotContain(Signed.STANDARD_SECRET.substring("whsec_".length()))
			.contains("A genuine delivery goes to quarantine");
	}

	@Test
	void aFaultOfOursIsA500AndNeverATwoHundred() {
		Map<String, Object> properties = Map.of("naru.sources.portone.provider", "portone",
				"naru.sources.portone.secrets", Signed.STANDARD_SECRET, "naru.sources.portone.topic",
				TestBroker.newName("faulty"));
		byte[] body = "{\"type\":\"Transaction.Paid\",\"data\":{\"paymentId\":\"p\"}}".getBytes(StandardCharsets.UTF_8);
		try (RunningGateway faulty = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties,
				FaultyPublisher.class)) {
			var answer = faulty.post("portone", Signed.standard(Signed.STANDARD_SECRET, "id", RunningGateway.NOW, body),
					body);

			assertThat(answer.statusCode()).isEqualTo(500);
			assertThat(answer.body()).isEqualTo("{\"title\":\"Internal Server Error\",\"status\":500}");
			assertThat(faulty.scrape().sum("naru_webhooks_total", "outcome", "failed", "reason", "internal"))
				.isEqualTo(1);
		}
	}

}
