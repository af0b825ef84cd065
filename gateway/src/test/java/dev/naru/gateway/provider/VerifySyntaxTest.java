package dev.naru.gateway.provider;

import java.time.Duration;
import java.util.List;

import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.Encoding;
import dev.naru.gateway.verification.Fields;
import dev.naru.gateway.verification.MessagePart;
import dev.naru.gateway.verification.MessagePart.Given;
import dev.naru.gateway.verification.Place;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.Scheme.Hash;
import dev.naru.gateway.verification.Scheme.SignatureAlgorithm;
import dev.naru.gateway.verification.SecretForm;
import dev.naru.gateway.verification.Timestamp;
import dev.naru.gateway.verification.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every key under {@code verify} is taken as it is meant. How schemes judge is the
 * business of verification.
 */
class VerifySyntaxTest {

	@Test
	void aVariantHasANameAndConditions() {
		List<Variant> variants = variants("""
				verify:
				  - {name: new, when: {header: X-New, header-absent: X-Old, secret-prefix: new_}, basic: {}}
				  - {name: old, pinned-only: true, basic: {}}
				  - {name: last, pinned-only: false, basic: {}}
				""");

		assertThat(variants).containsExactly(
				new Variant("new", new Variant.When("X-New", "X-Old", null, "new_"), false, new Scheme.Basic(), null,
						Coverage.NONE, null),
				new Variant("old", null, true, new Scheme.Basic(), null, Coverage.NONE, null),
				new Variant("last", null, false, new Scheme.Basic(), null, Coverage.NONE, null));
	}

	@Test
	void aTokenStandsInAHeaderOrTheQuery() {
		List<Variant> variants = variants(
				"""
						verify:
						  - {name: header, when: {header: Authorization}, token: {from: {header: Authorization, prefix: "KakaoAK "}}}
						  - {name: query, token: {from: {query: token}}}
						""");

		assertThat(variants).extracting(Variant::scheme)
			.containsExactly(new Scheme.Token(new Place("Authorization", null, null, null, "KakaoAK ", null)),
					new Scheme.Token(new Place(null, "token", null, null, null, null)));
	}

	@Test
	void anHmacHasAllItsParameters() {
		Scheme scheme = scheme("""
				hmac:
				  algorithm: sha512
				  secret: {encoding: base64url, prefix: acme_}
				  message: [method, url, path, {text: ":"}, {header: Acme-Id}, {config: shop}, timestamp, body, secret]
				  signature: {query: sig, prefix: "sha512=", fields: {separator: ",", assign: "=", take: v1, each: ";"}}
				  encoding: hex
				  timestamp: {from: {header: Acme-Time, prefix: "t="}, unit: millis, tolerance: 90s}""");

		assertThat(scheme).isEqualTo(new Scheme.Hmac(Hash.SHA512, new SecretForm(Encoding.BASE64URL, "acme_", null),
				List.of(Given.METHOD, Given.URL, Given.PATH, new MessagePart.Text(":"),
						new MessagePart.Header("Acme-Id"), new MessagePart.Config("shop"), Given.TIMESTAMP, Given.BODY,
						Given.SECRET),
				new Place(null, "sig", null, null, "sha512=", new Fields(",", "=", "v1", null, ";")), Encoding.HEX,
				new Timestamp(new Place("Acme-Time", null, null, null, "t=", null), Timestamp.Unit.MILLIS,
						Duration.ofSeconds(90))));
	}

	@Test
	void aDigestHasAllItsParameters() {
		Scheme scheme = scheme("""
				digest:
				  algorithm: sha1
				  message: [secret, timestamp, body]
				  signature: {header: Acme-Signature}
				  encoding: base64
				  timestamp: {from: {query: at}, unit: rfc3339, tolerance: 1h}""");

		assertThat(scheme).isEqualTo(new Scheme.Digest(Hash.SHA1, List.of(Given.SECRET, Given.TIMESTAMP, Given.BODY),
				new Place("Acme-Signature", null, null, null, null, null), Encoding.BASE64, new Timestamp(
						new Place(null, "at", null, null, null, null), Timestamp.Unit.RFC3339, Duration.ofHours(1))));
	}

	@ParameterizedTest
	@CsvSource({ "ed25519,ED25519", "ecdsa_sha256,ECDSA_SHA256", "rsa_sha256,RSA_SHA256", "Ed25519,ED25519" })
	void aPublicKeyHasOneOfThreeAlgorithms(String written, SignatureAlgorithm algorithm) {
		Scheme scheme = scheme("""
				asymmetric: {algorithm: %s, secret: {encoding: hex}, message: [timestamp, body], encoding: base64url,
				  signature: {header: S}, timestamp: {from: {header: T}, unit: seconds, tolerance: 5m}}"""
			.formatted(written));

		assertThat(scheme).isEqualTo(new Scheme.Asymmetric(algorithm, new SecretForm(Encoding.HEX, null, null),
				List.of(Given.TIMESTAMP, Given.BODY), new Place("S", null, null, null, null, null), Encoding.BASE64URL,
				new Timestamp(new Place("T", null, null, null, null, null), Timestamp.Unit.SECONDS,
						Duration.ofMinutes(5))));
	}

	@ParameterizedTest
	@CsvSource({ "sha1,utf8,hex", "sha256,hex,base64", "SHA256,base64,base64url", "sha512,base64url,hex" })
	void theWordsOfAnHmac(String algorithm, String secret, String encoding) {
		Scheme scheme = scheme("""
				hmac: {algorithm: %s, secret: {encoding: %s}, message: [body], signature: {header: S}, encoding: %s}"""
			.formatted(algorithm, secret, encoding));

		assertThat(scheme).isEqualTo(new Scheme.Hmac(Hash.valueOf(algorithm.toUpperCase(java.util.Locale.ROOT)),
				new SecretForm(Encoding.valueOf(secret.toUpperCase(java.util.Locale.ROOT)), null, null),
				List.of(Given.BODY), new Place("S", null, null, null, null, null),
				Encoding.valueOf(encoding.toUpperCase(java.util.Locale.ROOT)), null));
	}

	@ParameterizedTest
	@CsvSource({ "500ms,PT0.5S", "300s,PT5M", "5m,PT5M", "1h,PT1H", "0s,PT0S" })
	void aToleranceIsADuration(String written, Duration expected) {
		Scheme scheme = scheme("""
				digest: {algorithm: sha256, message: [secret, timestamp, body], signature: {header: S}, encoding: hex,
				  timestamp: {from: {header: T}, unit: seconds, tolerance: %s}}""".formatted(written));

		assertThat(scheme).isInstanceOfSatisfying(Scheme.Digest.class,
				(digest) -> assertThat(digest.timestamp()).extracting(Timestamp::tolerance).isEqualTo(expected));
	}

	private static Scheme scheme(String scheme) {
		return variants("verify:\n  - name: it\n" + scheme.indent(4)).get(0).scheme();
	}

	private static List<Variant> variants(String verify) {
		return Acme.profile(verify, Acme.READ).variants();
	}

}
