package dev.naru.gateway.acknowledgement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Refusal;
import dev.naru.gateway.webhook.Reply;

/**
 * Turns outcomes into answers. Refusals are problem details (RFC 9457) that tell an
 * attacker nothing: whatever is wrong with a signature, the answer is the same.
 */
public final class Answers {

	private static final Answer FAILED = problem(500, "Internal Server Error");

	private static final Answer FORGED = problem(401, "Unauthorized",
			Map.of("WWW-Authenticate", "Signature realm=\"webhooks\""));

	private static final Answer DECLINED = problem(422, "Unprocessable Content");

	private final Answer busy;

	/**
	 * @param retryAfter what a sender is told to wait when it shall come again, in
	 * seconds
	 */
	public Answers(long retryAfter) {
		this.busy = problem(503, "Service Unavailable", Map.of("Retry-After", Long.toString(retryAfter)));
	}

	/**
	 * The answer to an outcome.
	 */
	public Answer of(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Published(Reply reply) -> success(reply);
			case Outcome.Spooled(Reply reply) -> success(reply);
			case Outcome.Duplicate(Reply reply) -> success(reply);
			case Outcome.Answered(Reply reply) -> success(reply);
			case Outcome.Quarantined(QuarantineReason reason, Reply reply) -> success(reply);
			case Outcome.Declined() -> DECLINED;
			case Outcome.Refused(Refusal refusal) -> refused(refusal);
			case Outcome.Unavailable() -> this.busy;
			case Outcome.Failed() -> FAILED;
		};
	}

	private Answer refused(Refusal refusal) {
		return switch (refusal) {
			case Refusal.UnknownSource unknown -> problem(404, "Not Found");
			case Refusal.AddressNotAllowed stranger -> problem(403, "Forbidden");
			case Refusal.NotGenuine forged -> FORGED;
			case Refusal.MethodNotAllowed(List<String> allowed) ->
				problem(405, "Method Not Allowed", Map.of("Allow", String.join(", ", allowed)));
			case Refusal.UnsupportedMediaType unsupported ->
				problem(415, "Unsupported Media Type", Map.of("Accept-Encoding", "identity"));
			case Refusal.ContentTooLarge large -> problem(413, "Content Too Large");
			case Refusal.TooSlow slow -> problem(408, "Request Timeout");
			case Refusal.NotHttp(int status) -> new Answer(status, Map.of(), "");
			case Refusal.MemoryExhausted full -> this.busy;
			case Refusal.TooManyInFlight many -> this.busy;
		};
	}

	private static Answer success(Reply reply) {
		Map<String, String> headers = (reply.contentType() != null)
				? Map.of("Content-Type", reply.contentType(), "X-Content-Type-Options", "nosniff") : Map.of();
		return new Answer(reply.status(), headers, reply.body());
	}

	private static Answer problem(int status, String title) {
		return problem(status, title, Map.of());
	}

	private static Answer problem(int status, String title, Map<String, String> more) {
		Map<String, String> headers = new HashMap<>(more);
		headers.put("Content-Type", "application/problem+json");
		return new Answer(status, Map.copyOf(headers), "{\"title\":\"" + title + "\",\"status\":" + status + "}");
	}

}
