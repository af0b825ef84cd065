package dev.naru.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.chaos.Payments;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who keeps a connection is heard on it, however close one request follows another.
 */
class KeptConnectionsTest {

	private static final String STATUS = "HTTP/1.1 ";

	private static final int SILENCE_MILLIS = 10_000;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() {
		gateway = RunningGateway.startNow(TestBroker.shared().bootstrapServers(),
				Map.of("naru.sources.shop.provider", "portone", "naru.sources.shop.secrets", Signed.STANDARD_SECRET,
						"naru.sources.shop.topic", TestBroker.newName("kept")));
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@Test
	void aWebhookBehindOneThatIsAnsweredAtOnce() throws IOException {
		Payments payments = new Payments("shop");

		assertThat(answers(gateway.port(), payments.request(1), get("/nowhere"), payments.request(2)))
			.containsExactly("200", "404", "200");
	}

	@Test
	void aLookBehindOneThatIsAnsweredAtOnce() throws IOException {
		assertThat(answers(gateway.managementPort(), get("/actuator/prometheus"), get("/actuator/health/liveness"),
				get("/actuator/health/liveness")))
			.containsExactly("200", "200", "200");
	}

	private static byte[] get(String path) {
		return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Sends two requests together, and the third when both are answered.
	 * @return the status of each answer
	 */
	private static String[] answers(int port, byte[] first, byte[] second, byte[] third) throws IOException {
		try (Socket socket = new Socket("localhost", port)) {
			socket.setSoTimeout(SILENCE_MILLIS);
			byte[] together = new byte[first.length + second.length];
			System.arraycopy(first, 0, together, 0, first.length);
			System.arraycopy(second, 0, together, first.length, second.length);
			socket.getOutputStream().write(together);
			String heard = listen(socket.getInputStream(), 2);
			socket.getOutputStream().write(third);
			return (heard + listen(socket.getInputStream(), 1)).lines()
				.filter((line) -> line.startsWith(STATUS))
				.map((line) -> line.substring(STATUS.length(), STATUS.length() + 3))
				.toArray(String[]::new);
		}
	}

	/**
	 * Reads until so many answers have come whole.
	 */
	private static String listen(InputStream stream, int answers) throws IOException {
		StringBuilder heard = new StringBuilder();
		for (int answer = 0; answer < answers; answer++) {
			int length = 0;
			for (String line = line(stream); !line.isEmpty(); line = line(stream)) {
				heard.append(line).append('\n');
				if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
					length = Integer.parseInt(line.substring("content-length:".length()).strip());
				}
			}
			stream.skipNBytes(length);
		}
		return heard.toString();
	}

	private static String line(InputStream stream) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int unit = stream.read(); unit != '\n'; unit = stream.read()) {
			if (unit < 0) {
				throw new java.io.EOFException("after " + line);
			}
			line.append((char) unit);
		}
		return line.toString().strip();
	}

}
