package dev.naru.gateway.provider;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.QuarantineReason;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

/**
 * A body that is not what it claims to be goes to quarantine, and never ends in an
 * exception.
 */
class HostileBodiesTest {

	private static final int MEBIBYTE = 1 << 20;

	private final Endpoint endpoint = TestProfiles.endpoint(Acme.profile(Acme.VERIFY, """
			read:
			  - version: "1"
			    id: [{header: Acme-Id}, {field: /id}, {sha256: body}]
			    type: [{field: /type}, {text: happened}]
			    resource: [{kind: thing, id: {field: /thing}}]
			    state: {field: /state}
			    sequence: {field: /sequence}
			    references: {other: {field: /list/0/other}}
			"""), null);

	static Stream<Named<byte[]>> malformed() {
		return Stream.of(named("nothing", bytes("")), named("blanks only", bytes(" \r\n\t")),
				named("an open object", bytes("{")), named("an open text", bytes("{\"state\":\"x")),
				named("an open list", bytes("[1")), named("half a literal", bytes("tru")),
				named("something behind", bytes("{} x")), named("two objects", bytes("{}{}")),
				named("single quotes", bytes("{'state':1}")), named("a name without quotes", bytes("{state:1}")),
				named("a comment", bytes("{/* */}")), named("a comma too many", bytes("[1,]")),
				named("no comma", bytes("{\"a\":1 \"b\":2}")), named("a leading zero", bytes("{\"state\":01}")),
				named("a plus", bytes("{\"state\":+1}")), named("no number", bytes("{\"state\":NaN}")),
				named("infinity", bytes("[-Infinity]")), named("a raw control character", bytes("{\"a\":\"\u0001\"}")),
				named("a raw line break", bytes("{\"a\":\"\n\"}")),
				named("an unknown escape", bytes("{\"a\":\"\\x\"}")),
				named("a short escape", bytes("{\"a\":\"\\u12\"}")), named("a form", bytes("state=1&b=2")),
				named("markup", bytes("<state>1</state>")), named("a byte order mark", bytes("\uFEFF{\"state\":1}")),
				named("UTF-16", "{\"state\":1}".getBytes(StandardCharsets.UTF_16)),
				named("UTF-16 without a mark", "{\"state\":1}".getBytes(StandardCharsets.UTF_16LE)),
				named("Latin 1 where nobody looks", "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)),
				named("Latin 1 in a name", "{\"\u00e9\":1}".getBytes(StandardCharsets.ISO_8859_1)),
				named("an overlong zero", joined("{\"a\":\"", 0xc0, 0x80, "\"}")),
				named("a surrogate in bytes", joined("{\"a\":\"", 0xed, 0xa0, 0x80, "\"}")),
				named("a character cut off", joined("{\"a\":\"", 0xed, 0x95, "\"}")),
				named("half a surrogate pair", bytes("{\"state\":\"\\ud83d\"}")),
				named("the other half", bytes("{\"state\":\"x\\ude00x\"}")),
				named("two wrong halves", bytes("{\"state\":\"\\ude00\\ud83d\"}")),
				named("10,000 lists", bytes("[".repeat(10_000) + "]".repeat(10_000))),
				named("10,000 lists, left open", bytes("[".repeat(10_000))),
				named("10,000 objects where nobody looks", bytes("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000))),
				named("10,000 lists where somebody looks",
						bytes("{\"list\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")));
	}

	@ParameterizedTest
	@MethodSource("malformed")
	void aMalformedBodyIsUnreadableUnderItsHash(byte[] body) {
		Reading reading = TestProfiles.read(this.endpoint, Webhook.json(body));

		assertThat(reading).isEqualTo(
				new Unreadable(QuarantineReason.MALFORMED_BODY, EventId.ofBody(body), null, Coverage.NONE, body));
	}

	static Stream<Named<byte[]>> odd() {
		return Stream.of(named("a number", bytes("1")), named("a text", bytes("\"x\"")), named("null", bytes("null")),
				named("a list", bytes("[]")), named("blanks around", bytes("\r\n {} \t\n")),
				named("a null character, escaped", bytes("{\"state\":\"\\u0000\"}")),
				named("half a surrogate pair where nobody looks", bytes("{\"a\":\"\\ud83d\"}")),
				named("400 lists", bytes("[".repeat(400) + "]".repeat(400))),
				named("a text of 1 MiB", bytes("{\"a\":\"" + "x".repeat(MEBIBYTE) + "\"}")),
				named("a state of 1 MiB", bytes("{\"state\":\"" + "한".repeat(MEBIBYTE / 3) + "\"}")),
				named("100,000 members", bytes("{" + "\"a\":1,".repeat(100_000) + "\"a\":1}")));
	}

	@ParameterizedTest
	@MethodSource("odd")
	void whatIsOddButWellFormedIsAnEvent(byte[] body) {
		Reading reading = TestProfiles.read(this.endpoint, Webhook.json(body));

		assertThat(reading).isInstanceOf(NormalizedEvent.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "type", "thing", "sequence" })
	void aCharacterThatNoAttributeMayHoldMakesItUnreadable(String field) {
		for (String escape : new String[] { "\\u0000", "\\n", "\\u001f", "\\u007f", "\\u009f", "\\ufdd0", "\\uffff",
				"\\ud83f\\udffe" }) {
			Webhook webhook = Webhook.json("{\"" + field + "\":\"a" + escape + "b\"}");

			Reading reading = TestProfiles.read(this.endpoint, webhook);

			assertThat(reading).as(escape)
				.isEqualTo(new Unreadable(QuarantineReason.MALFORMED_BODY, EventId.ofBody(webhook.body()), null,
						Coverage.NONE, webhook.body()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "type", "thing", "sequence" })
	void anAttributeOfAbsurdLengthMakesItUnreadable(String field) {
		Webhook webhook = Webhook.json("{\"" + field + "\":\"" + "x".repeat(MEBIBYTE) + "\"}");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading.equals(new Unreadable(QuarantineReason.MALFORMED_BODY, EventId.ofBody(webhook.body()), null,
				Coverage.NONE, webhook.body())))
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "-1", "+1", "1.0", "1e3", " 1", "0x10", "\uff11", "\u0661", "one", "12345678901234567890" })
	void aSequenceThatIsNoWholeNumberOf19DigitsMakesItUnreadable(String sequence) {
		Webhook webhook = Webhook.json("{\"sequence\":\"" + sequence + "\"}");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.MALFORMED_BODY, EventId.ofBody(webhook.body()),
				null, Coverage.NONE, webhook.body()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "7", "007", "\"42\"", "9999999999999999999" })
	void aSequenceIsAWholeNumberOf19DigitsAtMost(String sequence) {
		Reading reading = TestProfiles.read(this.endpoint,
				Webhook.json("{\"sequence\":" + (sequence.equals("007") ? "\"007\"" : sequence) + "}"));

		assertThat(reading).isInstanceOfSatisfying(NormalizedEvent.class,
				(event) -> assertThat(event.sequence()).isEqualTo(sequence.replace("\"", "")));
	}

	@Test
	void aControlCharacterInAHeaderMakesItUnreadable() {
		Webhook webhook = Webhook.json("{}").header("Acme-Id", "a\u0085b");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.MALFORMED_BODY, EventId.ofBody(webhook.body()),
				null, Coverage.NONE, webhook.body()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "state=%4", "state=%zz", "state=%\ud55c", "%%%=1" })
	void aBrokenFormIsUnreadable(String form) {
		Webhook webhook = Webhook.form(form);

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.MALFORMED_BODY, EventId.ofBody(webhook.body()),
				null, Coverage.NONE, webhook.body()));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] joined(Object... pieces) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (Object piece : pieces) {
			if (piece instanceof Integer unit) {
				bytes.write(unit);
			}
			else {
				bytes.writeBytes(bytes(piece.toString()));
			}
		}
		return bytes.toByteArray();
	}

}
