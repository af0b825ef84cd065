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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PortOne's messages of the version 2024-01-01, which come as JSON or as a form.
 */
class PortOneFirstVersionTest {

	private static final EventId ID = new EventId("msg_1");

	private final Endpoint endpoint = TestProfiles.endpoint(TestProfiles.builtIn("portone"), null,
			Webhook.STANDARD_SECRET);

	@ParameterizedTest
	@CsvSource({ "Ready,payment.ready", "Paid,payment.paid", "VirtualAccountIssued,payment.virtual_account_issued",
			"PartialCancelled,payment.partially_refunded", "Cancelled,payment.refunded", "Failed,payment.failed",
			"PayPending,payment.pending", "CancelPending,payment.cancel_pending" })
	void everyStatusIsTheSameEventAsJsonAndAsForm(String status, String canonical) {
		Webhook json = Webhook.json("""
				{"payment_id":"p 1","tx_id":"t-1","status":"%s"}""".formatted(status)).standard("msg_1");
		Webhook form = Webhook.form("payment_id=p+1&tx_id=t%2D1&status=" + status).standard("msg_1");

		NormalizedEvent fromJson = TestProfiles.event(this.endpoint, json);
		NormalizedEvent fromForm = TestProfiles.event(this.endpoint, form);

		assertThat(fromJson).isEqualTo(new NormalizedEvent(ID, canonical, "Transaction." + status, "2024-01-01",
				new Resource("payment", "p 1"), null, status, null,
				Map.of("merchant_reference", "p 1", "transaction", "t-1"), Coverage.BODY, fromJson.payload(),
				new Reply(200, null, "")));
		assertThat(fromForm).usingRecursiveComparison().ignoringFields("payload").isEqualTo(fromJson);
		assertThat(fromForm.payload()).isInstanceOf(Payload.Form.class);
	}

	@Test
	void anUnknownStatusIsForwarded() {
		Webhook webhook = Webhook.form("payment_id=p-1&tx_id=t-1&status=Blocked").standard("msg_1");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.type()).isEqualTo("portone.Transaction.Blocked");
	}

	@ParameterizedTest
	@ValueSource(strings = { "payment_id=p-1&tx_id=t-1&total_amount=1000", "total_amount=1000&tx_id=t-1",
			"payment_id=p-1&total_amount=1000&status=", "payment_id=p-1&tx_id=t-1&status=Confirm" })
	void theQuestionOfTheConfirmProcessIsRefused(String form) {
		Webhook webhook = Webhook.form(form).standard("msg_1");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.REFUSED_TYPE, ID, "Transaction.Confirm",
				Coverage.BODY, webhook.body()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1000", "\"1000\"", "0", "10.5" })
	void theQuestionIsRefusedAsJsonToo(String amount) {
		Webhook webhook = Webhook.json("""
				{"payment_id":"p-1","tx_id":"t-1","total_amount":%s}""".formatted(amount)).standard("msg_1");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.REFUSED_TYPE, ID, "Transaction.Confirm",
				Coverage.BODY, webhook.body()));
	}

	@Test
	void aPaymentWithAStatusIsNoQuestionWhateverItsAmount() {
		Webhook webhook = Webhook.form("payment_id=p-1&tx_id=t-1&status=Paid&total_amount=1000").standard("msg_1");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.type()).isEqualTo("payment.paid");
	}

	@Test
	void aPaymentWithoutStatusIsUnreadable() {
		Webhook webhook = Webhook.form("payment_id=p-1&tx_id=t-1").standard("msg_1");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading)
			.isEqualTo(new Unreadable(QuarantineReason.MISSING_FIELD, ID, null, Coverage.BODY, webhook.body()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tx_id=t-1&status=Paid", "", "&&&", "=p-1" })
	void aStatusOfNoPaymentIsUnreadable(String form) {
		Webhook webhook = Webhook.form(form).standard("msg_1");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isInstanceOfSatisfying(Unreadable.class,
				(unreadable) -> assertThat(unreadable.reason()).isEqualTo(QuarantineReason.UNSUPPORTED_SHAPE));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "payment_id=%zz&status=Paid", "payment_id=p-1&status=Paid%", "payment_id=p%00&status=Paid" })
	void aFormThatIsNoneIsUnreadable(String form) {
		Webhook webhook = Webhook.form(form).standard("msg_1");

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.MALFORMED_BODY, EventId.ofBody(webhook.body()),
				null, Coverage.BODY, webhook.body()));
	}

}
