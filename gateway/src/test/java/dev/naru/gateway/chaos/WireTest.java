package dev.naru.gateway.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WireTest {

	private static final byte[] ANSWER = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	@Test
	void aConnectionThatEndedWhileItWasIdleIsOpenedAgain() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Wire wire = new Wire(server.getLocalPort())) {
			Thread gateway = Thread.startVirtualThread(() -> answerOnce(server));
			assertThat(wire.exchange(REQUEST)).isEqualTo(204);
			gateway.join();
			Thread.sleep(Duration.ofMillis(1100));

			Thread another = Thread.startVirtualThread(() -> answerOnce(server));
			assertThat(wire.exchange(REQUEST)).isEqualTo(204);
			another.join();
		}
	}

	@Test
	void aConnectionThatEndsUnderARequestIsBroken() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Wire wire = new Wire(server.getLocalPort())) {
			Thread gateway = Thread.startVirtualThread(() -> answerOnce(server));
			assertThat(wire.exchange(REQUEST)).isEqualTo(204);
			gateway.join();

			assertThat(wire.exchange(REQUEST)).isEqualTo(Wire.BROKEN);
		}
	}

	private static void answerOnce(ServerSocket server) {
		try (Socket socket = server.accept()) {
			socket.getInputStream().readNBytes(REQUEST.length);
			socket.getOutputStream().write(ANSWER);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
