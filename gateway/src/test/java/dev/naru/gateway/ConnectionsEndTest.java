package dev.naru.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Connections on which something other than a whole request came: what the answer is,
 * that it is counted, and that the connection ends however the sender goes on.
 */
@Timeout(60)
class ConnectionsEndTest {

	private static final String JSON = "Content-Type: application/json\r\n";

	private static final String POST = "POST /webhooks/portone HTTP/1.1\r\nHost: x\r\n";

	private static RunningGateway gateway;

	@BeforeAll
	static void start() {
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.sources.portone.provider", "portone");
		properties.put("naru.sources.portone.secrets", Signed.STANDARD_SECRET);
		properties.put("naru.sources.portone.topic", TestBroker.newName("ends"));
		properties.put("naru.sources.walled.provider", "portone");
		properties.put("naru.sources.walled.secrets", Signed.STANDARD_SECRET);
		properties.put("naru.sources.walled.allowed-addresses", "203.0.113.7");
		properties.put("naru.ingress.body-timeout", "1s");
		properties.put("naru.ingress.max-connections", "50");
		gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties);
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	static Stream<Arguments> earlyAnswers() {
		return Stream.of(arguments(408, POST + JSON + "Content-Length: 100000\r\n\r\n{"),
				arguments(413, POST + JSON + "Content-Length: 99000000000\r\n\r\n{"),
				arguments(404, "POST /webhooks/nobody HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{"),
				arguments(404, "POST /other HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"),
				arguments(405, "PUT /webhooks/portone HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{"),
				arguments(415, POST + "Content-Type: text/css\r\nContent-Length: 100000\r\n\r\n{"),
				arguments(415, POST + JSON + "Content-Encoding: gzip\r\nContent-Length: 100000\r\n\r\n{"),
				arguments(415,
						POST + JSON + "Content-Encoding: identity\r\nContent-Encoding: gzip\r\n"
								+ "Content-Length: 100000\r\n\r\n{"),
				arguments(403,
						"POST /webhooks/walled HTTP/1.1\r\nHost: x\r\n" + JSON + "Content-Length: 100000\r\n\r\n{"),
				arguments(400, POST + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
				arguments(400, "POST /webhooks/portone HTTP/1.1\r\nContent-Length: 100000\r\n\r\n{"));
	}

	/**
	 * The sender trickles on, and reads neither the answer nor the end.
	 */
	@ParameterizedTest
	@MethodSource("earlyAnswers")
	void answerBeforeTheBodyEndsClosesTheConnection(int status, String request) throws Exception {
		try (Socket socket = new Socket("localhost", gateway.port())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			assertThat(line(socket)).startsWith("HTTP/1.1 " + status);

			Awaitility.await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(50)).until(() -> {
				try {
					socket.getOutputStream().write('x');
					return false;
				}
				catch (IOException ex) {
					return true;
				}
			});
		}
	}

	static Stream<Arguments> notHttp() {
		return Stream.of(arguments(400, "garbage\r\n\r\n"), arguments(400, "x\n"),
				arguments(400, "POST /webhooks/portone HTTP/1.1\r\n" + JSON + "Content-Length: 2\r\n\r\n{}"),
				arguments(400, POST + "Host: y\r\n" + JSON + "Content-Length: 2\r\n\r\n{}"),
				arguments(400, "POST /webhooks/portone HTTP/1.1\r\nHost: a b\r\nContent-Length: 2\r\n\r\n{}"),
				arguments(400, "POST /webhooks/portone?a=<b> HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"),
				arguments(400, "POST /webhooks/portone?%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"),
				arguments(400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
				arguments(414, "POST /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
				arguments(431, POST + "X: " + "y".repeat(20_000) + "\r\n\r\n"),
				arguments(501, POST + "Transfer-Encoding: xchunked\r\n\r\n"),
				arguments(501, POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
				arguments(501, POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
	}

	@ParameterizedTest
	@MethodSource("notHttp")
	void whatIsNotHttpIsRefusedAndCountedAndNothingAfterItIsRead(int status, String request) {
		double before = gateway.scrape().sum("naru_webhooks_total", "outcome", "refused", "reason", "not_http");

		String answers = gateway
			.raw((request + POST + JSON + "Content-Length: 2\r\n\r\n{}").getBytes(StandardCharsets.ISO_8859_1));

		assertThat(answers).startsWith("HTTP/1.1 " + status + " ");
		assertThat(answers.split("HTTP/1.1 ", -1)).as(answers).hasSize(2);
		assertThat(gateway.scrape().sum("naru_webhooks_total", "outcome", "refused", "reason", "not_http"))
			.isEqualTo(before + 1);
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(gateway.scrape().unaccounted()).isZero());
	}

	@Test
	void malformedChunkIsCountedAsNotHttpAndNotAsAbandoned() {
		double before = gateway.scrape().sum("naru_webhooks_total", "source", "portone", "reason", "not_http");

		gateway.raw((POST + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n").getBytes(StandardCharsets.ISO_8859_1));

		assertThat(gateway.scrape().sum("naru_webhooks_total", "source", "portone", "reason", "not_http"))
			.isEqualTo(before + 1);
	}

	@Test
	void headIsNotAllowedOrNotFound() throws IOException {
		assertThat(head("/webhooks/portone")).startsWith("HTTP/1.1 405");
		assertThat(head("/webhooks/nobody")).startsWith("HTTP/1.1 404");
		assertThat(head("/")).startsWith("HTTP/1.1 404");
	}

	private static String head(String path) throws IOException {
		try (Socket socket = new Socket("localhost", gateway.port())) {
			socket.getOutputStream()
				.write(("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			assertThat(answer).endsWith("\r\n\r\n");
			return answer;
		}
	}

	@Test
	void requestsThatComeAheadAreAnsweredInTheirOrder() {
		String one = "GET /webhooks/portone HTTP/1.1\r\nHost: x\r\n\r\n";
		String two = "GET /webhooks/nobody HTTP/1.1\r\nHost: x\r\n\r\n";

		String answers = gateway.raw((one + two + "garbage\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));

		assertThat(answers.lines().filter((line) -> line.startsWith("HTTP/1.1 "))).hasSizeLessThanOrEqualTo(3)
			.first()
			.asString()
			.startsWith("HTTP/1.1 405");
		assertThat(answers).contains("HTTP/1.1 404");
	}

	@Test
	void oneConnectionTooManyClosesTheOneThatHasWaitedLongest() throws Exception {
		List<Socket> idle = new ArrayList<>();
		try {
			for (int i = 0; i < 200; i++) {
				Socket socket = new Socket("localhost", gateway.port());
				socket.setSoTimeout(20_000);
				socket.getOutputStream().write("POST /webhooks/por".getBytes(StandardCharsets.ISO_8859_1));
				idle.add(socket);
			}
			byte[] body = "{\"type\":\"Transaction.Paid\",\"data\":{\"paymentId\":\"p\"}}"
				.getBytes(StandardCharsets.UTF_8);

			assertThat(gateway
				.post("portone", Signed.standard(Signed.STANDARD_SECRET, "crowded", RunningGateway.NOW, body), body)
				.statusCode()).isEqualTo(200);
			assertThat(idle.get(0).getInputStream().read()).isEqualTo(-1);
			assertThat(gateway.scrape().sum("naru_connections")).isLessThanOrEqualTo(50);
			assertThat(gateway.scrape().sum("naru_connections_evicted_total")).isGreaterThanOrEqualTo(150);
		}
		finally {
			for (Socket socket : idle) {
				socket.close();
			}
		}
	}

	private static String line(Socket socket) throws IOException {
		socket.setSoTimeout(10_000);
		StringBuilder line = new StringBuilder();
		InputStream in = socket.getInputStream();
		for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
			line.append((char) next);
		}
		return line.toString();
	}

}
