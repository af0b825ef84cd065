package dev.naru.gateway;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testkit.RunningGateway;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A secret that a provider sends before it signs anything stands in no log: it is shown
 * once, to whoever asks on the management port.
 */
@ExtendWith(OutputCaptureExtension.class)
class CapturedSecretTest {

	private static final String SECRET = "secret_of_a_provider_that_nobody_else_knows";

	@ParameterizedTest
	@ValueSource(strings = { "", "ecs", "gelf", "logstash" })
	void isShownOnceAndNeverLogged(String format, CapturedOutput output) {
		try (RunningGateway gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(),
				Map.of("naru.sources.notion.provider", "notion", "logging.structured.format.console", format,
						"logging.level.dev.naru", "trace", "logging.level.org.springframework.web", "trace",
						"logging.level.org.springframework.http", "trace", "management.endpoints.web.exposure.include",
						"*", "management.endpoint.env.show-values", "always",
						"management.endpoint.configprops.show-values", "always"))) {
			assertThat(gateway.manage("/captures").body()).isEqualTo("{}");
			byte[] body = ("{\"verification_token\":\"" + SECRET + "\"}").getBytes(StandardCharsets.UTF_8);
			for (int i = 0; i < 2; i++) {
				assertThat(gateway.post("notion", Map.of("Content-Type", "application/json"), body).statusCode())
					.isEqualTo(200);
			}

			assertThat(gateway.manage("/captures").body()).isEqualTo("{\"notion\":1}");
			assertThat(output).contains("POST /captures/notion");
			assertThat(Stream
				.of("env", "configprops", "beans", "metrics", "prometheus", "health", "info", "loggers", "mappings",
						"conditions", "scheduledtasks")
				.map((endpoint) -> gateway.manage("/actuator/" + endpoint).body()))
				.noneMatch((text) -> text.contains(SECRET));

			HttpResponse<String> shown = ask(gateway);
			assertThat(shown.statusCode()).isEqualTo(200);
			assertThat(shown.body())
				.isEqualTo("[{\"receivedAt\":\"2026-01-01T00:00:00Z\",\"secret\":\"" + SECRET + "\"}]");
			assertThat(shown.headers().firstValue("Cache-Control")).hasValue("no-store");
			HttpResponse<String> again = ask(gateway);
			assertThat(again.statusCode()).isEqualTo(404);
			assertThat(again.body()).startsWith("There is no secret to show").doesNotContain(SECRET);
			assertThat(gateway.manage("/captures").body()).isEqualTo("{}");
		}
		assertThat(output).doesNotContain(SECRET);
	}

	private static HttpResponse<String> ask(RunningGateway gateway) {
		return gateway.manage("POST", "/captures/notion");
	}

}
