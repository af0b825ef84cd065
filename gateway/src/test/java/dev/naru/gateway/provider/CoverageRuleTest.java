package dev.naru.gateway.provider;

import java.util.List;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A profile that proves less than the body says so, and no profile says more than it
 * proves.
 */
class CoverageRuleTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			body | '[json, form]' | [body]
			body | '[json, query]' | [url, body]
			body | '[query]' | [url]
			body | '[{xml-in-form: payload}]' | '[{form: payload}]'
			body | '[{json-in-form: payload}]' | '[{form: payload}]'
			""")
	void aMessageWithAllThatIsReadCoversTheBody(String coverage, String accepts, String message) {
		assertThat(variant(accepts, "", message).coverage().label()).isEqualTo(coverage);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			fields   | '[json]' | '[{field: /id}]'
			fields   | '[form, json]' | '[url, sorted_form]'
			fields   | '[{json-in-form: payload}, form]' | '[{form: payload}]'
			fields   | '[{json-in-form: payload}]' | '[{form: other}]'
			fields   | '[json]' | '[method, url, path, {query: a}, {header: b}]'
			checksum | '[json]' | '[{field: /id}, crc32]'
			""")
	void whatCoversLessHasToSaySo(String coverage, String accepts, String message) {
		assertThat(variant(accepts, "covers: " + coverage, message).coverage().label()).isEqualTo(coverage);

		assertMistake(yaml(accepts, "", message), "verify[0].hmac.message", "the body is not part of it",
				"write 'covers: " + coverage + "'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'[json, query]' | [body]
			'[query]'       | '[{query: a}]'
			""")
	void whatAGetRequestSaysIsItsQuery(String accepts, String message) {
		assertMistake(yaml(accepts, "", message), "verify[0].hmac.message",
				"the query of a GET request is not part of it", "add 'url'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'[url]'         | {query: h}
			'[{query: h}]'  | {query: h}
			'[{header: h}]' | {header: H}
			""")
	void aHashOfTheBodyCoversItWhereItIsSigned(String message, String place) {
		String hash = "body-hash: {from: " + place + ", algorithm: sha256, encoding: hex}";

		assertThat(variant("[json]", hash, message).coverage()).isEqualTo(Coverage.BODY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'[url]'         | {header: h}
			'[{query: x}]'  | {query: h}
			'[{header: x}]' | {header: h}
			'[{header: h}]' | {query: h}
			""")
	void aHashThatIsNotSignedCoversNothing(String message, String place) {
		String hash = "body-hash: {from: " + place + ", algorithm: sha256, encoding: hex}";

		assertMistake(yaml("[json]", hash, message), "verify[0].hmac.message", "the body is not part of it",
				"add 'body'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					covers: fields   | [body]          | the message covers 'body', and not 'fields'   | remove the key
					covers: body     | '[{field: /a}]' | the message covers 'fields', and not 'body'   | write 'covers: fields'
					covers: checksum | '[{field: /a}]' | the message covers 'fields', and not 'checksum' | write 'covers: fields'
					""")
	void whatIsSaidHasToBeTrue(String key, String message, String problem, String cure) {
		assertMistake(yaml("[json]", key, message), "verify[0].covers", problem, cure);
	}

	@Test
	void onlyASignatureCoversAnything() {
		String yaml = yaml("[json]", "covers: fields", "[body]").replaceAll("(?m)^    hmac:.*$",
				"    token: {from: {header: T}}");

		assertMistake(yaml, "verify[0]", "'covers' and 'body-hash' go with a signature, and this scheme has none",
				"remove them");
	}

	private static void assertMistake(String yaml, String place, String problem, String cure) {
		ConfigurationException found = catchThrowableOfType(ConfigurationException.class,
				() -> TestProfiles.of("acme", yaml));

		assertThat(found).isNotNull();
		assertThat(found.place()).endsWith(", " + place);
		assertThat(found).hasMessageEndingWith(problem);
		assertThat(found.cure()).contains(cure);
	}

	private static Variant variant(String accepts, String keys, String message) {
		List<Variant> variants = TestProfiles.of("acme", yaml(accepts, keys, message)).variants();
		assertThat(variants).hasSize(1);
		return variants.get(0);
	}

	private static String yaml(String accepts, String keys, String message) {
		return """
				name: acme
				accepts: %s
				verify:
				  - name: signed
				    %s
				    hmac: {algorithm: sha256, secret: {encoding: utf8}, message: %s, signature: {header: S}, encoding: hex}
				read:
				  - {version: "1", id: {sha256: body}, type: {text: happened}}
				answer: {status: 200}
				"""
			.formatted(accepts, keys, message);
	}

}
