package dev.naru.gateway.provider;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.verification.Authenticity;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Reply;
import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests signed by the providers' own libraries get the verdict they deserve, are read
 * as their providers mean them, and are answered as their providers want.
 */
class VectorsTest {

	static Stream<Vector> vectors() {
		return Vector.all();
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void everyVectorIsJudgedReadAndAnsweredAsExpected(Vector vector) {
		Endpoint endpoint = TestProfiles.endpoint(vector);
		if (vector.webhook().method().equals("GET") && endpoint.profile().challenge() != null) {
			assertAnswer(Objects.requireNonNull(endpoint.challenge(vector.delivery())), vector);
			return;
		}

		if (endpoint.captured(vector.delivery()) != null) {
			assertThat(vector.expected("valid")).isEqualTo("true");
			assertAnswer(endpoint.profile().answer(), vector);
			return;
		}

		Verdict verdict = endpoint.verify(vector.delivery(), vector.now());

		switch (verdict) {
			case Verdict.Undecided undecided -> throw new AssertionError("no vector has a certificate");
			case Verdict.Forged forged -> assertThat(forged.flaw().label()).isEqualTo(vector.expected("reason"));
			case VerifiedDelivery verified -> {
				assertThat(vector.expected("valid")).isEqualTo("true");
				assertTrust(verified, vector);
				assertReading(endpoint.read(verified), vector);
			}
		}
	}

	@Test
	void everyProfileHasAGenuineVector() {
		Set<String> proven = Vector.all()
			.filter((vector) -> "true".equals(vector.expected("valid")))
			.map(Vector::provider)
			.collect(Collectors.toSet());

		// PayPal's certificates cannot be made: see PayPalProfileTest.
		assertThat(TestProfiles.names().filter((name) -> !name.equals("paypal"))).allMatch(proven::contains);
	}

	private static void assertTrust(VerifiedDelivery verified, Vector vector) {
		if (Objects.equals(vector.expected("trust"), "unauthenticated")) {
			assertThat(verified.authenticity()).isEqualTo(Authenticity.NONE);
		}
	}

	private static void assertReading(Reading reading, Vector vector) {
		switch (reading) {
			case NormalizedEvent event -> {
				assertThat(vector.items()).isEqualTo(1);
				assertEvent(event, vector);
				assertAnswer(event.answer(), vector);
			}
			case Reading.Batch(List<Reading.Item> items, Reply answer) -> {
				assertThat(items).hasSize(vector.items()).allMatch(NormalizedEvent.class::isInstance);
				if (!items.isEmpty()) {
					assertEvent((NormalizedEvent) items.get(0), vector);
				}
				if (!vector.ids().isEmpty()) {
					assertThat(items).map((item) -> ((NormalizedEvent) item).id().value()).isEqualTo(vector.ids());
				}
				assertAnswer(answer, vector);
			}
			case Unreadable unreadable -> {
				assertThat(vector.expected("payload")).isEqualTo("malformed");
				assertThat(unreadable.reason()).isEqualTo(QuarantineReason.MALFORMED_BODY);
			}
			case Reading.Handshake(Reply reply) -> {
				// Of these the vectors say what they are, and nothing of an answer.
				assertThat(vector.response() != null || "ping".equals(vector.expected("type"))).isTrue();
				assertAnswer(reply, vector);
			}
		}
	}

	private static void assertEvent(NormalizedEvent event, Vector vector) {
		assertId(event, vector);
		// Where the provider names no type, the profile has a word for it.
		assertThat(event.providerType())
			.isEqualTo(Objects.requireNonNullElse(vector.expected("type"), event.providerType()));
		assertThat((event.resource() != null) ? event.resource().id() : null).isEqualTo(vector.expected("subject"));
		String time = vector.expected("time");
		assertThat((event.time() != null) ? event.time().toInstant() : null)
			.isEqualTo((time != null) ? Instant.parse(time) : null);
		String state = vector.expected("state");
		if (state != null) {
			assertThat(event.state()).isEqualTo(state);
			assertThat(event.sequence()).isEqualTo(state);
		}
		assertThat(Schemas.eventTypes()).filteredOn((type) -> type.type().equals(event.type()))
			.extracting(EventType::subjects)
			.allMatch((kinds) -> kinds.contains(Objects.requireNonNull(event.resource()).kind()));
	}

	/**
	 * Where the provider gives no id, the body's hash is one, or what tells the event
	 * apart.
	 */
	private static void assertId(NormalizedEvent event, Vector vector) {
		String id = vector.expected("id");
		String own = Pattern.quote(String.valueOf(vector.expected("subject"))) + ".*";
		assertThat(event.id().value()).matches((id != null) ? Pattern.quote(id) : ".*sha256-[0-9a-f]{64}|" + own);
	}

	private static void assertAnswer(Reply reply, Vector vector) {
		JsonNode response = vector.response();
		if (response == null) {
			return;
		}
		assertThat(reply.status()).isEqualTo(response.get("status").asInt());
		assertOneOf(reply.body(), response.get("body"), response.get("anyOf"));
		assertOneOf(reply.contentType(), response.get("contentType"), response.get("contentTypes"));
	}

	private static void assertOneOf(@Nullable String given, @Nullable JsonNode only, @Nullable JsonNode any) {
		List<String> wanted = Stream
			.concat(Stream.ofNullable(only), Stream.ofNullable(any).flatMap(JsonNode::valueStream))
			.map(JsonNode::asString)
			.toList();
		if (!wanted.isEmpty()) {
			assertThat(given).isIn(wanted);
		}
	}

}
