package dev.naru.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A check takes what the gateway takes, and its cures lead somewhere; what is expected of
 * a sample is held against what it is.
 */
class SampleRequestsTest {

	@TempDir
	private Path folder;

	@Test
	void anEventThatComesByGetIsTaken() throws IOException {
		CheckedFolder kakao = CheckedFolder.ofBuiltIn(this.folder, "kakao", "secrets: [an-admin-key]");
		kakao.sample("unlink.http", """
				GET /webhooks/main?app_id=1&user_id=77&referrer_type=UNLINK_FROM_APPS HTTP/1.1
				Authorization: KakaoAK an-admin-key

				""");

		assertThat(kakao.check()).isZero();
		assertThat(kakao.told()).contains("genuine     by variant admin-key", "type        user.unlinked",
				"subject     user/77");
	}

	@Test
	void aSecretThatTheSourceWaitsForIsTakenAndNotShown() throws IOException {
		CheckedFolder notion = CheckedFolder.ofBuiltIn(this.folder, "notion", "");
		notion.sample("token.http", """
				# expect: 200 handshake
				POST /webhooks/main HTTP/1.1
				Content-Type: application/json

				{"verification_token":"secret_made_up_token"}
				""");

		assertThat(notion.check()).isZero();
		assertThat(notion.told())
			.contains("handshake   a secret for this source", "answer      200", "as expected 200 handshake")
			.doesNotContain("made_up");
	}

	@ParameterizedTest
	@CsvSource({ "right,0,handshake   no event@  answer      200 text/plain   42",
			"wrong,1,refused     forged: bad_credentials@  answer      401" })
	void theCheckOfAnAddressIsJudgedByItsToken(String token, int status, String what) throws IOException {
		CheckedFolder meta = CheckedFolder.ofBuiltIn(this.folder, "meta",
				"secrets: [an-app-secret]\nconfig: {verify-token: right}");
		meta.sample("challenge.http",
				"GET /webhooks/main?hub.mode=subscribe&hub.verify_token=" + token + "&hub.challenge=42 HTTP/1.1\n\n");

		assertThat(meta.check()).isEqualTo(status);
		assertThat(meta.told()).contains(what.replace('@', '\n'));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
			"POST |GET |the method GET is not taken|405|'challenge' under 'handshakes'",
			"POST |HEAD |the method HEAD is not taken|405|no profile takes HEAD: choose POST",
			"Date:|Content-Encoding: gzip_Date:|a compressed body is not taken|415|without Content-Encoding",
			"application/json|text/plain|the media type text/plain is not taken|415|no profile takes it",
			"application/json|application/x-www-form-urlencoded|the media type application/x-www-form-urlencoded is not taken|415|refused with 401" })
	void aCureDoesNotLeadIntoTheNextRefusal(String right, String wrong, String what, String status, String cure)
			throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		acme.change("order-paid.http", right, wrong.replace('_', '\n'));

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("refused     " + what, "answer      " + status, cure)
			.doesNotContain("send it by POST");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"orders\":null}", "{}" })
	void itemsThatAreNoArrayAreNotBlamedOnWhen(String body) throws IOException {
		CheckedFolder acme = batch(body);

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("quarantine  unsupported_shape",
				"'items' of the one that holds finds no array");
	}

	@Test
	void theAnswerIsThatOfTheWorstItem() throws IOException {
		CheckedFolder acme = batch(
				"{\"orders\":[{\"id\":1,\"type\":\"a\"},{\"id\":2,\"type\":\"ask\"},{\"type\":\"a\"}]}");
		acme.changeProfile("answer:", "answer-unreadable: {status: 406}\nrefuse: [ask]\nanswer:");

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("events      3", "answer      422");

		acme.changeProfile("refuse: [ask]\n", "");
		acme.check();
		assertThat(acme.told()).contains("answer      202");

		acme.sample("batch.http",
				Files.readString(acme.sample("batch.http")).replaceAll("\\{\"orders.*", "{\"orders\":[{}]}"));
		acme.check();
		assertThat(acme.told()).contains("answer      406");
	}

	private CheckedFolder batch(String body) throws IOException {
		CheckedFolder acme = CheckedFolder.of(this.folder, "acme", """
				name: acme
				accepts: [json]
				verify:
				  - {name: token, token: {from: {header: Token}}}
				read:
				  - {version: "1", items: /orders/*, id: {field: /id}, type: {field: /type}}
				answer: {status: 202}
				""");
		acme.source("acme", "secrets: [acme-demo-secret]");
		acme.sample("batch.http", "POST /webhooks/main HTTP/1.1\nToken: acme-demo-secret\n\n" + body + "\n");
		return acme;
	}

	@ParameterizedTest
	@ValueSource(strings = { "200", "id=evt_1", "id=evt_1 type=order.paid subject=order/4711 200",
			"called=order.paid state=PAID sequence=none coverage=body variant=signed references.customer=77",
			"time=2025-12-31T23:59:58Z references.other=none", "id=\"evt_1\"", "type=\"order\\.paid\"" })
	void whatIsExpectedAndFoundIsGood(String expected) throws IOException {
		CheckedFolder acme = expecting("# An order.\n# expect: " + expected + "\n");

		assertThat(acme.check()).as(acme.told()).isZero();
		assertThat(acme.told()).contains("as expected " + expected, "1 sample, as expected");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "204|204|200", "id=evt_2|id=evt_2|id=evt_1",
					"id=evt_1 type=order.created|type=order.created|type=order.paid",
					"subject=none|subject=none|subject=order/4711", "sequence=7|sequence=7|sequence=none",
					"references.other=1|references.other=1|references.other=none",
					"signature_mismatch|signature_mismatch|an event", "401 bad_credentials|401|200",
					"id=evt_1_# expect: id=evt_2|2 events|1 event" })
	void whatIsExpectedAndNotFoundIsTold(String expected, String wanted, String found) throws IOException {
		CheckedFolder acme = expecting("# expect: " + expected.replace("_#", "\n#") + "\n");

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("  expected    " + wanted + "\n  found       " + found + "\n",
				"1 of 1 sample not as expected");
	}

	@ParameterizedTest
	@ValueSource(strings = { "401 signature_mismatch", "401", "signature_mismatch" })
	void aSampleThatHasToBeRefusedIsGoodWhenItIs(String expected) throws IOException {
		CheckedFolder acme = expecting("# expect: " + expected + "\n");
		acme.change("order-paid.http", "v1=", "v1=0");

		assertThat(acme.check()).isZero();
		assertThat(acme.told()).contains("as expected " + expected).doesNotContain("cure", "message");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "POST|PUT|405 method_not_allowed", "application/json|text/html|415 unsupported_media_type",
					"Date: Thu, 1|Date: Fri, 2|401 timestamp_too_old", "Acme-Signature|Other|missing_header" })
	void eachReasonOfARefusalCanBeExpected(String right, String wrong, String expected) throws IOException {
		CheckedFolder acme = expecting("# expect: " + expected + "\n");
		acme.change("order-paid.http", right, wrong);

		assertThat(acme.check()).as(acme.told()).isZero();
	}

	@Test
	void eachEventOfARequestHasALine() throws IOException {
		CheckedFolder acme = batch(
				"{\"orders\":[{\"id\":1,\"type\":\"a\"},{\"id\":2},{\"id\":\"셋 3\",\"type\":\"c\"}]}");
		String request = Files.readString(acme.sample("batch.http"));
		acme.sample("batch.http",
				"# expect: 202 id=1 type=acme.a\n# expect: missing_field id=2\n# expect: id=\"셋 3\" subject=none\n"
						+ request);

		assertThat(acme.check()).as(acme.told()).isZero();

		acme.sample("batch.http", "# expect: id=1\n# expect: id=2\n# expect: id=\"셋 3\"\n" + request);
		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("  expected    an event\n  found       missing_field\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "# expect:|'' is no expectation", "# expect: forged|'forged' is no reason",
					"# expect: ident=1|nothing of an event is called 'ident'", "# expect: 401 403|'403' is no reason",
					"# expect: id=\"1|is no expectation", "# expect: id=1 id=2|'id' stands there twice",
					"# expects: 401|'# expects: 401' is no expectation",
					"# expect 401|'# expect 401' is no expectation", "# Expect: 401|'# Expect: 401' is no expectation",
					"#expect=401|'#expect=401' is no expectation", "# expect: id=|'id=' is no reason" })
	void aMalformedExpectationIsToldWithItsLine(String line, String problem) throws IOException {
		CheckedFolder acme = expecting("# A comment.\n" + line + "\n");

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("order-paid.http, line 2: ", problem, "  cure        ");
	}

	@Test
	void aSuccessAnswerIsNotEnoughForWhatGoesToQuarantine() throws IOException {
		CheckedFolder acme = expecting("# expect: 200\n");
		acme.changeProfile("id: {field: /event_id}", "id: {field: /no_id}");

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("answer      200", "  expected    an event\n  found       missing_field\n");

		acme.change("order-paid.http", "# expect: 200", "# expect: 200 missing_field called=order.paid");
		assertThat(acme.check()).isZero();
	}

	@Test
	void oneStatusIsForAllEventsOfARequest() throws IOException {
		CheckedFolder acme = batch("{\"orders\":[{\"id\":1,\"type\":\"a\"},{\"id\":2,\"type\":\"b\"}]}");
		String request = Files.readString(acme.sample("batch.http"));
		acme.sample("batch.http", "# expect: 202\n" + request);

		assertThat(acme.check()).isZero();

		acme.sample("batch.http", "# expect: 202\n" + request.replace(",\"type\":\"b\"", ""));
		assertThat(acme.check()).isOne();
	}

	@Test
	void oneRequestHasOneStatus() throws IOException {
		CheckedFolder acme = expecting("# expect: 200 id=evt_1\n# expect: 200 id=evt_2\n");

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("order-paid.http, line 2: '200' is no reason, and one request has one status");
	}

	@Test
	void anyOtherCommentIsJustOne() throws IOException {
		CheckedFolder acme = expecting("#\n# Expected by the shop since June.\n# x: y\n");

		assertThat(acme.check()).isZero();
		assertThat(acme.told()).contains("id          evt_1").doesNotContain("as expected Expected");
	}

	private CheckedFolder expecting(String comments) throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		acme.sample("order-paid.http", comments + Files.readString(acme.sample("order-paid.http")));
		return acme;
	}

}
