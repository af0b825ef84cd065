package dev.naru.gateway.provider;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.provider.Reading.Item;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.QuarantineReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people report of receivers of such webhooks: events that vanish as copies of
 * others, and genuine ones that are turned away.
 */
class FieldReportsTest {

	private static final String WHATSAPP = "{'object':'whatsapp_business_account','entry':[{'id':'W','changes':[{'field':'messages','value':{'metadata':{'phone_number_id':'P'},%s}}]}]}";

	private static final String SENT = "{'id':'A','status':'sent','timestamp':'1','recipient_id':'1'}";

	private static final String FAILED = "{'id':'C','status':'failed','timestamp':'2','recipient_id':'3','errors':[{'code':1}]}";

	private static final String FIRST = "{'id':'m1','from':'1','timestamp':'1','type':'text','text':{'body':'a'}}";

	private static final String SECOND = "{'id':'m2','from':'2','timestamp':'1','type':'text','text':{'body':'a'}}";

	private final Provider meta = new Provider("meta");

	@Test
	void eachStateOfWhatsAppIsAnEvent() {
		List<Item> one = whatsApp("'statuses':[" + SENT + "]");
		List<Item> two = whatsApp("'statuses':[" + SENT + "," + FAILED + "]");

		assertThat(types(two)).containsExactly("message.sent", "message.failed");
		assertThat(ids(two).get(0)).isEqualTo(ids(one).get(0));
		assertThat(ids(two)).doesNotHaveDuplicates();
	}

	@Test
	void eachMessageOfWhatsAppIsAnEvent() {
		List<Item> two = whatsApp("'messages':[" + FIRST + "," + SECOND + "]");

		assertThat(ids(whatsApp("'messages':[" + FIRST + "]"))).containsExactly("m1");
		assertThat(ids(two)).containsExactly("m1", "m2");
		assertThat(subjects(two)).containsExactly("conversation/P:1", "conversation/P:2");
	}

	@Test
	void aMessageAndAStateInOneValueAreTwo() {
		assertThat(types(whatsApp("'messages':[" + FIRST + "],'statuses':[" + FAILED + "]")))
			.containsExactly("message.received", "message.failed");
		assertThat(types(whatsApp("'statuses':[" + FAILED + "],'messages':[" + FIRST + "]")))
			.containsExactly("message.failed", "message.received");
	}

	@Test
	void whatMetaSendsOfSeveralAccountsAtOnceIsReadTogether() {
		List<Item> items = items(
				"{'object':'page','entry':[{'id':'A','messaging':[{'sender':{'id':'U'},'message':{'mid':'M'}}]},"
						+ "{'id':'B','time':1,'changes':[{'field':'feed','value':{}}]},"
						+ "{'id':'C','time':1,'changes':[{'field':'feed','value':{}}]},"
						+ "{'id':'D','standby':[{'sender':{'id':'U'},'message':{'mid':'M'}}],'messaging':[]},{'id':'E'}]}");

		assertThat(items.subList(0, 4)).allMatch(NormalizedEvent.class::isInstance);
		assertThat(subjects(items.subList(0, 4))).containsExactly("conversation/A:U", "account/B", "account/C",
				"conversation/D:U");
		assertThat(items.get(4)).isInstanceOfSatisfying(Unreadable.class,
				(unreadable) -> assertThat(unreadable.reason()).isEqualTo(QuarantineReason.MISSING_FIELD));
		assertThat(ids(items)).doesNotHaveDuplicates();
	}

	/** Meta's terms ask to delete what was unsent. */
	@Test
	void whatIsUnsentAtInstagramIsNoCopyOfTheMessage() {
		NormalizedEvent message = instagram("'message':{'mid':'M1','text':'a'}");
		NormalizedEvent unsent = instagram("'message':{'mid':'M1','is_deleted':true}");

		assertThat(message.id().value()).isEqualTo("M1");
		assertThat(unsent.id()).isNotEqualTo(message.id());
		assertThat(unsent.type()).isEqualTo("message.deleted");
		assertThat(unsent.references()).containsEntry("message", "M1");
	}

	@Test
	void whatIsFalseIsNotThere() {
		assertThat(instagram("'message':{'mid':'M1','is_echo':false,'is_deleted':null,'text':'a'}").type())
			.isEqualTo("message.received");
	}

	@Test
	void hubSpotMayGiveTwoEventsOneId() {
		String event = "'subscriptionId':2,'portalId':3,'attemptNumber':0,'eventId':100,";
		String creation = "{" + event + "'subscriptionType':'contact.creation','objectId':1,'occurredAt':5}";

		assertThat(ids(hubSpot(creation
				+ ",{'eventId':100,'subscriptionType':'deal.deletion','objectId':2,'occurredAt':9,'subscriptionId':4}")))
			.doesNotHaveDuplicates()
			.hasSize(2);
		assertThat(ids(hubSpot(creation.replace("'attemptNumber':0", "'attemptNumber':7"))))
			.isEqualTo(ids(hubSpot(creation)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{'event':'bounce','email':'a@x.kr','timestamp':1,'sg_event_id':'e','sg_message_id':'','smtp-id':'<s>'} | email.bounced      | e       | email/<s>
					{'event':'bounce','email':'a@x.kr','timestamp':1,'sg_event_id':'e','sg_message_id':''}                | email.bounced      | e       | email/a@x.kr
					{'event':'unsubscribe','email':'a@x.kr','timestamp':1}                                                | email.unsubscribed | sha256- | email/a@x.kr
					{'event':'group_unsubscribe','email':'a@x.kr','timestamp':1,'sg_event_id':null}                       | email.unsubscribed | sha256- | email/a@x.kr
					""")
	void sendGridLeavesIdsOut(String event, String type, String id, String subject) {
		List<Item> items = new Provider("sendgrid").items("[" + event.replace('\'', '"') + "]");

		assertThat(types(items)).containsExactly(type);
		assertThat(ids(items).get(0)).startsWith(id);
		assertThat(subjects(items)).containsExactly(subject);
	}

	@ParameterizedTest
	@CsvSource({ "tenant=a%3Ab,tenant=a:b", "tenant=a%3Ab,tenant=a%3Ab", "x=%2F%3F%40&y=%26,x=/?@&y=%26" })
	void hubSpotDecodesSomeEscapesBeforeItSigns(String sent, String signed) {
		Verdict verdict = hubSpot("https://hooks.example.com/in/hubspot?" + sent, sent, signed);

		assertThat(verdict).isInstanceOf(VerifiedDelivery.class);
	}

	@ParameterizedTest
	@CsvSource({ "tenant=a%26b,tenant=a&b", "tenant=a%3Ab,tenant=a", "tenant=a%3Ab,tenant=b:a" })
	void whatHubSpotWouldNotDecodeIsForged(String sent, String signed) {
		Verdict verdict = hubSpot("https://hooks.example.com/in/hubspot?" + sent, sent, signed);

		assertThat(verdict).isEqualTo(new Verdict.Forged(Flaw.SIGNATURE_MISMATCH));
	}

	@Test
	void twilioSignsTheUrlAsItWasEntered() {
		String form = "MessageSid=SM1&MessageStatus=sent";

		assertThat(Provider.twilio("https://hooks.example.com/in/twilio?b=456&a=123", "a=123&b=456", form))
			.isInstanceOf(NormalizedEvent.class);
		assertThat(Provider.twilio("https://hooks.example.com/in/twilio?b=456&a=123", "b=456&a=123", form))
			.isInstanceOf(NormalizedEvent.class);
	}

	@Test
	void aSenderWithoutATypeIsPublishedUnderThatOfItsSource() {
		Profile profile = TestProfiles.builtIn("standard-webhooks");
		Webhook webhook = Webhook.json("{\"data\":{\"id\":\"c\"}}").standard("msg_1");
		Webhook typed = Webhook.json("{\"type\":\"own\"}").standard("msg_2");
		Endpoint named = TestProfiles.endpoint(profile, null, Map.of("type", "order.changed"), Webhook.STANDARD_SECRET);
		Endpoint unnamed = TestProfiles.endpoint(profile, null, Webhook.STANDARD_SECRET);

		assertThat(TestProfiles.event(named, webhook).type()).isEqualTo("standard-webhooks.order.changed");
		assertThat(TestProfiles.event(named, typed).type()).isEqualTo("standard-webhooks.own");
		assertThat(TestProfiles.read(unnamed, webhook)).isInstanceOfSatisfying(Unreadable.class,
				(unreadable) -> assertThat(unreadable.reason()).isEqualTo(QuarantineReason.MISSING_FIELD));
	}

	private static Verdict hubSpot(String entered, String sent, String signed) {
		String time = Long.toString(Webhook.NOW.toEpochMilli());
		byte[] mac = Signing.hmacSha256(Signing.bytes("secret"),
				Signing.bytes("POSThttps://hooks.example.com/in/hubspot?" + signed + "[]" + time));
		return TestProfiles.endpoint(TestProfiles.builtIn("hubspot"), null, Map.of(), URI.create(entered), "secret")
			.verify(Webhook.json("[]")
				.query(sent)
				.header("X-HubSpot-Signature-v3", Signing.base64(mac))
				.header("X-HubSpot-Request-Timestamp", time)
				.delivery(), Webhook.NOW);
	}

	private static List<Item> hubSpot(String events) {
		return new Provider("hubspot").items("[" + events.replace('\'', '"') + "]");
	}

	private NormalizedEvent instagram(String member) {
		return (NormalizedEvent) items("{'object':'instagram','entry':[{'id':'A','time':1,'messaging':"
				+ "[{'sender':{'id':'U'},'recipient':{'id':'A'},'timestamp':5," + member + "}]}]}")
			.get(0);
	}

	private List<Item> whatsApp(String members) {
		return items(WHATSAPP.formatted(members));
	}

	private List<Item> items(String body) {
		return this.meta.items(body.replace('\'', '"'));
	}

	private static List<String> ids(List<Item> items) {
		return items.stream().map((item) -> item.id().value()).toList();
	}

	private static List<String> types(List<Item> items) {
		return events(items).stream().map(NormalizedEvent::type).toList();
	}

	private static List<String> subjects(List<Item> items) {
		return events(items).stream()
			.map(NormalizedEvent::resource)
			.map((resource) -> (resource != null) ? resource.kind() + "/" + resource.id() : "none")
			.toList();
	}

	private static List<NormalizedEvent> events(List<Item> items) {
		List<NormalizedEvent> events = new ArrayList<>();
		for (Item item : items) {
			events.add((NormalizedEvent) item);
		}
		return events;
	}

}
