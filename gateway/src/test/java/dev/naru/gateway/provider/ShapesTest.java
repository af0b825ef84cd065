package dev.naru.gateway.provider;

import java.util.Map;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A profile of one's own reads its provider's messages as it says.
 */
class ShapesTest {

	private static final String PROFILE = """
			name: acme
			title: Acme
			docs: https://acme.example/webhooks
			accepts: [form, json]
			verify:
			  - {name: open, none: {}}
			read:
			  - version: "3.0"
			    when: {value: {header: Acme-Version}, is: 3}
			    id: {header: Acme-Id}
			    type: {concat: [{field: /object}, {text: "."}, {field: /action}]}
			    time: [{epoch-millis: {field: /at}}]
			    resource:
			      - {kind: invoice, id: {field: /invoice}, types: [invoice.sent, invoice.paid]}
			      - {kind: customer, id: {field: /customer}, types: [customer.*]}
			      - {kind: thing, id: {field: /thing}}
			      - {kind: other, id: [{field: /other}, {query: other}]}
			    state: {field: /status}
			    sequence: {field: /revision}
			    references:
			      customer: {field: /customer}
			      request: [{header: Acme-Request}, {query: request}]
			  - version: "2"
			    when: {present: {field: /event}, absent: {field: /action}}
			    id: {sha256: body}
			    type: {field: /event}
			types:
			  invoice.paid: invoice.paid
			  invoice.seen: invoice.opened
			  tested: test.passed
			refuse: [invoice.disputed]
			answer: {status: 202, content-type: text/plain, body: "[accepted]"}
			""";

	private final Profile profile = TestProfiles.of("acme", PROFILE);

	private final Endpoint endpoint = TestProfiles.endpoint(this.profile, null);

	@Test
	void everyKeyIsReadAsIntended() {
		Webhook webhook = third("""
				{"object":"invoice","action":"paid","at":1767225600123,"invoice":7,"customer":"c-1","status":"PAID",
				"revision":12,"thing":"t-1"}""").query("request=r-1");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event).isEqualTo(new NormalizedEvent(new EventId("a-1"), "invoice.paid", "invoice.paid", "3.0",
				new Resource("invoice", "7"), event.time(), "PAID", "12", Map.of("customer", "c-1", "request", "r-1"),
				Coverage.NONE, event.payload(), new Reply(202, "text/plain", "[accepted]")));
		assertThat(event.time()).isEqualTo("2026-01-01T00:00:00.123Z");
		assertThat(this.profile.answer()).isEqualTo(new Reply(202, "text/plain", "[accepted]"));
		assertThat(this.profile.types().values()).containsExactlyInAnyOrder("invoice.paid", "invoice.opened",
				"test.passed");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', nullValues = "none",
			value = { "customer;moved;{\"customer\":1,\"thing\":2};customer;1",
					"customer;moved;{\"thing\":2};none;none", "customers;moved;{\"customer\":1,\"thing\":2};thing;2",
					"invoice;sent;{\"thing\":2};none;none", "invoice;sent2;{\"invoice\":1,\"other\":2};other;2" })
	void theRuleThatNamesTheTypeDecidesElseTheFirstThatIsThere(String object, String action, String ids,
			@Nullable String kind, @Nullable String id) {
		Webhook webhook = third("{\"object\":\"%s\",\"action\":\"%s\",%s".formatted(object, action, ids.substring(1)));

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.resource()).isEqualTo((kind != null && id != null) ? new Resource(kind, id) : null);
	}

	@Test
	void aMappedTypeNeedsItsResourceAndAnyRuleMayGiveIt() {
		Webhook with = third("{\"object\":\"invoice\",\"action\":\"seen\"}").query("other=o-1");
		Webhook without = third("{\"object\":\"invoice\",\"action\":\"seen\"}");

		Reading named = TestProfiles.read(this.endpoint, with);
		Reading nameless = TestProfiles.read(this.endpoint, without);

		assertThat(named).isInstanceOf(NormalizedEvent.class);
		assertThat(nameless).isEqualTo(new Unreadable(QuarantineReason.MISSING_FIELD, new EventId("a-1"),
				"invoice.seen", Coverage.NONE, without.body()));
	}

	@Test
	void aRefusedTypeIsRefusedWhateverElseIsMissing() {
		Webhook webhook = third("{\"object\":\"invoice\",\"action\":\"disputed\"}");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.REFUSED_TYPE, new EventId("a-1"),
				"invoice.disputed", Coverage.NONE, webhook.body()));
	}

	@Test
	void theFirstShapeWhoseConditionsHoldReads() {
		Webhook webhook = Webhook.form("event=tested&object=invoice");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.providerVersion()).isEqualTo("2");
		assertThat(event.type()).as("no rule asks for a resource").isEqualTo("test.passed");
		assertThat(event.id()).isEqualTo(EventId.ofBody(webhook.body()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "{\"event\":\"a\",\"action\":\"b\"}", "{\"action\":\"b\"}", "{\"event\":null}" })
	void whatNoConditionHoldsForHasNoKnownShape(String body) {
		Webhook webhook = Webhook.json(body).header("Acme-Version", "4");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.UNSUPPORTED_SHAPE, EventId.ofBody(webhook.body()),
				null, Coverage.NONE, webhook.body()));
	}

	@Test
	void anUnreadableMessageKeepsOnlyWhatAnAttributeMayHold() {
		Webhook disputed = third("{\"object\":\"invoice\",\"action\":\"disputed\"}").header("Acme-Id", "a\u00851");
		Webhook nameless = third("{\"object\":\"in\\u0000voice\",\"action\":\"paid\"}").header("Acme-Id");

		Reading refused = TestProfiles.read(this.endpoint, disputed);
		Reading missing = TestProfiles.read(this.endpoint, nameless);

		assertThat(refused).isEqualTo(new Unreadable(QuarantineReason.REFUSED_TYPE, EventId.ofBody(disputed.body()),
				"invoice.disputed", Coverage.NONE, disputed.body()));
		assertThat(missing).isEqualTo(new Unreadable(QuarantineReason.MISSING_FIELD, EventId.ofBody(nameless.body()),
				null, Coverage.NONE, nameless.body()));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "application/json,true", "application/problem+json,true",
					"application/x-www-form-urlencoded,true", "text/plain,false", "application/jsonp,false",
					"multipart/form-data,false", "none,true" })
	void itAcceptsWhatItsProviderSends(@Nullable String mediaType, boolean accepted) {
		assertThat(this.profile.accepts(mediaType)).isEqualTo(accepted);
	}

	@Test
	void aBodyWithoutMediaTypeIsOfTheFirstKindAccepted() {
		Webhook webhook = Webhook.form("event=tested").header("Content-Type");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.payload()).isInstanceOf(Payload.Form.class);
	}

	private static Webhook third(String body) {
		return Webhook.json(body).header("Acme-Version", "3").header("Acme-Id", "a-1");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "-,payment.updated", "DONE,payment.paid", "OTHER,payment.updated" })
	void theDetailTellsEventsOfOneTypeApart(@Nullable String status, String type) {
		Endpoint payments = TestProfiles.endpoint(Acme.profile(Acme.VERIFY, """
				read:
				  - version: "1"
				    id: {sha256: body}
				    type: {text: changed}
				    detail: {field: /status}
				types:
				  changed: payment.updated
				  changed/DONE: payment.paid
				"""), null);

		NormalizedEvent event = TestProfiles.event(payments,
				Webhook.json((status != null) ? "{\"status\":\"" + status + "\"}" : "{}"));

		assertThat(event.type()).isEqualTo(type);
		assertThat(event.providerType()).isEqualTo("changed");
	}

	@ParameterizedTest
	@CsvSource({ "/weather,true", "/,true", "weather,false", "ask,true", "asked,false" })
	void typesAreRefusedByNameOrByTheirBeginning(String type, boolean refused) {
		Endpoint questions = TestProfiles.endpoint(Acme.profile(Acme.VERIFY, """
				read:
				  - version: "1"
				    id: {sha256: body}
				    type: {field: /type}
				refuse: [/*, ask]
				"""), null);

		Reading reading = TestProfiles.read(questions, Webhook.json("{\"type\":\"" + type + "\"}"));

		assertThat(reading instanceof Unreadable unreadable && unreadable.reason() == QuarantineReason.REFUSED_TYPE)
			.isEqualTo(refused);
	}

}
