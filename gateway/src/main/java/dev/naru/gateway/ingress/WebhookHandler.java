package dev.naru.gateway.ingress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.acknowledgement.Answer;
import dev.naru.gateway.acknowledgement.Answers;
import dev.naru.gateway.budget.Budget;
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
import org.springframework.http.HttpMethod;
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

	private static final Answer NOT_HERE = new Answer(404, Map.of(), "");

	private static final Answer BROKEN = new Answer(400, Map.of(), "");

	private final Endpoints endpoints;

	private final Intake intake;

	private final Answers answers;

	private final Ledger ledger;

	private final Tracing tracing;

	private final ClientAddress clientAddress;

	private final BodyReader bodies;

	private final Budget memory;

	private final BodyLimits limits;

	private final Farewell farewell;

	private final Clock clock;

	WebhookHandler(Endpoints endpoints, Intake intake, Answers answers, Ledger ledger, Tracing tracing,
			ClientAddress clientAddress, BodyReader bodies, Budget memory, BodyLimits limits, Farewell farewell,
			Clock clock) {
		this.endpoints = endpoints;
		this.intake = intake;
		this.answers = answers;
		this.ledger = ledger;
		this.tracing = tracing;
		this.clientAddress = clientAddress;
		this.bodies = bodies;
		this.memory = memory;
		this.limits = limits;
		this.farewell = farewell;
		this.clock = clock;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		String path = request.getURI().getRawPath();
		Headers headers = ReceivedHeaders.of(request);
		if (!path.startsWith(PATH)) {
			return write(request, response, NOT_HERE, announcesBody(headers));
		}
		Endpoint endpoint = this.endpoints.find(path.substring(PATH.length()));
		Receipt receipt = receipt(endpoint, headers);
		InetAddress client = client(request, headers);
		Refusal refusal = refusal(endpoint, request, headers, client);
		if (endpoint == null || refusal != null) {
			return settle(request, response, receipt,
					new Outcome.Refused((refusal != null) ? refusal : new Refusal.UnknownSource()),
					announcesBody(headers));
		}
		Budget.Holding held = this.memory.open(endpoint.source().id(), client);
		return this.bodies.read(request, this.limits.of(endpoint, Delivery.mediaType(headers)), held)
			.flatMap((body) -> take(request, headers, response, endpoint, client, receipt, body))
			.doOnCancel(receipt::abandon)
			.doFinally((end) -> held.close());
	}

	/**
	 * What can be told before the body is read.
	 */
	private @Nullable Refusal refusal(@Nullable Endpoint endpoint, ServerHttpRequest request, Headers headers,
			@Nullable InetAddress client) {
		if (endpoint == null) {
			return new Refusal.UnknownSource();
		}
		if (!endpoint.methods().contains(request.getMethod().name())) {
			return new Refusal.MethodNotAllowed(endpoint.methods());
		}
		if (!endpoint.source().admits(client)) {
			return new Refusal.AddressNotAllowed();
		}
		if (!endpoint.takesBody(request.getMethod().name(), headers)) {
			return new Refusal.UnsupportedMediaType();
		}
		long announced = request.getHeaders().getContentLength();
		if (announced > this.limits.of(endpoint, Delivery.mediaType(headers))) {
			return new Refusal.ContentTooLarge();
		}
		return (announced > Body.Gathering.FREE && !this.memory.has(endpoint.source().id(), announced))
				? new Refusal.MemoryExhausted() : null;
	}

	private Receipt receipt(@Nullable Endpoint endpoint, Headers headers) {
		String source = (endpoint != null) ? endpoint.source().id().value() : Ledger.UNKNOWN;
		String provider = (endpoint != null) ? endpoint.profile().name() : Ledger.UNKNOWN;
		return new Receipt(this.ledger.account(source, provider), this.tracing.begin(headers, source, provider));
	}

	private Mono<Void> take(ServerHttpRequest request, Headers headers, ServerHttpResponse response, Endpoint endpoint,
			@Nullable InetAddress client, Receipt receipt, Body body) {
		return switch (body) {
			case Body.Whole(byte[] bytes) -> {
				Delivery delivery = new Delivery(endpoint.source().id(), request.getMethod().name(),
						request.getURI().getRawPath(), request.getURI().getRawQuery(), headers, bytes, client,
						this.clock.instant(), receipt.trace().traceparent());
				yield this.intake.accept(endpoint, delivery, receipt.account())
					.flatMap((outcome) -> settle(request, response, receipt, outcome, false));
			}
			case Body.TurnedAway(Refusal refusal) ->
				settle(request, response, receipt, new Outcome.Refused(refusal), true);
			case Body.Broken() -> {
				receipt.abandon();
				yield write(request, response, BROKEN, true);
			}
		};
	}

	private @Nullable InetAddress client(ServerHttpRequest request, Headers headers) {
		InetSocketAddress peer = request.getRemoteAddress();
		return this.clientAddress.resolve((peer != null) ? peer.getAddress() : null, headers.all("X-Forwarded-For"));
	}

	/**
	 * Whether there may be a body, whoever has sent it yet.
	 */
	private static boolean announcesBody(Headers headers) {
		List<String> lengths = headers.all(HttpHeaders.CONTENT_LENGTH);
		return !headers.all(HttpHeaders.TRANSFER_ENCODING).isEmpty()
				|| (!lengths.isEmpty() && !lengths.get(0).equals("0"));
	}

	private Mono<Void> settle(ServerHttpRequest request, ServerHttpResponse response, Receipt receipt, Outcome outcome,
			boolean last) {
		receipt.settle(outcome);
		return write(request, response, this.answers.of(outcome), last);
	}

	/**
	 * @param last whether the connection ends with this answer: it is given before the
	 * request has ended
	 */
	private Mono<Void> write(ServerHttpRequest request, ServerHttpResponse response, Answer answer, boolean last) {
		response.setRawStatusCode(answer.status());
		if (last || this.farewell.hasBegun()) {
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
		if (request.getMethod().equals(HttpMethod.HEAD)) {
			return response.setComplete();
		}
		return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
	}

}
