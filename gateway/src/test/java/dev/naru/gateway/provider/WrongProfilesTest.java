package dev.naru.gateway.provider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * A profile that is not written as profiles are stops the start, and its author is told
 * where, what and how to mend it.
 */
class WrongProfilesTest {

	@Test
	void nothingIsWrongWithTheGoodOne() {
		assertThatCode(() -> TestProfiles.of("acme", GoodProfile.YAML)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					accepts: [json]         | acepts: [json]          | line 2, acepts                  | unknown key 'acepts'   | use one of accepts, answer, answer-unreadable, charset, docs, duplicate-window, handshakes, name, read, refuse, title, types, verify
					    when: {header: S}   |     wen: {header: S}    | line 5, verify[0].wen           | unknown key 'wen'      | use one of asymmetric, basic, body-hash, certified, covers, digest, each, hmac, name, none, pinned-only, token, when
					when: {header: S}       | when: {heder: S}        | line 5, verify[0].when.heder     | unknown key 'heder'    | use one of header, header-absent, query, secret-prefix
					      encoding: hex     |       encoding: hex\\n      x: 1 | line 12, verify[0].hmac.x | unknown key 'x'       | use one of algorithm, encoding, message, secret, signature, timestamp
					prefix: x_              | prefx: x_               | line 8, verify[0].hmac.secret.prefx | unknown key 'prefx' | use one of encoding, hash, prefix
					{header: S, fields      | {header: S, x: 1, fields | line 10, verify[0].hmac.signature.x | unknown key 'x'    | use one of field, fields, form, header, prefix, query
					take: v1                | take: v1, x: 1          | line 10, verify[0].hmac.signature.fields.x | unknown key 'x' | use one of assign, each, separator, take, take-config
					unit: seconds           | unit: seconds, x: 1     | line 12, verify[0].hmac.timestamp.x | unknown key 'x'     | use one of from, tolerance, unit
					    hmac:               |     basic: {x: 1}\\n    hmac: | line 6, verify[0].basic.x   | unknown key 'x'        | remove it
					    reply:              |     replay:             | line 15, handshakes[0].replay    | unknown key 'replay'   | use one of capture, challenge, echo, hmac-reply, reply, when
					    type: {field        |     typ: {field         | line 20, read[0].typ             | unknown key 'typ'      | use one of answer, detail, id, items, references, resource, sequence, state, time, type, version, when
					{present: {field: /type}} | {present: {field: /type}, x: 1} | line 18, read[0].when.x  | unknown key 'x'        | use one of absent, is, present, value
					{kind: order            | {x: 1, kind: order      | line 24, read[0].resource[0].x   | unknown key 'x'        | use one of id, kind, types
					pattern:                | patern:                 | line 22, read[0].time[0]         | 'patern' is not known here | use one of value, pattern, zone
					answer: {status:        | answer: {stats:         | line 28, answer.stats            | unknown key 'stats'    | use one of body, content-type, status
					""")
	void anUnknownKey(String right, String wrong, String place, String problem, String cure) {
		GoodProfile.assertMistake(right, wrong, place, problem, cure);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{header: Acme-Id}       | {heder: Acme-Id}        | line 19, read[0].id              | 'heder' is not known here | use one of header, field, around, name-of, config, query, text, sha256, concat, first
					{header: Acme-Id}       | {config: {a: b}}         | line 19, read[0].id              | a list of words belongs here | write it as {config:
					{header: Acme-Id}       | {header: a, field: /x}  | line 19, read[0].id              | one function belongs here | {header: X-Id}
					{header: Acme-Id}       | Acme-Id                 | line 19, read[0].id              | one function belongs here | {header: X-Id}
					{header: Acme-Id}       | {header: [a]}           | line 19, read[0].id              | a text belongs here    | not empty
					{header: Acme-Id}       | {header: }              | line 19, read[0].id              | a text belongs here    | not empty
					{header: Acme-Id}       | {text: ''}              | line 19, read[0].id              | a text belongs here    | not empty
					{header: Acme-Id}       | {concat: {text: x}}     | line 19, read[0].id              | a list of values belongs here | [{header: X-Id}, {field: /id}]
					{header: Acme-Id}       | []                      | line 19, read[0].id              | a list of values belongs here | [{header: X-Id}, {field: /id}]
					{header: Acme-Id}       | {sha256: header}        | line 19, read[0].id              | there is a hash of the body only | {sha256: body}
					local: {value           | iso: {value             | line 22, read[0].time[0]         | 'iso' is not known here | use one of rfc3339, epoch-seconds, epoch-millis, local, zoned
					[timestamp, {text       | [timestmp, {text        | line 9, verify[0].hmac.message[0] | 'timestmp' is not known here | use one of body, timestamp, method, url, url_any_port, url_decoded, path, secret, crc32, sorted_form, {text: …}
					{text: "."}             | {txt: "."}              | line 9, verify[0].hmac.message[1] | 'txt' is not known here | use one of text, header, query, form, field, config
					algorithm: sha256       | algorithm: md5          | line 7, verify[0].hmac.algorithm | 'md5' is not known here | use one of sha1, sha256, sha512
					algorithm: sha256       | algorithm: 1            | line 7, verify[0].hmac.algorithm | '1' is not known here  | use one of sha1, sha256, sha512
					encoding: hex           | encoding: base32        | line 11, verify[0].hmac.encoding | 'base32' is not known here | use one of utf8, hex, base64, base64url
					unit: seconds           | unit: minutes           | line 12, verify[0].hmac.timestamp.unit | 'minutes' is not known here | use one of seconds, millis, rfc3339
					accepts: [json]         | accepts: [xml]          | line 2, accepts[0]               | 'xml' is not known here | use one of json, form, query, {json-in-form: …}, {xml-in-form: …}
					/order/id               | order.id                | line 24, read[0].resource[0].id  | 'order.id' is not a JSON Pointer | as in /data/id
					/order/id               | /order~2                | line 24, read[0].resource[0].id  | '/order~2' is not a JSON Pointer | a tilde ~0
					/order/id               | /order~                 | line 24, read[0].resource[0].id  | '/order~' is not a JSON Pointer | a tilde ~0
					300s                    | 300                     | line 12, verify[0].hmac.timestamp.tolerance | '300' is not a duration | 300s, 5m or 1h
					300s                    | 5 minutes               | line 12, verify[0].hmac.timestamp.tolerance | '5 minutes' is not a duration | 300s, 5m or 1h
					300s                    | -5s                     | line 12, verify[0].hmac.timestamp.tolerance | '-5s' is not a duration | 300s, 5m or 1h
					answer: {status         | duplicate-window: 1d\\nanswer: {status | line 28, duplicate-window | '1d' is not a duration | 300s, 5m or 1h
					Asia/Seoul              | Asia/Soul               | line 22, read[0].time[0]         | no time zone has the name 'Asia/Soul' | Asia/Seoul
					yyyyMMddHHmmss          | yyyyMMddBOGUS           | line 22, read[0].time[0]         | 'yyyyMMddBOGUS' is not the pattern of a date with a time | yyyyMMddHHmmss
					yyyyMMddHHmmss          | yyyy-MM-dd              | line 22, read[0].time[0]         | 'yyyy-MM-dd' is not the pattern of a date with a time | yyyyMMddHHmmss
					, zone: Asia/Seoul      | ``                      | line 22, read[0].time[0]         | a local time needs a value, a pattern and a zone | zone: Asia/Seoul
					""")
	void aWordThatMeansNothing(String right, String wrong, String place, String problem, String cure) {
		GoodProfile.assertMistake(right, wrong, place, problem, cure);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					accepts: [json]         | accepts: json           | line 2, accepts                  | a list belongs here    | [one, two]
					accepts: [json]         | accepts: {json: true}   | line 2, accepts                  | a list belongs here    | [one, two]
					secret: {encoding: utf8, prefix: x_} | secret: [utf8] | line 8, verify[0].hmac.secret | keys and values belong here | {key: value}
					types: {order.paid: order.paid} | types: [order.paid] | line 26, types           | keys and values belong here | {key: value}
					reply: {status: 204}    | reply: 204              | line 15, handshakes[0].reply     | keys and values belong here | {key: value}
					name: acme              | name: [acme]            | line 1, name                     | a text belongs here    | in quotes
					kind: order             | kind: {text: order}     | line 24, read[0].resource[0].kind | a text belongs here   | in quotes
					status: 200             | status: ok              | line 28, answer.status           | a whole number belongs here | digits
					status: 200             | status: 200.5           | line 28, answer.status           | a whole number belongs here | digits
					    when: {header: S}   |     pinned-only: maybe  | line 5, verify[0].pinned-only    | a yes or a no belongs here | true or false
					""")
	void aListWhereAnObjectBelongsAndTheLike(String right, String wrong, String place, String problem, String cure) {
		GoodProfile.assertMistake(right, wrong, place, problem, cure);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					accepts: [json]         | accepts: [json]\\naccepts: [form] | line 3                   | Duplicate Object property "accepts" | correct it there
					algorithm: sha256       | algorithm: sha256\\n      algorithm: sha1 | line 8 | Duplicate Object property "algorithm" | correct it there
					{header: Acme-Id}       | {header: a, header: b}  | line 19              | Duplicate Object property "header" | correct it there
					body: OK                | body: 'OK               | line 29                          | this is no YAML, while scanning a quoted scalar from line 28 on: found unexpected end of stream | a quote or bracket left open
					`    id: {header`       | `   id: {header`        | line 19                          | this is no YAML, while parsing a block collection from line 17 on: expected <block end>, but found '<block mapping start>' | indentation
					`    id: {header`       | \\tid: {header          | line 19                          | this is no YAML, found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation) | tabs
					order.paid: order.paid} | order.paid: order.paid  | line 27                          | this is no YAML, while parsing a flow mapping from line 26 on: expected ',' or '}', but got : | bracket left open
					answer:                 | ---\\nanswer:           | line 29                          | a second document begins | a file of its own
					""")
	void whatIsNoYamlOrTooMuchOfIt(String right, String wrong, String place, String problem, String cure) {
		GoodProfile.assertMistake(right, wrong, place, problem, cure);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none",
			value = { "''|''|the file is empty|write a profile", "# to do|''|the file is empty|write a profile",
					"hello|''|keys and values belong here|README",
					"- name: acme|''|keys and values belong here|README" })
	void aFileThatIsNoProfileAtAll(String yaml, String place, String problem, String cure) {
		GoodProfile.assertMistake(yaml, place, problem, cure);
	}

}
