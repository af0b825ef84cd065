package dev.naru.gateway.verification;

import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.testing.SampleSource;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.verification.Scheme.SignatureAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What an operator may get wrong is told at start, with its key and without the secret.
 */
class VerifierMistakesTests {

	private static final Variant SIGNED = new Variant("signed", null, false, Variants.hmacOfTheBody("X-Signature"),
			null, Coverage.BODY, null);

	private static final Variant PINNED_TOKEN = new Variant("token", null, true, Variants.token("X-Token"), null,
			Coverage.BODY, null);

	private static final Variant PINNED_NONE = new Variant("none", null, true, new Scheme.None(), null, Coverage.BODY,
			null);

	private static final String WHPK = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

	private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

	@Test
	void anUnknownPinNamesTheVariantsThereAre() {
		// Given
		SampleSource source = SampleSource.withSecrets("s3cr3t").pinning("sigend");
		// When
		ConfigurationException problem = problem(List.of(SIGNED, PINNED_TOKEN, PINNED_NONE), source);
		// Then
		assertThat(problem.place()).isEqualTo("naru.sources.shop.variant");
		assertThat(problem).hasMessageContaining("'sigend'").hasMessageContaining("acme");
		assertThat(problem.cure()).isEqualTo("use one of: signed, token, none");
	}

	@Test
	void whereEveryVariantHasToBePinnedTheChoiceIsAskedFor() {
		// Given
		SampleSource source = SampleSource.withSecrets("s3cr3t");
		// When
		ConfigurationException problem = problem(List.of(PINNED_TOKEN, PINNED_NONE), source);
		// Then
		assertThat(problem.place()).isEqualTo("naru.sources.shop.variant");
		assertThat(problem.cure()).isEqualTo("set it to one of: token, none");
	}

	@Test
	void secretsOfTwoFormsServeNoVariant() {
		// Given
		SampleSource source = SampleSource.withSecrets(WHPK, WHSEC);
		// When
		ConfigurationException problem = problem(Variants.STANDARD_WEBHOOKS, source);
		// Then
		assertThat(problem.place()).isEqualTo("naru.sources.shop.variant");
		assertHides(problem, WHPK.substring(5), WHSEC.substring(6));
	}

	@Test
	void secretsForAVariantThatChecksNoneAreRefused() {
		// Given
		SampleSource source = SampleSource.withSecrets("s3cr3t").pinning("none");
		// When
		ConfigurationException problem = problem(List.of(SIGNED, PINNED_NONE), source);
		// Then
		assertThat(problem.place()).isEqualTo("naru.sources.shop.secrets");
		assertThat(problem).hasMessageContaining("'none'");
		assertThat(problem.cure()).contains("signed, none");
		assertHides(problem, "s3cr3t");
	}

	@Test
	void aSourceWithoutASecretIsRefusedIfOneIsChecked() {
		// Given
		SampleSource source = SampleSource.withSecrets();
		// When
		ConfigurationException problem = problem(List.of(SIGNED), source);
		// Then
		assertThat(problem.place()).isEqualTo("naru.sources.shop.secrets");
		assertThat(problem.cure()).contains("secret-files");
	}

	static Stream<Arguments> undecodable() {
		String rsa = Signing.base64(Signing.keys("RSA", 1024, 1).getPublic().getEncoded());
		String ec = Signing.base64(Signing.keys("EC", 256, 1).getPublic().getEncoded());
		Scheme hmac = new Scheme.Hmac(Scheme.Hash.SHA256, new SecretForm(Encoding.BASE64, "whsec_", null),
				List.of(Given.BODY), Variants.header("X-Signature"), Encoding.HEX, null);
		Scheme hex = new Scheme.Hmac(Scheme.Hash.SHA256, new SecretForm(Encoding.HEX, null, null), List.of(Given.BODY),
				Variants.header("X-Signature"), Encoding.HEX, null);
		return Stream.of(arguments(hmac, WHSEC, "whsec_"), arguments(hmac, WHSEC, "whsec_n0t*base64"),
				arguments(hmac, WHSEC, WHSEC + "A"), arguments(hmac, WHSEC, WHPK), arguments(hex, "00ff", "00f"),
				arguments(hex, "00ff", "00fg"), arguments(publicKey(SignatureAlgorithm.RSA_SHA256), rsa, ec),
				arguments(publicKey(SignatureAlgorithm.RSA_SHA256), rsa, "AAAA"),
				arguments(publicKey(SignatureAlgorithm.ECDSA_SHA256), ec, rsa),
				arguments(publicKey(SignatureAlgorithm.ECDSA_SHA256), ec, WHSEC.substring(6)),
				arguments(publicKey(SignatureAlgorithm.ED25519), WHPK.substring(5), ec),
				arguments(publicKey(SignatureAlgorithm.ED25519), WHPK.substring(5), WHSEC.substring(6)));
	}

	@ParameterizedTest
	@MethodSource("undecodable")
	void aSecretThatCannotBeDecodedIsNamedByItsPlaceAndNotByItsText(Scheme scheme, String good, String bad) {
		// Given
		List<Variant> variants = List.of(new Variant("only", null, false, scheme, null, Coverage.BODY, null));
		SampleSource source = SampleSource.withSecrets(good, bad);
		// When
		ConfigurationException problem = problem(variants, source);
		// Then
		assertThat(problem.place()).isEqualTo("naru.sources.shop.secrets");
		assertThat(problem).hasMessageContaining("secret 2");
		assertHides(problem, good, bad.equals("whsec_") ? good : bad);
	}

	private static Scheme publicKey(SignatureAlgorithm algorithm) {
		return new Scheme.Asymmetric(algorithm, new SecretForm(Encoding.BASE64, null, null), List.of(Given.BODY),
				Variants.header("X-Signature"), Encoding.BASE64, null);
	}

	private static ConfigurationException problem(List<Variant> variants, SampleSource source) {
		return catchThrowableOfType(ConfigurationException.class, () -> Verifier.of(variants, source.source()));
	}

	private static void assertHides(ConfigurationException problem, String... secrets) {
		assertThat(problem).hasNoCause();
		assertThat(problem + problem.place() + problem.cure()).doesNotContain(secrets);
	}

}
