package dev.naru.gateway.provider;

import java.time.OffsetDateTime;
import java.util.Map;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PortOne's messages of the version 2024-04-25. Those of 2024-01-01 are in
 * {@link PortOneFirstVersionTest}.
 */
class PortOneProfileTest {

	private static final EventId ID = new EventId("msg_1");

	private final Endpoint endpoint = TestProfiles.endpoint(TestProfiles.builtIn("portone"), null,
			Webhook.STANDARD_SECRET);

	@ParameterizedTest
	@CsvSource({ "Transaction.Ready,payment.ready", "Transaction.Paid,payment.paid",
			"Transaction.VirtualAccountIssued,payment.virtual_account_issued", "Transaction.Failed,payment.failed",
			"Transaction.PayPending,payment.pending", "Transaction.PartialCancelled,payment.partially_refunded",
			"Transaction.Cancelled,payment.refunded", "Transaction.CancelPending,payment.cancel_pending",
			"Transaction.DisputeCreated,dispute.created", "Transaction.DisputeResolved,dispute.closed" })
	void aTransactionIsAnEventOfItsPayment(String type, String canonical) {
		Webhook webhook = message(type, """
				{"paymentId":"p-1","storeId":"s-1","transactionId":"t-1","cancellationId":"c-1"}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event).isEqualTo(
				new NormalizedEvent(ID, canonical, type, "2024-04-25", new Resource("payment", "p-1"),
						OffsetDateTime.parse("2024-04-25T10:00:00.123+09:00"), null, null, Map.of("store", "s-1",
								"merchant_reference", "p-1", "transaction", "t-1", "cancellation", "c-1"),
						Coverage.BODY, event.payload(), new Reply(200, null, "")));
	}

	@ParameterizedTest
	@CsvSource({ "Ready,ready", "Issued,issued", "Failed,failed", "Deleted,deleted", "Updated,updated" })
	void aBillingKeyIsItsOwnSubject(String type, String canonical) {
		Webhook webhook = message("BillingKey." + type, """
				{"billingKey":"b-1","storeId":"s-1"}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.type()).isEqualTo("billing_key." + canonical);
		assertThat(event.resource()).isEqualTo(new Resource("billing_key", "b-1"));
		assertThat(event.references()).isEqualTo(Map.of("store", "s-1"));
	}

	@ParameterizedTest
	@CsvSource({ "Requested,requested", "Issued,issued", "RequestCancelled,request_cancelled",
			"IssuanceCancelled,issuance_cancelled", "Refused,refused", "SendingCompleted,sending_completed",
			"Manual,resent" })
	void aTaxInvoiceHasAState(String type, String canonical) {
		Webhook webhook = message("TaxInvoice." + type,
				"""
						{"taxInvoiceId":"i-1","supplierDocumentKey":"d-1","recipientDocumentKey":"d-2","status":"ISSUED","totalAmount":11000}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.type()).isEqualTo("tax_invoice." + canonical);
		assertThat(event.resource()).isEqualTo(new Resource("tax_invoice", "i-1"));
		assertThat(event.state()).isEqualTo("ISSUED");
		assertThat(event.references()).isEqualTo(Map.of("supplier_document", "d-1", "recipient_document", "d-2"));
	}

	@Test
	void aStoreAndACancellationMayBeAbsent() {
		Webhook webhook = message("Transaction.Cancelled", """
				{"paymentId":"p-1","transactionId":"t-1"}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.references()).isEqualTo(Map.of("merchant_reference", "p-1", "transaction", "t-1"));
	}

	@Test
	void aBillingKeyThatAlsoNamesAPaymentIsStillTheSubject() {
		Webhook webhook = message("BillingKey.Issued", """
				{"billingKey":"b-1","paymentId":"p-1"}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.resource()).isEqualTo(new Resource("billing_key", "b-1"));
	}

	@Test
	void anUnknownFieldIsIgnored() {
		Webhook webhook = signed("""
				{"future":{"type":"x"},"type":"Transaction.Paid","timestamp":"2024-04-25T10:00:00Z",
				"data":{"paymentId":"p-1","paymentIdOld":"p-0","more":[{"paymentId":"p-2"}]}}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.resource()).isEqualTo(new Resource("payment", "p-1"));
		assertThat(event.references()).isEqualTo(Map.of("merchant_reference", "p-1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Transaction.SomethingNew", "PaymentSchedule.Done" })
	void anUnknownTypeIsForwardedUnderItsOwnName(String type) {
		Webhook webhook = message(type, """
				{"paymentId":"p-1"}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.type()).isEqualTo("portone." + type);
		assertThat(event.providerType()).isEqualTo(type);
		assertThat(event.resource()).isEqualTo(new Resource("payment", "p-1"));
	}

	@Test
	void anUnknownTypeNeedsNoResource() {
		Webhook webhook = message("Store.Opened", "{}");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.resource()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "Transaction.Paid;{\"transactionId\":\"t-1\"}", "Transaction.Paid;{\"paymentId\":null}",
					"Transaction.Paid;{\"paymentId\":\"\"}", "Transaction.Paid;{\"billingKey\":\"b-1\"}",
					"BillingKey.Issued;{\"storeId\":\"s-1\"}", "TaxInvoice.Issued;{\"status\":\"ISSUED\"}" })
	void aKnownTypeWithoutItsResourceIsUnreadable(String type, String data) {
		Webhook webhook = message(type, data);

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading)
			.isEqualTo(new Unreadable(QuarantineReason.MISSING_FIELD, ID, type, Coverage.BODY, webhook.body()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"paymentId\":\"p-1\",\"transactionId\":\"t-1\",\"totalAmount\":1000}", "{}" })
	void theQuestionOfTheConfirmProcessIsRefused(String data) {
		Webhook webhook = message("Transaction.Confirm", data);

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.REFUSED_TYPE, ID, "Transaction.Confirm",
				Coverage.BODY, webhook.body()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "1", "null", "\"Transaction.Paid\"", "{\"type\":{}}", "{\"type\":\"\"}" })
	void whatHasNoneOfTheShapesIsUnreadable(String body) {
		Webhook webhook = signed(body);

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.UNSUPPORTED_SHAPE, EventId.ofBody(webhook.body()),
				null, Coverage.BODY, webhook.body()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "yesterday", "2024-04-25T10:00:00", "2024-04-25", "2024-13-25T10:00:00Z" })
	void aTimeThatIsNoneIsLeftOut(String time) {
		Webhook webhook = signed("""
				{"type":"Transaction.Paid","timestamp":"%s","data":{"paymentId":"p-1"}}""".formatted(time));

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.time()).isNull();
	}

	private static Webhook message(String type, String data) {
		return signed("""
				{"type":"%s","timestamp":"2024-04-25T10:00:00.123+09:00","data":%s}""".formatted(type, data));
	}

	private static Webhook signed(String body) {
		return Webhook.json(body).standard(ID.value());
	}

}
