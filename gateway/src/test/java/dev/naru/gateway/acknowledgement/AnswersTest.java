package dev.naru.gateway.acknowledgement;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Refusal;
import dev.naru.gateway.webhook.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every outcome has its answer, to the byte.
 */
class AnswersTest {

	private static final Reply REPLY = new Reply(200, "application/json", "{\"result\":\"OK\"}");

	private final Answers answers = new Answers(5);

	static Stream<Outcome> successes() {
		return Stream.concat(Stream.of(new Outcome.Published(REPLY), new Outcome.Answered(REPLY)),
				Stream.of(QuarantineReason.values()).map((reason) -> new Outcome.Quarantined(reason, REPLY)));
	}

	@ParameterizedTest
	@MethodSource("successes")
	void aSuccessIsWhatTheProviderWantsToHear(Outcome outcome) {
		Answer answer = this.answers.of(outcome);

		assertThat(answer)
			.isEqualTo(new Answer(200, Map.of("Content-Type", "application/json", "X-Content-Type-Options", "nosniff"),
					"{\"result\":\"OK\"}"));
	}

	@Test
	void aSuccessWithoutBodyHasNoHeaders() {
		Answer answer = this.answers.of(new Outcome.Published(new Reply(204, null, "")));

		assertThat(answer).isEqualTo(new Answer(204, Map.of(), ""));
	}

	static Stream<Arguments> problems() {
		return Stream.of(
				arguments(new Outcome.Declined(), 422, Map.of(),
						"{\"title\":\"Unprocessable Content\",\"status\":422}"),
				arguments(new Outcome.Unavailable(), 503, Map.of("Retry-After", "5"),
						"{\"title\":\"Service Unavailable\",\"status\":503}"),
				arguments(new Outcome.Failed(), 500, Map.of(), "{\"title\":\"Internal Server Error\",\"status\":500}"),
				refused(new Refusal.UnknownSource(), 404, Map.of(), "{\"title\":\"Not Found\",\"status\":404}"),
				refused(new Refusal.AddressNotAllowed(), 403, Map.of(), "{\"title\":\"Forbidden\",\"status\":403}"),
				refused(new Refusal.MethodNotAllowed(List.of("POST", "GET")), 405, Map.of("Allow", "POST, GET"),
						"{\"title\":\"Method Not Allowed\",\"status\":405}"),
				refused(new Refusal.UnsupportedMediaType(), 415, Map.of("Accept-Encoding", "identity"),
						"{\"title\":\"Unsupported Media Type\",\"status\":415}"),
				refused(new Refusal.ContentTooLarge(), 413, Map.of(),
						"{\"title\":\"Content Too Large\",\"status\":413}"),
				refused(new Refusal.TooSlow(), 408, Map.of(), "{\"title\":\"Request Timeout\",\"status\":408}"),
				refused(new Refusal.TooManyInFlight(), 503, Map.of("Retry-After", "5"),
						"{\"title\":\"Service Unavailable\",\"status\":503}"));
	}

	private static Arguments refused(Refusal refusal, int status, Map<String, String> headers, String body) {
		return arguments(new Outcome.Refused(refusal), status, headers, body);
	}

	@ParameterizedTest
	@MethodSource("problems")
	void everythingElseIsAProblemThatTellsNothing(Outcome outcome, int status, Map<String, String> headers,
			String body) {
		Answer answer = this.answers.of(outcome);

		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.headers()).containsAllEntriesOf(headers)
			.containsEntry("Content-Type", "application/problem+json")
			.hasSize(headers.size() + 1);
		assertThat(answer.body()).isEqualTo(body);
	}

	@ParameterizedTest
	@EnumSource(Flaw.class)
	void whateverIsWrongWithASignatureTheAnswerIsTheSame(Flaw flaw) {
		Answer answer = this.answers.of(new Outcome.Refused(new Refusal.NotGenuine(flaw)));

		assertThat(answer).isEqualTo(new Answer(401,
				Map.of("Content-Type", "application/problem+json", "WWW-Authenticate", "Signature realm=\"webhooks\""),
				"{\"title\":\"Unauthorized\",\"status\":401}"));
	}

	@Test
	void theTimeToWaitIsTheConfiguredOne() {
		Answer answer = new Answers(30).of(new Outcome.Unavailable());

		assertThat(answer.headers()).containsEntry("Retry-After", "30");
	}

}
