package dev.naru.gateway.verification;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.source.Secret;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A secret that has an end proves nothing after it, whatever the scheme.
 */
class ExpiredSecretsTests {

	private static final Instant END = Request.NOW;

	@ParameterizedTest
	@EnumSource
	void untilItsEndASecretProves(Kind kind) {
		// Given
		Verifier verifier = kind.verifier(new Secret("old", END), new Secret("new"));
		// When, Then
		assertThat(verifier.verify(kind.delivery("old"), END)).isInstanceOfSatisfying(VerifiedDelivery.class,
				(verified) -> assertThat(verified.slot()).isZero());
	}

	@ParameterizedTest
	@EnumSource
	void afterItsEndItProvesNothing(Kind kind) {
		// Given
		Verifier verifier = kind.verifier(new Secret("old", END), new Secret("new"));
		// When
		Verdict verdict = verifier.verify(kind.delivery("old"), END.plusNanos(1));
		// Then
		assertThat(verdict).isEqualTo(new Verdict.Forged(Flaw.SECRET_EXPIRED));
	}

	@ParameterizedTest
	@EnumSource
	void theOthersGoOnProving(Kind kind) {
		// Given
		Verifier verifier = kind.verifier(new Secret("old", END), new Secret("new"));
		// When, Then
		assertThat(verifier.verify(kind.delivery("new"), END.plusSeconds(60)))
			.isInstanceOfSatisfying(VerifiedDelivery.class, (verified) -> assertThat(verified.slot()).isOne());
	}

	@ParameterizedTest
	@EnumSource
	void theSameSecretWithoutAnEndProvesOn(Kind kind) {
		// Given
		Verifier verifier = kind.verifier(new Secret("same", END), new Secret("same"));
		// When, Then
		assertThat(verifier.verify(kind.delivery("same"), END.plusSeconds(60)))
			.isInstanceOfSatisfying(VerifiedDelivery.class, (verified) -> assertThat(verified.slot()).isOne());
	}

	@ParameterizedTest
	@EnumSource
	void aStrangerLearnsNothingNew(Kind kind) {
		// Given
		Verifier verifier = kind.verifier(new Secret("old", END), null);
		// When
		Verdict verdict = verifier.verify(kind.delivery("guessed"), END.plusSeconds(60));
		// Then
		assertThat(verdict).isEqualTo(new Verdict.Forged(kind.mismatch));
	}

	/** One scheme of each way to compare. */
	enum Kind {

		SIGNATURE(Flaw.SIGNATURE_MISMATCH) {
			@Override
			Scheme scheme() {
				return Variants.hmacOfTheBody("X-Proof");
			}

			@Override
			String proof(String secret) {
				return Signing.hex(Signing.hmacSha256(Signing.bytes(secret), Signing.bytes("{}")));
			}
		},
		TOKEN(Flaw.BAD_CREDENTIALS) {
			@Override
			Scheme scheme() {
				return Variants.token("X-Proof");
			}

			@Override
			String proof(String secret) {
				return secret;
			}
		};

		private final Flaw mismatch;

		Kind(Flaw mismatch) {
			this.mismatch = mismatch;
		}

		abstract Scheme scheme();

		abstract String proof(String secret);

		Delivery delivery(String secret) {
			return Request.post("{}").withHeader("X-Proof", proof(secret)).delivery();
		}

		Verifier verifier(Secret first, @Nullable Secret second) {
			return Verifier.of(List.of(new Variant("only", null, false, scheme(), null, Coverage.BODY, null)),
					new Source(new SourceId("shop"), "acme", (second != null) ? List.of(first, second) : List.of(first),
							null, Map.of(), null, null, List.of(), null, null));
		}

	}

}
