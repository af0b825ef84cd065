package dev.naru.gateway.verification;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.SampleSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Signatures that others have published.
 */
class KnownAnswersTests {

	/** Standard Webhooks' own example, GitHub's documentation, and RFC 8032, test 2. */
	static Stream<Arguments> published() {
		Scheme ed25519 = new Scheme.Asymmetric(Scheme.SignatureAlgorithm.ED25519,
				new SecretForm(Encoding.HEX, null, null), List.of(MessagePart.Given.BODY),
				Variants.header("X-Signature"), Encoding.HEX, null);
		return Stream
			.of(arguments(HmacSchemeTests.StandardWebhooks.SCHEME, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
					Request.post("{\"test\": 2432232314}")
						.withHeader("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
						.withHeader("webhook-timestamp", "1614265330")
						.withHeader("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
					1_614_265_330),
					arguments(HmacSchemeTests.GitHub.SCHEME, "It's a Secret to Everybody",
							Request.post("Hello, World!")
								.withHeader("X-Hub-Signature-256",
										"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
							0),
					arguments(ed25519, "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
							Request.post("r")
								.withHeader("X-Signature",
										"92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
												+ "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
							0));
	}

	@ParameterizedTest
	@MethodSource("published")
	void aPublishedSignatureIsAccepted(Scheme scheme, String secret, Request request, long time) {
		// Given
		Verifier verifier = Verifier.of(List.of(new Variant("only", null, false, scheme, null, Coverage.BODY, null)),
				SampleSource.withSecrets(secret).source());
		// When
		Verdict verdict = verifier.verify(request.delivery(), Instant.ofEpochSecond(time));
		// Then
		assertThat(verdict).isInstanceOf(VerifiedDelivery.class);
	}

}
