package dev.naru.gateway.provider;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two events of a provider that its documentation lets have one id are two, and an event
 * that is sent again is one.
 */
class IdentityTest {

	/** Their documentation says that the id alone counts: the profiles name the page. */
	private static final Set<String> DOCUMENTED = Set.of("clerk", "discord", "line", "notion", "openai", "resend",
			"sendgrid", "slack", "standard-webhooks", "twitch", "typeform");

	/**
	 * The providers of messages, people and tools; X stands for what may differ.
	 */
	private static final String SAME_ID = """
			clerk             | 1      | {'type':'user.updated','data':{'id':'1','x':X}}                     |
			discord           | 1      | {'id':'1','application_id':'a','type':2,'x':X}                      |
			github            | X      | {'action':'created','repository':{'full_name':'o/r'},'x':X}         | X-GitHub-Event: star
			gitlab            | X      | {'project':{'id':1},'object_attributes':{'x':X}}                    | Idempotency-Key: 1
			gitlab            | X      | {'project':{'id':1},'object_attributes':{'x':X}}                    | Idempotency-Key:
			hubspot           | X      | [{'eventId':X,'subscriptionType':'a.b','objectId':1}]               |
			hubspot           | X      | [{'eventId':1,'subscriptionType':'a.b','objectId':X}]               |
			hubspot           | X      | [{'eventId':1,'subscriptionType':'a.b','objectId':1,'subscriptionId':X}] |
			hubspot           | X      | [{'eventId':1,'subscriptionType':'a.X','objectId':1}]               |
			hubspot           | X      | [{'eventId':1,'subscriptionType':'a.b','propertyName':'X'}]         |
			hubspot           | X      | [{'eventId':1,'subscriptionType':'a.b','occurredAt':X}]             |
			hubspot           | X      | [{'eventId':1,'subscriptionType':'a.b','portalId':X}]               |
			hubspot           | X      | [{'eventId':1,'subscriptionType':'a.b','objectTypeId':'0-X'}]       |
			hubspot           | X      | [{'eventId':1,'subscriptionType':'a.b','fromObjectId':1,'toObjectId':X}] |
			hubspot           | X      | [{'eventId':1,'subscriptionType':'a.b','messageId':'X'}]            |
			hubspot           | 1      | [{'eventId':1,'subscriptionType':'a.b','attemptNumber':X}]          |
			kakao             | X      | {'event':'added','id':'X'}                                          | X-Kakao-Resource-ID: 1
			kakao             | X      | {'referrer_type':'UNLINK_FROM_APPS','user_id':'X'}                  | X-Kakao-Resource-ID:
			line              | 1      | {'events':[{'webhookEventId':'1','type':'join','x':X,'source':{'roomId':'r'}}]} |
			linear            | X      | {'type':'Issue','action':'update','data':{'id':'1','x':X},'webhookTimestamp':1767225600000} |
			mailgun           | X      | {'id':'1','event':'opened','timestamp':X,'recipient':'a@x.kr'}      |
			meta              | X      | {'object':'page','entry':[{'id':'A','messaging':[{'sender':{'id':'U'},'message':{'mid':'X'}}]}]} |
			meta              | X      | {'object':'page','entry':[{'id':'A','messaging':[{'sender':{'id':'U'},'message_edit':{'mid':'M','num_edit':X}}]}]} |
			meta              | X      | {'object':'page','entry':[{'id':'A','messaging':[{'sender':{'id':'U'},'timestamp':X,'reaction':{'mid':'M'}}]}]} |
			meta              | X      | {'object':'page','entry':[{'id':'A','messaging':[{'sender':{'id':'U'},'timestamp':X,'postback':{'mid':'M'}}]}]} |
			meta              | X      | {'object':'page','entry':[{'id':'X','messaging':[{'sender':{'id':'U'},'read':{'watermark':1}}]}]} |
			meta              | X      | {'object':'page','entry':[{'id':'A','time':X,'changes':[{'field':'feed','value':{}}]}]} |
			meta              | X      | {'object':'page','entry':[{'id':'X','changes':[{'field':'feed','value':{}}]}]} |
			meta              | X      | {'object':'w','entry':[{'id':'A','changes':[{'field':'messages','value':{'statuses':[{'id':'m','status':'read','recipient_id':'X'}]}}]}]} |
			meta              | X      | {'object':'w','entry':[{'id':'X','changes':[{'field':'messages','value':{'errors':[{'code':1}]}}]}]} |
			meta              | X      | {'object':'w','entry':[{'id':'A','changes':[{'field':'messages','value':{'messages':[{'id':'m','from':'1','type':'reaction','reaction':{'emoji':'X'}}]}}]}]} |
			notion            | 1      | {'id':'1','type':'page.created','entity':{'id':'1'},'attempt_number':X} |
			openai            | 1      | {'type':'batch.failed','data':{'id':'1'},'x':X}                     |
			resend            | 1      | {'type':'email.sent','data':{'email_id':'1','x':X}}                 |
			sendgrid          | 1      | [{'sg_event_id':'1','event':'open','email':'a','x':X}]              |
			sendgrid          | X      | [{'event':'unsubscribe','email':'a','timestamp':X}]                 |
			slack             | 1      | {'event_id':'1','team_id':'T','event':{'type':'team_join','x':X}}   |
			slack             | X      | {'type':'block_actions','trigger_id':'1','team':{'id':'T'},'x':X}   |
			standard-webhooks | 1      | {'type':'a.b','x':X}                                                |
			twilio            | X      | MessageSid=SM1&MessageStatus=sent&x=X                               | I-Twilio-Idempotency-Token: 1
			twilio            | X      | MessageSid=SM1&MessageStatus=sent&x=X                               |
			twitch            | X      | {'subscription':{'id':'s','type':'drop.entitlement.grant','condition':{}},'events':[{'id':'X'}]} |
			typeform          | 1      | {'event_id':'1','event_type':'form_response','form_response':{'form_id':'F','x':X}} |
			zoom              | X      | {'event':'meeting.ended','event_ts':X,'payload':{'object':{'id':'1'}}} |
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = SAME_ID)
	void whatMayDifferTellsTwoEvents(String provider, String differs, String body, @Nullable String header) {
		NormalizedEvent first = event(provider, body.replace('X', '5'), header);
		NormalizedEvent again = event(provider, body.replace('X', '5'), header);
		NormalizedEvent other = event(provider, body.replace('X', '6'), header);

		assertThat(told(again)).isEqualTo(told(first));
		if (differs.equals("X")) {
			assertThat(told(other)).isNotEqualTo(told(first));
		}
		else {
			assertThat(told(other)).isEqualTo(told(first));
		}
	}

	@Test
	void everyProviderOfTheseIsAmongThem() {
		Set<String> told = SAME_ID.lines().map((line) -> line.split("\\|", 2)[0].strip()).collect(Collectors.toSet());
		Set<String> byIdAlone = SAME_ID.lines()
			.map((line) -> line.split("\\|", 3))
			.filter((cells) -> !cells[1].strip().equals("X") && !cells[2].contains("attemptNumber"))
			.map((cells) -> cells[0].strip())
			.collect(Collectors.toSet());

		assertThat(told).containsAll(KindsTest.providers().toList());
		assertThat(DOCUMENTED).containsAll(byIdAlone);
	}

	private static NormalizedEvent event(String provider, String body, @Nullable String header) {
		String text = body.replace('\'', '"');
		return (header != null) ? new Provider(provider).event(text, header) : new Provider(provider).event(text);
	}

	/** What a copy is told by. */
	private static List<String> told(NormalizedEvent event) {
		return List.of(event.id().value(), String.valueOf(event.digest()));
	}

}
