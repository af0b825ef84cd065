package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The five services of POPBiLL.
 */
class PopbillProfileTest {

	private static final String MID = "016120000002-1777d55c2c41492ab06826d";

	private final Profile profile = TestProfiles.builtIn("popbill");

	private final Endpoint endpoint = TestProfiles.endpoint(this.profile, "none");

	@ParameterizedTest
	@CsvSource({ "TAXINVOICE.STATE,Issue,tax_invoice.issued,tax_invoice",
			"TAXINVOICE.STATE,CancelIssue,tax_invoice.issuance_cancelled,tax_invoice",
			"TAXINVOICE.STATE,CLOSEDOWN,tax_invoice.counterparty_closedown,tax_invoice",
			"TAXINVOICE.STATE,NTS,tax_invoice.filing_updated,tax_invoice",
			"TAXINVOICE.STATE,OPEN,tax_invoice.opened,tax_invoice",
			"TAXINVOICE.STATE,MANUAL,tax_invoice.resent,tax_invoice",
			"CASHBILL.STATE,Issue,cash_receipt.issued,cash_receipt",
			"CASHBILL.STATE,NTS,cash_receipt.filing_updated,cash_receipt",
			"CASHBILL.STATE,MANUAL,cash_receipt.resent,cash_receipt",
			"STATEMENT.STATE,Issue,statement.issued,statement", "STATEMENT.STATE,Cancel,statement.cancelled,statement",
			"STATEMENT.STATE,OPEN,statement.opened,statement", "STATEMENT.STATE,MANUAL,statement.resent,statement",
			"KAKAO.STATE,RESULT,message.delivery_updated,message", "KAKAO.STATE,MANUAL,message.resent,message",
			"HT.CASHBILL,HTCashbill,cash_receipt.collected,cash_receipt",
			"HT.CASHBILL,MANUAL,cash_receipt.resent,cash_receipt" })
	void everyEventOfEveryServiceHasItsTypeAndItsSubject(String service, String eventType, String canonical,
			String kind) {
		String body = switch (service) {
			case "KAKAO.STATE" -> "{\"receiptNum\":\"r-1\",\"state\":3}";
			case "HT.CASHBILL" -> "{\"ntsconfirmNum\":\"r-1\"}";
			default -> "{\"itemKey\":\"r-1\",\"stateCode\":300}";
		};

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook(service, eventType, body));

		assertThat(event.id()).isEqualTo(id(eventType, body));
		assertThat(event.type()).isEqualTo(canonical);
		assertThat(event.providerType()).isEqualTo(service + "/" + eventType);
		assertThat(event.resource()).isEqualTo(new Resource(kind, "r-1"));
	}

	@Test
	void aCashReceiptIsReadWhole() {
		Webhook webhook = webhook("CASHBILL.STATE", "NTS", """
				{ "corpNum": "1", "franchiseCorpNum": "2", "itemKey": "022122116191200001", "confirmNum": "TB0001146",
				"ntsresultCode": "0000", "stateCode": 304, "mgtKey": "20221221-001", "eventDT": "20221222100033",
				"eventType": "NTS", "interOPYN": true }""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event).isEqualTo(new NormalizedEvent(id("NTS", new String(webhook.body(), StandardCharsets.UTF_8)),
				"cash_receipt.filing_updated", "CASHBILL.STATE/NTS", "1",
				new Resource("cash_receipt", "022122116191200001"), OffsetDateTime.parse("2022-12-22T10:00:33+09:00"),
				"304", "304",
				Map.of("corporation", "2", "merchant_reference", "20221221-001", "confirmation", "TB0001146"),
				Coverage.NONE, event.payload(), new Reply(200, "application/json", "{\"result\":\"OK\"}")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "300", "\"300\"" })
	void aStateCodeMayBeANumberOrAText(String stateCode) {
		Webhook webhook = webhook("STATEMENT.STATE", "Issue",
				"{\"itemKey\":\"i-1\",\"invoiceNum\":\"n-1\",\"stateCode\":" + stateCode + "}");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.state()).isEqualTo("300");
		assertThat(event.sequence()).isEqualTo("300");
		assertThat(event.references()).containsEntry("invoice", "n-1");
	}

	@Test
	void theEventTypeOfTheBodyCountsWhereTheHeaderIsMissing() {
		Webhook webhook = webhook("KAKAO.STATE", null, """
				{"receiptNum":"r-1","requestNum":null,"state":3,"result":100,"eventType":"RESULT"}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.type()).isEqualTo("message.delivery_updated");
		assertThat(event.state()).isEqualTo("3");
		assertThat(event.sequence()).as("a message's state does not only grow").isNull();
	}

	@Test
	void theEventTypeOfTheHeaderCountsBeforeThatOfTheBody() {
		Webhook webhook = webhook("CASHBILL.STATE", "NTS", """
				{"itemKey":"i-1","eventType":"Issue"}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.providerType()).isEqualTo("CASHBILL.STATE/NTS");
	}

	@Test
	void aCollectedReceiptHappenedWhenItWasTraded() {
		Webhook webhook = webhook("HT.CASHBILL", null, """
				{"ntsconfirmNum":"TB1","tradeDate":"20260101","tradeDT":"20260101083000","eventType":"HTCashbill"}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.time()).isEqualTo(OffsetDateTime.parse("2026-01-01T08:30:00+09:00"));
	}

	@Test
	void aServiceThatNobodyDocumentsIsForwarded() {
		Webhook webhook = webhook("FAX.STATE", "RESULT", "{\"receiptNum\":\"r-1\"}");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.type()).isEqualTo("popbill.FAX.STATE/RESULT");
		assertThat(event.resource()).isEqualTo(new Resource("document", "r-1"));
	}

	@Test
	void withoutTheEventsIdItIsUnreadable() {
		Webhook webhook = webhook("CASHBILL.STATE", "NTS", "{\"itemKey\":\"i-1\"}").header("Pb-Webhook-MID");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.MISSING_FIELD, EventId.ofBody(webhook.body()),
				"CASHBILL.STATE/NTS", Coverage.NONE, webhook.body()));
	}

	@ParameterizedTest
	@CsvSource({ "Pb-Webhook-Type", "Pb-Webhook-EventType" })
	void withoutATypeItIsUnreadable(String header) {
		Webhook webhook = webhook("CASHBILL.STATE", "NTS", "{\"itemKey\":\"i-1\"}").header(header);

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		String event = header.equals("Pb-Webhook-Type") ? "NTS" : "-";
		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.MISSING_FIELD, id(event, "{\"itemKey\":\"i-1\"}"),
				null, Coverage.NONE, webhook.body()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "CASHBILL.STATE;NTS;{\"receiptNum\":\"r-1\"}",
			"KAKAO.STATE;RESULT;{\"itemKey\":\"i-1\"}", "HT.CASHBILL;HTCashbill;{\"confirmNum\":\"c-1\"}" })
	void aKnownTypeWithoutItsResourceIsUnreadable(String service, String eventType, String body) {
		Webhook webhook = webhook(service, eventType, body);

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.MISSING_FIELD, id(eventType, body),
				service + "/" + eventType, Coverage.NONE, webhook.body()));
	}

	@Test
	void twoEventsUnderOneMidAreTwo() {
		Webhook issued = webhook("CASHBILL.STATE", "Issue", "{\"itemKey\":\"i-1\",\"stateCode\":300}");
		Webhook filed = webhook("CASHBILL.STATE", "NTS", "{\"itemKey\":\"i-1\",\"stateCode\":304}");
		Webhook resent = webhook("CASHBILL.STATE", "MANUAL", "{\"itemKey\":\"i-1\",\"stateCode\":304}");

		assertThat(List.of(issued, filed, resent))
			.extracting((webhook) -> TestProfiles.event(this.endpoint, webhook).id())
			.doesNotHaveDuplicates();
	}

	@Test
	void nothingElseThanThisAnswerCountsAsSuccess() {
		assertThat(this.profile.answer()).isEqualTo(new Reply(200, "application/json", "{\"result\":\"OK\"}"));
	}

	private static EventId id(String eventType, String body) {
		return new EventId(MID + ":" + eventType + ":" + EventId.ofBody(body.getBytes(StandardCharsets.UTF_8)).value());
	}

	private static Webhook webhook(String service, @Nullable String eventType, String body) {
		Webhook webhook = Webhook.json(body)
			.header("Pb-Webhook-Type", service)
			.header("Pb-Webhook-MID", MID)
			.header("Pb-Webhook-Corpnum", "6798700433");
		return (eventType != null) ? webhook.header("Pb-Webhook-EventType", eventType) : webhook;
	}

}
