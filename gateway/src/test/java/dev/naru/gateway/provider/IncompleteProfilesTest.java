package dev.naru.gateway.provider;

import dev.naru.gateway.source.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A profile in which something is missing, or does not go together, stops the start.
 */
class IncompleteProfilesTest {

	private static final String HMAC = GoodProfile.YAML.substring(GoodProfile.YAML.indexOf("    hmac:"),
			GoodProfile.YAML.indexOf("handshakes:"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					name: acme              | ``                      | name                             | it is missing          | add it
					accepts: [json]         | ``                      | accepts                          | it is missing or empty | json, form
					accepts: [json]         | accepts: []             | line 2, accepts                  | it is missing or empty | json, form
					accepts: [json]         | accepts: [null]         | line 2, accepts[0]               | it is missing          | add it
					- name: signed\\n    when | - when                | line 4, verify[0].name           | it is missing          | add it
					algorithm: sha256       | algorithm:              | line 7, verify[0].hmac.algorithm | it is missing          | add it
					`      encoding: hex\\n` | ``                      | line 6, verify[0].hmac.encoding  | it is missing          | add it, or mend its name
					{encoding: utf8, prefix: x_} | {prefix: x_}       | line 8, verify[0].hmac.secret.encoding | it is missing    | add it
					, take: v1              | ``                      | line 10, verify[0].hmac.signature.fields | give either 'take' or 'take-config' | correct it
					separator: ","          | separator: ""           | line 10, verify[0].hmac.signature.fields | 'separator', 'assign', 'take' and 'each' must not be empty | correct it
					{header: S, fields      | {fields                 | line 10, verify[0].hmac.signature | give one of 'header', 'query', 'form', 'field' | correct it
					{header: S, fields      | {header: S, query: s, fields | line 10, verify[0].hmac.signature | give one of 'header', 'query', 'form', 'field' | correct it
					from: {header: T},      | ``                      | line 12, verify[0].hmac.timestamp.from | it is missing    | add it
					, unit: seconds         | ``                      | line 12, verify[0].hmac.timestamp.unit | it is missing    | add it
					, tolerance: 300s       | ``                      | line 12, verify[0].hmac.timestamp.tolerance | it is missing | add it
					- when: {value: {field: /type}, is: ping}\\n | - \\n | line 15, handshakes[0].when    | it is missing          | add it
					, is: ping              | ``                      | line 14, handshakes[0].when      | 'value' and 'is' go together | correct it
					{present: {field: /type}} | {}                    | line 18, read[0].when            | give 'present', 'absent', or 'value' with 'is' | correct it
					version: "1"            | version:                | line 17, read[0].version         | it is missing          | add it
					`    id: {header: Acme-Id}\\n` | ``                 | line 17, read[0].id              | it is missing          | add it
					`    type: {field: /type}\\n` | ``                  | line 17, read[0].type            | it is missing          | add it
					kind: order, id         | id                      | line 24, read[0].resource[0].kind | it is missing         | add it
					id: {field: /order/id}, | ``                      | line 24, read[0].resource[0].id  | it is missing          | add it
					{customer: {field: /customer}} | {customer: }     | line 25, read[0].references.customer | it is missing      | add it
					order.paid: order.paid  | order.paid:             | line 26, types.order.paid        | it is missing          | add it
					[order.confirm]         | [null]                  | line 27, refuse[0]               | it is missing          | add it
					answer: {               | # {                     | answer                           | it is missing          | add it
					status: 200,            | ``                      | line 28, answer.status           | it is missing          | add it
					""")
	void somethingIsMissing(String right, String wrong, String place, String problem, String cure) {
		GoodProfile.assertMistake(right, wrong, place, problem, cure);
	}

	@ParameterizedTest
	@CsvSource({ "verify,3", "read,16" })
	void aSectionIsMissing(String section, int line) {
		String yaml = GoodProfile.YAML.replaceAll("(?s)" + section + ":\n.*?(?=\n[a-z])", section + ":");

		GoodProfile.assertMistake(yaml, "line " + line + ", " + section, "it is missing or empty", "");
	}

	@ParameterizedTest
	@CsvSource({ "verify,4", "read,17" })
	void anEntryIsEmpty(String section, int line) {
		String yaml = GoodProfile.YAML.replaceAll("(?s)" + section + ":\n.*?(?=\n[a-z])", section + ":\n  -");

		GoodProfile.assertMistake(yaml, "line " + line + ", " + section + "[0]", "it is missing", "add it");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					name: acme              | name: acmee             | line 1, name                     | 'acmee' is not the name of the file | rename the file to acmee.yaml, or write 'name: acme'
					name: acme              | name: naru              | line 1, name                     | 'naru' is the gateway's own name | after the provider
					name: acme              | name: ACME              | line 1, name                     | 'ACME' cannot be the name of a provider | lower-case letters, digits and hyphens
					    hmac:               |     basic: {}\\n    hmac: | line 4, verify[0]              | a variant has one scheme, and this one has 2 | give it one of hmac, digest, asymmetric, certified, token, basic: {}, none: {}
					handshakes:             | `  - {name: signed, none: {}}\\nhandshakes:` | line 13, verify[1].name | there are two variants 'signed' | a name of its own
					[timestamp, {text: "."}, body] | []               | line 9, verify[0].hmac.message   | the body is not part of it | whoever has seen one signature can send anything
					[timestamp, {text: "."}, body] | [timestamp]      | line 9, verify[0].hmac.message   | the body is not part of it | add 'body'
					`      timestamp: {from: {header: T}, unit: seconds, tolerance: 300s}\\n` | `` | line 9, verify[0].hmac.message | there is no timestamp to be part of it | under 'timestamp'
					    reply: {status: 204} | ``                     | line 14, handshakes[0]           | a handshake has one answer | one of reply, echo, hmac-reply, challenge, capture
					    reply:              |     echo: {value: {field: /x}, content-type: text/plain}\\n    reply: | line 14, handshakes[0] | a handshake has one answer | an entry of its own
					reply: {status: 204}    | challenge: {token-parameter: a, token-config: b, echo-parameter: c} | line 14, handshakes[0] | there is one challenge, and it has no 'when' | keep one
					reply: {status: 204}    | echo: {value: {field: /x}} | line 15, handshakes[0].echo.content-type | it is missing | add it
					reply: {status: 204}    | hmac-reply: {value: {field: /x}, token-member: t} | line 15, handshakes[0].hmac-reply.hmac-member | it is missing | add it
					version: "1"            | version: v 1            | line 17, read[0].version         | 'v 1' cannot be a version | letters, digits, dots, hyphens
					kind: order             | kind: Order             | line 24, read[0].resource[0].kind | 'Order' cannot be a name here | lower-case
					{customer: {field       | {Customer-Id: {field    | line 25, read[0].references.Customer-Id | 'Customer-Id' cannot be a name here | lower-case
					{order.paid: order.paid} | {order.paid: naru.quarantined} | line 26, types.order.paid | 'naru.quarantined' is the gateway's own | such as payment.paid
					{order.paid: order.paid} | {order.paid: OrderPaid} | line 26, types.order.paid       | 'OrderPaid' cannot be a canonical type | such as payment.paid
					status: 200             | status: 500             | line 28, answer.status           | 500 is not a success   | 200 to 299
					, content-type: text/plain | ``                   | line 28, answer                  | a body and its content type go together | or neither
					, body: OK              | ``                      | line 28, answer                  | a body and its content type go together | or neither
					status: 200             | status: 204             | line 28, answer                  | an answer with status 204 has no body | status 200
					""")
	void thingsDoNotGoTogether(String right, String wrong, String place, String problem, String cure) {
		GoodProfile.assertMistake(right, wrong, place, problem, cure);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "    none:\n", "    hmac:\n" })
	void noScheme(String scheme) {
		String yaml = GoodProfile.YAML.replace(HMAC, scheme);

		GoodProfile.assertMistake(yaml, "line 4, verify[0]", "a variant has one scheme, and this one has 0",
				"none: {}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "[body]|the secret is not part of it|anyone can make the hash",
					"[secret]|the body is not part of it|can send anything",
					"[secret, body, timestamp]|there is no timestamp to be part of it|under 'timestamp'" })
	void aHashThatProvesNothing(String message, String problem, String cure) {
		String yaml = GoodProfile.YAML.replace(HMAC, """
				    digest: {algorithm: sha256, message: %s, signature: {header: S}, encoding: hex}
				""".formatted(message));

		GoodProfile.assertMistake(yaml, "line 6, verify[0].digest.message", problem, cure);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[timestamp, {header: Acme-Id}]", "[]" })
	void aSignatureThatProvesNothing(String message) {
		String yaml = GoodProfile.YAML.replace(HMAC, """
				    asymmetric: {algorithm: ed25519, secret: {encoding: hex}, message: %s, signature: {header: S},
				      encoding: hex}
				""".formatted(message));

		GoodProfile.assertMistake(yaml, "line 6, verify[0].asymmetric.message", "the body is not part of it",
				"add 'body'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "    token: {}\n", "    token: {form: {header: S}}\n" })
	void aTokenThatIsNowhere(String scheme) {
		String yaml = GoodProfile.YAML.replace(HMAC, scheme);

		GoodProfile.assertMistake(yaml, "line 6, verify[0].token.from", "it is missing", "mend its name");
	}

	@Test
	void aVariantThatChecksNothingMustBePinnedWhereThereAreOthers() {
		String yaml = """
				name: acme
				accepts: [json]
				verify:
				  - name: unsigned
				    when: {header-absent: X-Token}
				    none: {}
				  - {name: token, token: {from: {header: X-Token}}}
				read:
				  - {version: "1", id: {sha256: body}, type: {field: /type}}
				answer: {status: 200}
				""";

		ConfigurationException problem = catchThrowableOfType(ConfigurationException.class,
				() -> TestProfiles.of("acme", yaml));

		assertThat(problem.place()).contains("verify");
		assertThat(problem.cure()).contains("pinned-only: true");
	}

}
