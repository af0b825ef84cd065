package dev.naru.gateway.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.naru.gateway.publication.Tail;
import dev.naru.gateway.publication.TailRecord;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class ConsoleTest {

	private static final Duration SOON = Duration.ofSeconds(30);

	@LocalServerPort
	int publicPort;

	@LocalManagementPort
	int managementPort;

	@Test
	void isOnTheManagementPort() {
		// Given a gateway with a management port
		// When the management port is asked for events, then they come
		String first = WebClient.create("http://127.0.0.1:" + this.managementPort)
			.get()
			.uri("/events")
			.retrieve()
			.bodyToFlux(String.class)
			.blockFirst(SOON);
		assertThat(first).isEqualTo("{\"data\":\"seen\"}");
	}

	@Test
	void isNotForThePublic() {
		// Given a gateway with a management port
		// When the public port is asked for events, then there are none
		HttpStatus status = WebClient.create("http://127.0.0.1:" + this.publicPort)
			.get()
			.uri("/events")
			.exchangeToMono((response) -> Mono.just(HttpStatus.valueOf(response.statusCode().value())))
			.block(SOON);
		assertThat(status).isEqualTo(HttpStatus.NOT_FOUND);
	}

	/**
	 * Scans the console's package as the gateway scans all of them.
	 */
	@SpringBootApplication
	static class Gateway {

		@Bean
		Tail tail() {
			return (last) -> Flux
				.just(new TailRecord("topic", 0, 0, Instant.EPOCH, null, Map.of(), new byte[] { 's', 'e', 'e', 'n' }))
				.concatWith(Flux.never());
		}

	}

}
