package dev.naru.gateway.provider;

import java.time.Instant;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.QuarantineReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests signed by the providers' own libraries get the verdict they deserve, and are
 * read as their providers mean them.
 */
class VectorsTest {

	static Stream<Vector> vectors() {
		return Vector.all();
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void everyVectorIsJudgedAndReadAsExpected(Vector vector) {
		Endpoint endpoint = TestProfiles.endpoint(TestProfiles.builtIn(vector.provider()), vector.variant(),
				vector.secrets().toArray(String[]::new));

		Verdict verdict = endpoint.verify(vector.delivery(), vector.now());

		switch (verdict) {
			case Verdict.Forged forged -> assertThat(forged.flaw().label()).isEqualTo(vector.expected("reason"));
			case VerifiedDelivery verified -> {
				assertThat(vector.expected("valid")).isEqualTo("true");
				assertReading(endpoint.read(verified), vector);
			}
		}
	}

	private static void assertReading(Reading reading, Vector vector) {
		switch (reading) {
			case NormalizedEvent event -> {
				String id = vector.expected("id");
				assertThat(event.id().value())
					.matches((id != null) ? java.util.regex.Pattern.quote(id) : "sha256-[0-9a-f]{64}");
				assertThat(event.providerType()).isEqualTo(vector.expected("type"));
				assertThat(event.resource()).isNotNull()
					.extracting(Reading.Resource::id)
					.isEqualTo(vector.expected("subject"));
				String time = vector.expected("time");
				assertThat((event.time() != null) ? event.time().toInstant() : null)
					.isEqualTo((time != null) ? Instant.parse(time) : null);
				String state = vector.expected("state");
				if (state != null) {
					assertThat(event.state()).isEqualTo(state);
					assertThat(event.sequence()).isEqualTo(state);
				}
			}
			case Unreadable unreadable -> {
				assertThat(vector.expected("payload")).isEqualTo("malformed");
				assertThat(unreadable.reason()).isEqualTo(QuarantineReason.MALFORMED_BODY);
			}
			case Reading.Handshake handshake -> assertThat(handshake).as("no vector is a handshake").isNull();
		}
	}

}
