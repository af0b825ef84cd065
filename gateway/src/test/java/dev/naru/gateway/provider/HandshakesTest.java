package dev.naru.gateway.provider;

import java.util.List;
import java.util.Map;

import dev.naru.gateway.provider.Reading.Handshake;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a provider asks is answered as it wants, and is no event.
 */
class HandshakesTest {

	private static final String VERIFY = """
			verify:
			  - {name: token, token: {from: {header: Acme-Token}}}
			""";

	private static final String HANDSHAKES = """
			handshakes:
			  - when: {value: {field: /type}, is: 1}
			    reply: {status: 200, content-type: application/json, body: '{"type":1}'}
			  - when: {value: {header: Acme-Event}, is: ping}
			    reply: {status: 204}
			  - when: {value: {field: /type}, is: url_verification}
			    echo: {value: {field: /challenge}, content-type: text/plain}
			  - when: {value: {field: /event}, is: endpoint.url_validation}
			    hmac-reply: {value: {field: /payload/plainToken}, token-member: plainToken, hmac-member: encryptedToken}
			  - challenge: {token-parameter: hub.verify_token, token-config: verify-token, echo-parameter: hub.challenge}
			""";

	private final Profile profile = Acme.profile(VERIFY, HANDSHAKES, Acme.READ);

	private final Endpoint endpoint = TestProfiles.endpoint(this.profile, null, Map.of("verify-token", "let me in"),
			"first", "second");

	@Test
	void aFixedReply() {
		Reading reading = read(Webhook.json("{\"type\":1}"));

		assertThat(reading).isEqualTo(new Handshake(new Reply(200, "application/json", "{\"type\":1}")));
	}

	@Test
	void aFixedReplyWithoutBody() {
		Reading reading = read(Webhook.json("{}").header("Acme-Event", "ping"));

		assertThat(reading).isEqualTo(new Handshake(new Reply(204, null, "")));
	}

	@Test
	void aPieceOfTheRequestIsSentBack() {
		Reading reading = read(Webhook.json("{\"type\":\"url_verification\",\"challenge\":\"<3eZ \\u00e9\"}"));

		assertThat(reading).isEqualTo(new Handshake(new Reply(200, "text/plain", "<3eZ é")));
	}

	@Test
	void aTokenIsProvenWithTheSecretThatMatched() {
		Reading reading = read(Webhook.json("""
				{"event":"endpoint.url_validation","payload":{"plainToken":"q\\"Nz"}}"""));

		assertThat(reading).isEqualTo(
				new Handshake(new Reply(200, "application/json", "{\"plainToken\":\"q\\\"Nz\",\"encryptedToken\":"
						+ "\"6bf06337809178e35ebcb9ceaf02ef7cc885190668e466dbcdd1745fbc1a8ba1\"}")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"type\":\"url_verification\"}", "{\"type\":\"url_verification\",\"challenge\":\"\"}",
			"{\"event\":\"endpoint.url_validation\"}", "{\"type\":2}", "{\"type\":\"1 \"}" })
	void whatHasNothingToAnswerIsAnEvent(String body) {
		Reading reading = read(Webhook.json(body));

		assertThat(reading).isInstanceOf(NormalizedEvent.class);
	}

	@Test
	void whereNoSecretMatchedNothingIsProven() {
		Endpoint open = TestProfiles.endpoint(Acme.profile(Acme.VERIFY, HANDSHAKES, Acme.READ), null);

		Reading reading = TestProfiles.read(open, Webhook.json("""
				{"event":"endpoint.url_validation","payload":{"plainToken":"x"}}"""));

		assertThat(reading).isInstanceOf(NormalizedEvent.class);
	}

	@Test
	void aChallengeIsAnsweredToWhoKnowsTheToken() {
		Webhook webhook = Webhook.get("hub.mode=subscribe&hub.challenge=115%2B8&hub.verify_token=let+me+in");

		Reply reply = this.endpoint.challenge(webhook.delivery());

		assertThat(reply).isEqualTo(new Reply(200, "text/plain", "115+8"));
		assertThat(this.endpoint.methods()).isEqualTo(List.of("POST", "GET"));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "hub.challenge=1", "hub.verify_token=let+me+in", "hub.challenge=1&hub.verify_token=",
			"hub.challenge=1&hub.verify_token=let+me+in+", "hub.challenge=1&hub.verify_token=%zz" })
	void aChallengeIsNotAnsweredToAnyoneElse(String query) {
		Webhook webhook = new Webhook("GET", query, Map.of(), new byte[0]);

		assertThat(this.endpoint.challenge(webhook.delivery())).isNull();
	}

	@Test
	void aSourceWithoutTheTokenAnswersNoChallenge() {
		Endpoint tokenless = TestProfiles.endpoint(this.profile, null, "first");

		assertThat(tokenless.challenge(Webhook.get("hub.challenge=1&hub.verify_token=").delivery())).isNull();
	}

	@Test
	void whoHasNoChallengeTakesNoGet() {
		Endpoint plain = Acme.reading();

		assertThat(plain.methods()).isEqualTo(List.of("POST"));
		assertThat(plain.challenge(Webhook.get("a=b").delivery())).isNull();
	}

	@Test
	void aSecretIsCapturedWhileTheSourceHasNone() {
		Endpoint waiting = TestProfiles.endpoint(capturing(), null);
		Webhook webhook = Webhook.json("{\"token\":\"made_up_token_1\"}");

		assertThat(waiting.waitsForSecret()).isTrue();
		assertThat(waiting.captured(webhook.delivery())).isEqualTo(new Secret("made_up_token_1"));
		assertThat(waiting.verify(webhook.header("Acme-Token", "made_up_token_1").delivery(), Webhook.NOW))
			.isInstanceOf(Verdict.Forged.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"token\":\"short\"}", "{\"token\":\"line\\nbreak\"}",
			"{\"token\":\"made_up_token_1\",\"type\":\"x\"}", "{\"token\":", "" })
	void whatIsNoSecretIsNotCaptured(String body) {
		assertThat(TestProfiles.endpoint(capturing(), null).captured(Webhook.json(body).delivery())).isNull();
	}

	@Test
	void onceTheSourceHasASecretTheDoorIsShut() {
		Endpoint set = TestProfiles.endpoint(capturing(), null, "made_up_token_1");
		Webhook webhook = Webhook.json("{\"token\":\"made_up_token_1\"}");

		assertThat(set.waitsForSecret()).isFalse();
		assertThat(set.captured(webhook.delivery())).isNull();
		assertThat(set.verify(webhook.delivery(), Webhook.NOW)).isInstanceOf(Verdict.Forged.class);
	}

	private static Profile capturing() {
		return Acme.profile(VERIFY, """
				handshakes:
				  - when: {present: {field: /token}, absent: {field: /type}}
				    capture: {secret: {field: /token}}
				""", Acme.READ);
	}

	private Reading read(Webhook webhook) {
		return TestProfiles.read(this.endpoint, webhook.header("Acme-Token", "second"));
	}

}
