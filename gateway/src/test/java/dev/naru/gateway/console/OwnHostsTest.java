package dev.naru.gateway.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.testkit.RunningGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A page of a stranger's reads nothing on the management port, under whatever name it has
 * the browser ask.
 */
class OwnHostsTest {

	private static RunningGateway gateway;

	@BeforeAll
	static void start() {
		gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(),
				Map.of("naru.console.hosts", "Naru.example.com, 192.0.2.7"));
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "[::1]", "[0:0:0:0:0:0:0:1]",
			"[::ffff:127.0.0.1]", "naru.example.com", "NARU.example.com", "192.0.2.7" })
	void itsOwnHostsAreAnswered(String host) throws IOException {
		for (String port : List.of("", ":8081", ":" + gateway.managementPort())) {
			assertThat(status("Host: " + host + port)).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "localhost.", "localhost.evil.example", "127.1", "0x7f.1", "2130706433",
			"0177.0.0.1", "127.0.0.1.evil.example", "[::2]", "::1", "[127.0.0.1]", "[localhost]", "localhost6",
			"192.0.2.8", "sub.naru.example.com", "evil@localhost", "localhost:80:80", "localhost/", "", " " })
	void otherHostsAreNot(String host) throws IOException {
		assertThat(status("Host: " + host)).isIn(400, 421);
	}

	@Test
	void aRequestWithoutOrWithTwoHostsIsNotAnswered() throws IOException {
		assertThat(status("A: b")).isEqualTo(421);
		assertThat(status("Host: localhost\r\nHost: evil.example")).isIn(400, 421);
	}

	@Test
	void aReboundNameReadsNeitherEventsNorSecrets() throws IOException {
		// The browser believes evil.example to be 127.0.0.1: page and request agree.
		String page = "Host: evil.example:" + gateway.managementPort() + "\r\nOrigin: http://evil.example:"
				+ gateway.managementPort() + "\r\nSec-Fetch-Site: same-origin";

		for (String request : List.of("GET /events", "GET /captures", "POST /captures/notion")) {
			String answer = ask(request, page);
			assertThat(answer).startsWith("HTTP/1.1 421 ").contains("naru.console.hosts").doesNotContain("evil");
		}
		assertThat(ask("GET /actuator/health", page)).startsWith("HTTP/1.1 200 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: ",
			"Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site", "Origin: http://evil.example", "Origin: null",
			"Origin: http://localhost:1", "Origin: http://localhost.evil.example", "Origin: file://localhost" })
	void aPageOfAnotherOriginIsNotAnswered(String header) throws IOException {
		assertThat(status("Host: localhost\r\n" + header)).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none", "Origin: http://localhost",
			"Origin: https://localhost" })
	void itsOwnPageIs(String header) throws IOException {
		assertThat(status("Host: localhost\r\n" + header)).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "*.example.com", "http://naru.example.com", "naru.example.com:8081", "a b", "" })
	void aHostThatIsNoneIsToldByItsKey(String host) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> new ConsoleProperties(List.of(host)))
			.withMessageStartingWith("naru.console.hosts[0]: ");
	}

	@ParameterizedTest
	@CsvSource({ "10.0.3.7:8081,10.0.3.7,200", "[2001:db8::7]:8081,2001:db8::7,200", "10.0.3.7,10.0.3.8,421",
			"10.0.3.7,,421" })
	void theAddressThatAClientHasConnectedToIsItsOwn(String host, @Nullable String connected, int status) {
		MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/events").header("Host", host);
		if (connected != null) {
			request.localAddress(new InetSocketAddress(connected, 8081));
		}

		ServerResponse answer = new OwnHosts(List.of())
			.filter(ServerRequest.create(MockServerWebExchange.from(request.build()), List.of()),
					(accepted) -> ServerResponse.ok().build())
			.block();

		assertThat(answer).isNotNull().extracting((given) -> given.statusCode().value()).isEqualTo(status);
	}

	private static int status(String headers) throws IOException {
		return Integer.parseInt(ask("GET /captures", headers).split(" ", 3)[1]);
	}

	private static String ask(String request, String headers) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.managementPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write((request + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\nContent-Length: 0\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
