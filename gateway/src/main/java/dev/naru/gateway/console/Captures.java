package dev.naru.gateway.console;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.naru.gateway.intake.CapturedSecrets;
import dev.naru.gateway.webhook.SourceId;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /captures}: for how many secrets that providers sent the sources wait that
 * have none. {@code POST /captures/<source>}: those of a source, which are then gone.
 * Answers are bytes: Spring's log shows objects and texts, if told to.
 *
 * @param captured what providers sent
 */
record Captures(CapturedSecrets captured) {

	Mono<ServerResponse> list(ServerRequest request) {
		return json(this.captured.waiting());
	}

	Mono<ServerResponse> show(ServerRequest request) {
		SourceId source = SourceId.parse(request.pathVariable("source"));
		List<CapturedSecrets.Captured> taken = (source != null) ? this.captured.take(source) : List.of();
		if (taken.isEmpty()) {
			return ServerResponse.status(HttpStatus.NOT_FOUND)
				.bodyValue("There is no secret to show: none has come to this instance within the last 24 hours, or it "
						+ "has been shown. Have the provider send it again.");
		}
		return json(taken.stream()
			.map((one) -> new TreeMap<>(
					Map.of("receivedAt", one.receivedAt().toString(), "secret", one.secret().reveal())))
			.toList());
	}

	private static Mono<ServerResponse> json(Object value) {
		return ServerResponse.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.cacheControl(CacheControl.noStore())
			.bodyValue(JsonMapper.shared().writeValueAsBytes(value));
	}

}
