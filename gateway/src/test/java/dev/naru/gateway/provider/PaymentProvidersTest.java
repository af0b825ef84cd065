package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.naru.gateway.provider.Reading.Batch;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.testkit.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What other receivers are reported to have got wrong with providers of payments and of
 * shops: events lost under a shared id, two subjects for one payment, money that was
 * returned and money that was never taken.
 */
class PaymentProvidersTest {

	@ParameterizedTest
	@CsvSource({ "X-Shopify-,orders/create,orders/paid,orders/updated", "Shopify-,Order,Order,Product" })
	void deliveriesOfOneActOfAShopAreEventsOfTheirOwn(String family, String first, String second, String third) {
		List<NormalizedEvent> events = List.of(shopify(family, first, "w-1"), shopify(family, second, "w-2"),
				shopify(family, third, "w-3"));

		assertThat(events).extracting((event) -> event.id().value()).containsExactly("w-1", "w-2", "w-3");
		assertThat(events).allMatch((event) -> "e-1".equals(event.references().get("event")));
	}

	private static NormalizedEvent shopify(String family, String topic, String id) {
		return event("shopify",
				Webhook.json("{\"id\":7}")
					.header(family + "Topic", topic)
					.header(family + "Event-Id", "e-1")
					.header(family + "Webhook-Id", id)
					.header(family + "Resource-Id", "gid://shopify/Order/7"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{'token':'t-1'} | t-1", "{'id':7,'token':'t-1'} | t-1", "{'id':7} | 7" })
	void aCheckoutIsItsTokenInAllVersions(String body, String subject) {
		NormalizedEvent event = event("shopify",
				json(body).header("X-Shopify-Topic", "checkouts/create").header("X-Shopify-Webhook-Id", "w-1"));

		assertThat(event.type()).isEqualTo("checkout.created");
		assertThat(event.resource()).isEqualTo(new Resource("checkout", subject));
	}

	@Test
	void aThinEventOfStripeNamesItsObjectAndItsTime() {
		NormalizedEvent event = event("stripe",
				json("""
						{'id':'evt_1','object':'v2.core.event','type':'v1.customer.subscription.deleted','created':'2026-01-01T00:00:00.500Z',
						'livemode':false,'context':'acct_1','related_object':{'id':'sub_1','type':'subscription','url':'/v1/subscriptions/sub_1'}}"""));

		assertThat(event.type()).isEqualTo("subscription.cancelled");
		assertThat(event.resource()).isEqualTo(new Resource("subscription", "sub_1"));
		assertThat(event.time()).isEqualTo("2026-01-01T00:00:00.500Z");
		assertThat(event.references()).containsEntry("account", "acct_1").containsEntry("live", "false");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "'subscription':'sub_1'",
			"'parent':{'type':'subscription_details','subscription_details':{'subscription':'sub_1'}}" })
	void anInvoiceOfStripeNamesItsSubscriptionInAllVersions(String where) {
		NormalizedEvent event = event("stripe", json("{'id':'evt_1','type':'invoice.paid','created':1767225600,"
				+ "'api_version':'2025-03-31.basil','data':{'object':{'id':'in_1'," + where + "}}}"));

		assertThat(event.type()).isEqualTo("invoice.paid");
		assertThat(event.references()).containsEntry("subscription", "sub_1")
			.containsEntry("api_version", "2025-03-31.basil");
	}

	@Test
	void aPaymentOfTossHasOneSubjectWhateverTellsOfIt() {
		NormalizedEvent changed = event("tosspayments", json("""
				{'eventType':'PAYMENT_STATUS_CHANGED','createdAt':'2026-01-02T14:46:59.65327',
				'data':{'paymentKey':'PK1','orderId':'ORDER1','status':'DONE','cancels':null}}"""));
		NormalizedEvent deposit = event("tosspayments",
				json("""
						{'createdAt':'2026-01-02T14:46:59.653270','secret':'s','status':'DONE','transactionKey':'T1','orderId':'ORDER1'}"""));

		assertThat(List.of(changed, deposit)).allSatisfy((event) -> {
			assertThat(event.type()).isEqualTo("payment.paid");
			assertThat(event.resource()).isEqualTo(new Resource("payment", "ORDER1"));
			assertThat(event.time()).isEqualTo("2026-01-02T14:46:59.653270+09:00");
			assertThat(event.references()).containsEntry("merchant_reference", "ORDER1");
		});
		assertThat(changed.references()).containsEntry("payment", "PK1");
	}

	@ParameterizedTest
	@CsvSource({ "2026-01-01T08:59:59+09:00,2025-12-31T23:59:59Z",
			"2026-01-01T08:59:59.000000+0900,2025-12-31T23:59:59Z", "2026-01-01T08:59:59.000000,", "7," })
	void aPayoutOfTossHappenedWhenItSaysSoWithAnOffset(String written, String time) {
		NormalizedEvent event = event("tosspayments", json("{'eventType':'payout.changed','createdAt':'" + written
				+ "','entityType':'payout','entityBody':{'id':'F1','status':'COMPLETED'}}"));

		assertThat(event.type()).isEqualTo("payout.paid");
		assertThat((event.time() != null) ? event.time().toInstant().toString() : null).isEqualTo(time);
	}

	@ParameterizedTest
	@CsvSource({ "DONE,payment.paid", "CANCELED,payment.refunded", "PARTIAL_CANCELED,payment.partially_refunded",
			"EXPIRED,payment.expired", "ABORTED,payment.failed", "NEW,tosspayments.PAYMENT_STATUS_CHANGED" })
	void aPaymentOfTossIsWhatItsStatusSays(String status, String type) {
		assertThat(event("tosspayments",
				json("{'eventType':'PAYMENT_STATUS_CHANGED','data':{'orderId':'O','status':'" + status + "'}}"))
			.type()).isEqualTo(type);
	}

	@ParameterizedTest
	@CsvSource({ "AUTHORISATION,true,payment.authorized,payment", "CAPTURE,true,payment.paid,payment",
			"CAPTURE,false,payment.failed,payment", "CANCELLATION,true,payment.voided,payment",
			"REFUND,true,refund.completed,refund", "CHARGEBACK,true,dispute.updated,dispute",
			"SOMETHING_NEW,true,adyen.SOMETHING_NEW,payment" })
	void whatIsDoneToAPaymentOfAdyenIsAboutThePayment(String code, String success, String type, String kind) {
		NormalizedEvent event = adyen("{'pspReference':'MOD1','originalReference':'PSP1','eventCode':'" + code
				+ "','success':'" + success + "','merchantReference':'M1'}");

		assertThat(event.type()).isEqualTo(type);
		assertThat(event.resource()).isEqualTo(new Resource(kind, kind.equals("payment") ? "PSP1" : "MOD1"));
		assertThat(event.references()).containsEntry("merchant_reference", "M1").containsEntry("payment", "PSP1");
	}

	@ParameterizedTest
	@CsvSource({ "cancel,payment.voided", "refund,payment.refunded" })
	void aCancelOrRefundOfAdyenIsWhatItTurnedOutToBe(String action, String type) {
		assertThat(adyen("{'pspReference':'MOD1','originalReference':'PSP1','eventCode':'CANCEL_OR_REFUND',"
				+ "'success':'true','additionalData':{'modification.action':'" + action + "'}}")
			.type()).isEqualTo(type);
	}

	@ParameterizedTest
	@CsvSource({ "automatic,payment.paid", "manual,payment.authorized" })
	void anAuthorisationOfAdyenIsPaidWhereTheAccountCapturesByItself(String capture, String type) {
		String item = "{'pspReference':'PSP1','eventCode':'AUTHORISATION','success':'true'}";

		assertThat(adyen(item, Map.of("capture", capture)).type()).isEqualTo(type);
		assertThat(adyen(item).type()).isEqualTo("payment.authorized");
		assertThat(adyen(item.replace("AUTHORISATION", "CAPTURE"), Map.of("capture", capture)).type())
			.isEqualTo("payment.paid");
		assertThat(adyen(item.replace("true", "false"), Map.of("capture", capture)).type()).isEqualTo("payment.failed");
	}

	@Test
	void howAdyenCapturesIsOneOfTwoWords() {
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> TestProfiles.unproven("adyen", Map.of("capture", "auto")))
			.satisfies((wrong) -> {
				assertThat(wrong.place()).isEqualTo("naru.sources.test.config.capture");
				assertThat(wrong.cure()).isEqualTo("write automatic or manual");
			});
	}

	private static NormalizedEvent adyen(String item) {
		return adyen(item, Map.of());
	}

	private static NormalizedEvent adyen(String item, Map<String, String> config) {
		Webhook webhook = json("{'live':'true','notificationItems':[{'NotificationRequestItem':" + item + "}]}");
		Batch batch = (Batch) TestProfiles.read(TestProfiles.unproven("adyen", config), webhook);
		return (NormalizedEvent) batch.items().get(0);
	}

	@ParameterizedTest
	@CsvSource({ "CANCELED,payment.refunded", "PARTIAL_CANCELED,payment.partially_refunded",
			"USER_CANCELED,payment.voided", "CANCELED_FAIL,payment.updated", "NEW,payment.refunded" })
	void aCancelledPaymentOfSteppayIsWhatItsStatusSays(String status, String type) {
		assertThat(event("steppay", json("{'timestamp':1,'version':'v1','event':'payment.canceled','data':"
				+ "{'paymentId':1,'idKey':'k','status':'" + status + "'}}"))
			.type()).isEqualTo(type);
	}

	@ParameterizedTest
	@CsvSource({ "true,merchant_reference", "false,order" })
	void anOrderOfSteppayIsTheMerchantsWhereOnlyThePaymentIsSteppays(String only, String reference) {
		assertThat(event("steppay",
				json("{'timestamp':1,'event':'payment.completed','data':{'paymentId':1,"
						+ "'orderId':'1001','paymentOnly':" + only + "}}"))
			.references()).containsEntry(reference, "1001").containsKey(reference).hasSize(1);
	}

	@Test
	void anInvoiceOfSteppayWithoutItsNumberIsThatOfItsOrder() {
		assertThat(event("steppay", json("{'timestamp':1,'event':'invoice.created','data':{'id':null,'orderId':5}}"))
			.resource()).isEqualTo(new Resource("invoice", "order:5"));
	}

	@ParameterizedTest
	@CsvSource({ "created,refund,pending_approval,refund.created,refund",
			"created,refund,approved,refund.completed,refund", "updated,refund,approved,refund.completed,refund",
			"updated,refund,rejected,refund.failed,refund", "updated,refund,reversed,refund.updated,refund",
			"created,chargeback,approved,dispute.created,payment",
			"created,chargeback_reverse,approved,dispute.won,payment",
			"created,credit,approved,paddle.adjustment.created,adjustment" })
	void anAdjustmentOfPaddleIsWhatItDoes(String what, String action, String status, String type, String kind) {
		NormalizedEvent event = event("paddle", json("{'event_id':'e','event_type':'adjustment." + what
				+ "','data':{'id':'adj','transaction_id':'txn','action':'" + action + "','status':'" + status + "'}}"));

		assertThat(event.type()).isEqualTo(type);
		assertThat(event.resource()).isEqualTo(new Resource(kind, kind.equals("payment") ? "txn" : "adj"));
		assertThat(event.references()).containsEntry("payment", "txn");
	}

	@Test
	void aCaptureOfPaypalIsAboutWhatWasAuthorized() {
		NormalizedEvent authorized = event("paypal", json(
				"{'id':'WH-1','event_type':'PAYMENT.AUTHORIZATION.CREATED','resource':{'id':'A1','custom_id':'M1'}}"));
		NormalizedEvent captured = event("paypal", json("""
				{'id':'WH-2','event_type':'PAYMENT.CAPTURE.COMPLETED','resource':{'id':'C1','custom_id':'M1',
				'supplementary_data':{'related_ids':{'authorization_id':'A1','order_id':'O1'}}}}"""));

		assertThat(authorized.type()).isEqualTo("payment.authorized");
		assertThat(captured.type()).isEqualTo("payment.paid");
		assertThat(captured.resource()).isEqualTo(authorized.resource());
		assertThat(captured.references()).containsEntry("order", "O1").containsEntry("merchant_reference", "M1");
	}

	@ParameterizedTest
	@CsvSource({ "RESOLVED_SELLER_FAVOUR,dispute.won", "RESOLVED_BUYER_FAVOUR,dispute.lost", "NONE,dispute.closed" })
	void aDisputeOfPaypalIsDecidedAsItSays(String outcome, String type) {
		assertThat(event("paypal",
				json("{'id':'WH-1','event_type':'CUSTOMER.DISPUTE.RESOLVED','resource':"
						+ "{'dispute_id':'D1','dispute_outcome':{'outcome_code':'" + outcome + "'}}}"))
			.type()).isEqualTo(type);
	}

	@ParameterizedTest
	@CsvSource({ "paid,payment.paid", "cancelled,payment.refunded", "partialCancelled,payment.partially_refunded",
			"expired,payment.expired", "ready,payment.virtual_account_issued", "other,nicepay.other" })
	void aPaymentOfNicepayIsWhatItsStatusSays(String status, String type) {
		NormalizedEvent event = event("nicepay",
				json("{'tid':'T1','orderId':'M1','status':'" + status + "','ediDate':'2026-01-01T00:00:00.000+0900'}"));

		assertThat(event.type()).isEqualTo(type);
		assertThat(event.references()).containsEntry("merchant_reference", "M1");
	}

	@Test
	void twoPartialCancellationsOfNicepayInOneSecondAreTwo() {
		String body = "{'tid':'T1','status':'partialCancelled','ediDate':'2026-01-01T00:00:00.000+0900','cancelledTid':'%s'}";

		assertThat(event("nicepay", json(body.formatted("C1"))).id())
			.isNotEqualTo(event("nicepay", json(body.formatted("C2"))).id());
	}

	@ParameterizedTest
	@CsvSource({ "order_refunded,refunded,order.refunded", "order_refunded,partial_refund,order.partially_refunded",
			"subscription_payment_refunded,partial_refund,invoice.partially_refunded" })
	void aPartialRefundOfLemonSqueezyIsNotTheWhole(String own, String status, String type) {
		assertThat(event("lemonsqueezy", json("{'meta':{'event_name':'" + own + "'},'data':{'id':'1','attributes':"
				+ "{'status':'" + status + "'}}}"))
			.type()).isEqualTo(type);
	}

	private static NormalizedEvent event(String provider, Webhook webhook) {
		NormalizedEvent event = TestProfiles.event(TestProfiles.unproven(provider, Map.of()), webhook);
		return Objects.requireNonNull(event);
	}

	private static Webhook json(String body) {
		return Webhook.json(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
	}

}
