package dev.naru.gateway.ingress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

import dev.naru.gateway.acknowledgement.Answer;
import dev.naru.gateway.acknowledgement.Answers;
import dev.naru.gateway.intake.Intake;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Endpoints;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Headers;
import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.Refusal;
import dev.naru.gateway.webhook.Tracing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * {@code POST /webhooks/{source}}, and nothing else: no dispatcher, no filters, no
 * exchange.
 */
final class WebhookHandler implements HttpHandler {

	private static final String PATH = "/webhooks/";

	private static final Answer NOT_HERE = new Answer(404, java.util.Map.of(), "");

	private static final Answer BROKEN = new Answer(400, java.util.Map.of(), "");

	private final Endpoints endpoints;

	private final Intake intake;

	private final Answers answers;

	private final Ledger ledger;

	private final Tracing tracing;

	private final ClientAddress clientAddress;

	private final BodyReader bodies;

	private final int maxBodySize;

	private final Farewell farewell;

	private final Clock clock;

	WebhookHandler(Endpoints endpoints, Intake intake, Answers answers, Ledger ledger, Tracing tracing,
			ClientAddress clientAddress, BodyReader bodies, int maxBodySize, Farewell farewell, Clock clock) {
		this.endpoints = endpoints;
		this.intake = intake;
		this.answers = answers;
		this.ledger = ledger;
		this.tracing = tracing;
		this.clientAddress = clientAddress;
		this.bodies = bodies;
		this.maxBodySize = maxBodySize;
		this.farewell = farewell;
		this.clock = clock;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		String path = request.getURI().getRawPath();
		if (!path.startsWith(PATH)) {
			return write(response, NOT_HERE);
		}
		Endpoint endpoint = this.endpoints.find(path.substring(PATH.length()));
		Headers headers = ReceivedHeaders.of(request);
		Receipt receipt = receipt(endpoint, headers);
		Refusal refusal = refusal(endpoint, request, headers);
		if (endpoint == null || refusal != null) {
			return settle(response, receipt,
					new Outcome.Refused((refusal != null) ? refusal : new Refusal.UnknownSource()));
		}
		Long limit = endpoint.source().maxBodySize();
		return this.bodies.read(request, (limit != null) ? limit.intValue() : this.maxBodySize)
			.flatMap((body) -> take(request, headers, response, endpoint, receipt, body))
			.doOnCancel(receipt::abandon);
	}

	/**
	 * What can be told before the body is read.
	 */
	private static @Nullable Refusal refusal(@Nullable Endpoint endpoint, ServerHttpRequest request, Headers headers) {
		if (endpoint == null) {
			return new Refusal.UnknownSource();
		}
		if (!endpoint.methods().contains(request.getMethod().name())) {
			return new Refusal.MethodNotAllowed(endpoint.methods());
		}
		List<String> encodings = headers.all(HttpHeaders.CONTENT_ENCODING);
		if (!encodings.isEmpty() && !encodings.get(0).equalsIgnoreCase("identity")) {
			return new Refusal.UnsupportedMediaType();
		}
		return null;
	}

	private Receipt receipt(@Nullable Endpoint endpoint, Headers headers) {
		String source = (endpoint != null) ? endpoint.source().id().value() : Ledger.UNKNOWN;
		String provider = (endpoint != null) ? endpoint.profile().name() : Ledger.UNKNOWN;
		return new Receipt(this.ledger.account(source, provider), this.tracing.begin(headers, source, provider));
	}

	private Mono<Void> take(ServerHttpRequest request, Headers headers, ServerHttpResponse response, Endpoint endpoint,
			Receipt receipt, Body body) {
		return switch (body) {
			case Body.Whole(byte[] bytes) -> {
				Delivery delivery = delivery(endpoint, request, headers, bytes, receipt);
				if (delivery.method().equals("POST") && !endpoint.profile().accepts(delivery.mediaType())) {
					yield settle(response, receipt, new Outcome.Refused(new Refusal.UnsupportedMediaType()));
				}
				yield this.intake.accept(endpoint, delivery, receipt.account())
					.flatMap((outcome) -> settle(response, receipt, outcome));
			}
			case Body.TurnedAway(Refusal refusal) -> settle(response, receipt, new Outcome.Refused(refusal));
			case Body.Broken() -> {
				receipt.abandon();
				yield write(response, BROKEN);
			}
		};
	}

	private Delivery delivery(Endpoint endpoint, ServerHttpRequest request, Headers headers, byte[] body,
			Receipt receipt) {
		InetSocketAddress peer = request.getRemoteAddress();
		InetAddress client = this.clientAddress.resolve((peer != null) ? peer.getAddress() : null,
				headers.all("X-Forwarded-For"));
		return new Delivery(endpoint.source().id(), request.getMethod().name(), request.getURI().getRawPath(),
				request.getURI().getRawQuery(), headers, body, client, this.clock.instant(),
				receipt.trace().traceparent());
	}

	private Mono<Void> settle(ServerHttpResponse response, Receipt receipt, Outcome outcome) {
		receipt.settle(outcome);
		return write(response, this.answers.of(outcome));
	}

	private Mono<Void> write(ServerHttpResponse response, Answer answer) {
		response.setRawStatusCode(answer.status());
		if (this.farewell.hasBegun()) {
			response.getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
		if (!answer.headers().isEmpty()) {
			answer.headers().forEach(response.getHeaders()::set);
		}
		if (answer.body().isEmpty()) {
			// The server adds the length that belongs to it.
			return response.setComplete();
		}
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		response.getHeaders().setContentLength(body.length);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
	}

}
