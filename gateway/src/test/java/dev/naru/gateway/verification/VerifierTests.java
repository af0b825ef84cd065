package dev.naru.gateway.verification;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.source.Source;
import dev.naru.gateway.testing.Request;
import dev.naru.gateway.testing.SampleSource;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.verification.Variant.When;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Flaw;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which variant judges, and what its word is worth.
 */
class VerifierTests {

	private static final String SECRET = "s3cr3t-value";

	private static final Variant SIGNED = new Variant("signed", new When("X-Signature", null, null, null), false,
			Variants.hmacOfTheBody("X-Signature"), null, Coverage.BODY, null);

	private static final Variant TOKEN = new Variant("token", new When("X-Token", null, null, null), false,
			Variants.token("X-Token"), null, Coverage.BODY, null);

	private static final Variant PINNED_TOKEN = new Variant("pinned-token", null, true, Variants.token("X-Token"), null,
			Coverage.BODY, null);

	private static final Request REQUEST = Request.post("{}");

	private static final String SIGNATURE = Signing.hex(Signing.hmacSha256(Signing.bytes(SECRET), REQUEST.body()));

	private static final SampleSource SOURCE = SampleSource.withSecrets(SECRET);

	@ParameterizedTest
	@CsvSource({ "X-Signature, signed", "X-Token, token" })
	void theFirstVariantWhoseConditionHoldsJudges(String header, String variant) {
		// Given
		Verifier verifier = Verifier.of(List.of(SIGNED, TOKEN), SOURCE.source());
		Delivery delivery = REQUEST.withHeader(header, header.equals("X-Token") ? SECRET : SIGNATURE).delivery();
		// When
		Verdict verdict = verifier.verify(delivery, Request.NOW);
		// Then
		assertThat(verdict).isInstanceOfSatisfying(VerifiedDelivery.class, (verified) -> {
			assertThat(verified.variant()).isEqualTo(variant);
			assertThat(verified.delivery()).isSameAs(delivery);
		});
	}

	/**
	 * Also an empty or doubled header is there: it must not lead to a weaker variant.
	 */
	static Stream<Arguments> failedSignatures() {
		return Stream.of(arguments(Flaw.SIGNATURE_MISMATCH, new String[] { "00" }),
				arguments(Flaw.MISSING_HEADER, new String[] { "" }),
				arguments(Flaw.MISSING_HEADER, new String[] { SIGNATURE, SIGNATURE }));
	}

	@ParameterizedTest
	@MethodSource("failedSignatures")
	void aFailedCheckIsFinalThoughALaterVariantWouldAccept(Flaw flaw, String[] signatures) {
		// Given
		Verifier verifier = Verifier.of(List.of(SIGNED, TOKEN), SOURCE.source());
		Delivery delivery = REQUEST.withHeader("X-Signature", signatures).withHeader("X-Token", SECRET).delivery();
		// When
		Verdict verdict = verifier.verify(delivery, Request.NOW);
		// Then
		assertThat(verdict).isEqualTo(new Verdict.Forged(flaw));
	}

	@Test
	void aDeliveryOfWhichNoConditionHoldsIsRefused() {
		// Given
		Verifier verifier = Verifier.of(List.of(SIGNED, TOKEN), SOURCE.source());
		// When
		Verdict verdict = verifier.verify(REQUEST.delivery(), Request.NOW);
		// Then
		assertThat(verdict).isEqualTo(new Verdict.Forged(Flaw.MISSING_HEADER));
	}

	@Test
	void aVariantMayJudgeOnlyWhereAHeaderIsAbsent() {
		// Given
		Variant old = new Variant("old", new When(null, "X-Signature", null, null), false, Variants.token("X-Token"),
				null, Coverage.BODY, null);
		Verifier verifier = Verifier.of(List.of(old, SIGNED), SOURCE.source());
		Request withToken = REQUEST.withHeader("X-Token", SECRET);
		// When
		Verdict without = verifier.verify(withToken.delivery(), Request.NOW);
		Verdict with = verifier.verify(withToken.withHeader("X-Signature", "00").delivery(), Request.NOW);
		// Then
		assertThat(without).isInstanceOf(VerifiedDelivery.class);
		assertThat(with).isEqualTo(new Verdict.Forged(Flaw.SIGNATURE_MISMATCH));
	}

	@Test
	void thePinnedVariantAloneJudges() {
		// Given
		Verifier verifier = Verifier.of(List.of(SIGNED, TOKEN, PINNED_TOKEN), SOURCE.pinning("pinned-token").source());
		// When
		Verdict token = verifier.verify(REQUEST.withHeader("X-Token", SECRET).delivery(), Request.NOW);
		Verdict signature = verifier.verify(REQUEST.withHeader("X-Signature", SIGNATURE).delivery(), Request.NOW);
		// Then
		assertThat(token).isInstanceOfSatisfying(VerifiedDelivery.class,
				(verified) -> assertThat(verified.variant()).isEqualTo("pinned-token"));
		assertThat(signature).isEqualTo(new Verdict.Forged(Flaw.MISSING_HEADER));
	}

	@Test
	void noSenderMayChooseAVariantThatHasToBePinned() {
		// Given
		Verifier verifier = Verifier.of(List.of(PINNED_TOKEN, SIGNED), SOURCE.source());
		// When
		Verdict verdict = verifier.verify(REQUEST.withHeader("X-Token", SECRET).delivery(), Request.NOW);
		// Then
		assertThat(verdict).isInstanceOf(Verdict.Forged.class);
	}

	/** Standard Webhooks: whpk_ is a public key and whsec_ a shared secret. */
	@ParameterizedTest
	@CsvSource({ "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=, v1a",
			"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, v1" })
	void theFormOfTheSecretChoosesTheVariant(String secret, String variant) {
		// Given
		Source source = SampleSource.withSecrets(secret).source();
		// When
		List<String> serving = Variants.STANDARD_WEBHOOKS.stream()
			.filter((candidate) -> candidate.servesSource(source))
			.map(Variant::name)
			.toList();
		Verifier verifier = Verifier.of(Variants.STANDARD_WEBHOOKS, source);
		// Then
		assertThat(serving).containsExactly(variant);
		assertThat(verifier.provesSender()).isTrue();
	}

	static Stream<Arguments> authenticities() {
		return Stream.of(arguments(new Scheme.None(), SampleSource.withSecrets(), Authenticity.NONE, false),
				arguments(new Scheme.None(), SampleSource.withSecrets().allowing("10.0.0.0/8"), Authenticity.ADDRESS,
						false),
				arguments(SIGNED.scheme(), SOURCE, Authenticity.SIGNATURE, true),
				arguments(TOKEN.scheme(), SOURCE.allowing("10.0.0.0/8"), Authenticity.SHARED_SECRET, true));
	}

	@ParameterizedTest
	@MethodSource("authenticities")
	void aDeliveryIsBelievedForWhatWasChecked(Scheme scheme, SampleSource source, Authenticity authenticity,
			boolean proves) {
		// Given
		Verifier verifier = Verifier.of(List.of(new Variant("only", null, false, scheme, null, Coverage.BODY, null)),
				source.source());
		Delivery delivery = REQUEST.withHeader("X-Token", SECRET).withHeader("X-Signature", SIGNATURE).delivery();
		// When
		Verdict verdict = verifier.verify(delivery, Request.NOW);
		// Then
		assertThat(verdict).isInstanceOfSatisfying(VerifiedDelivery.class, (verified) -> {
			assertThat(verified.authenticity()).isEqualTo(authenticity);
			assertThat(verified.slot()).isEqualTo(proves ? 0 : -1);
		});
		assertThat(verifier.provesSender()).isEqualTo(proves);
	}

	@ParameterizedTest
	@CsvSource({ "60, ", "59, TIMESTAMP_TOO_OLD", "3600, " })
	void theToleranceOfTheSourceCountsMoreThanThatOfTheProfile(long seconds, @Nullable Flaw flaw) {
		// Given
		Source source = SOURCE.tolerating(Duration.ofSeconds(seconds)).source();
		Verifier verifier = Verifier.of(List.of(Variants.TIMESTAMPED), source);
		// When
		Verdict verdict = verifier.verify(Variants.timestamped("1767225600", SECRET), Request.NOW.plusSeconds(60));
		// Then
		assertThat((verdict instanceof Verdict.Forged forged) ? forged.flaw() : null).isEqualTo(flaw);
	}

	/** A timestamp is signed as it was written, not as it was understood. */
	@Test
	void leadingZerosOfATimestampAreTakenOnlyIfTheyAreSigned() {
		// Given
		Verifier verifier = Verifier.of(List.of(Variants.TIMESTAMPED), SOURCE.source());
		Delivery signedSo = Variants.timestamped("0001767225600", SECRET);
		Delivery signedOtherwise = Variants.timestamped("1767225600", "0001767225600", SECRET);
		// When
		Verdict accepted = verifier.verify(signedSo, Request.NOW);
		Verdict refused = verifier.verify(signedOtherwise, Request.NOW);
		// Then
		assertThat(accepted).isInstanceOf(VerifiedDelivery.class);
		assertThat(refused).isEqualTo(new Verdict.Forged(Flaw.SIGNATURE_MISMATCH));
	}

}
