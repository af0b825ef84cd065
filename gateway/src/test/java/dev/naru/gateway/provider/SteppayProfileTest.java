package dev.naru.gateway.provider;

import java.time.OffsetDateTime;
import java.util.Map;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Authenticity;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Steppay's webhook V2, signed and unsigned.
 */
class SteppayProfileTest {

	private static final String SECRET = "whk_9f1c2d7a4b5e";

	private final Profile profile = TestProfiles.builtIn("steppay");

	private final Endpoint endpoint = TestProfiles.endpoint(this.profile, null, SECRET);

	@ParameterizedTest
	@CsvSource({ "order.created,order.created,order,id", "order.updated,order.updated,order,id",
			"order.payment_completed,order.paid,order,id",
			"subscription.created,subscription.created,subscription,subscriptionId",
			"subscription.updated,subscription.updated,subscription,subscriptionId",
			"subscription.payment_due_notification,subscription.payment_due,subscription,subscriptionId",
			"subscription.usage.added,subscription.usage_added,usage,id", "invoice.created,invoice.created,invoice,id",
			"invoice.updated,invoice.updated,invoice,id", "invoice.deleted,invoice.deleted,invoice,id",
			"payment.completed,payment.paid,payment,paymentId", "payment.failed,payment.failed,payment,paymentId",
			"payment.canceled,payment.refunded,payment,paymentId", "payment.standby,payment.pending,payment,idKey",
			"customer.created,customer.created,customer,id", "customer.updated,customer.updated,customer,id",
			"customer.deleted,customer.deleted,customer,id", "product.created,product.created,product,code",
			"product.updated,product.updated,product,code", "product.deleted,product.deleted,product,code",
			"product.price.created,price.created,price,priceCode",
			"product.price.updated,price.updated,price,priceCode",
			"product.price.deleted,price.deleted,price,priceCode", "cover.sent_message,cover.message_sent,cover,id",
			"cover.delayed_message,cover.message_delayed,cover,id",
			"cover.changed_payment_date,cover.payment_date_changed,cover,id", "cover.paused,cover.paused,cover,id" })
	void everyEventHasItsTypeAndItsSubject(String event, String canonical, String kind, String field) {
		Webhook webhook = message(event, "{\"" + field + "\":9007199254740993}");

		NormalizedEvent read = TestProfiles.event(this.endpoint, webhook);

		assertThat(read.type()).isEqualTo(canonical);
		assertThat(read.providerType()).isEqualTo(event);
		assertThat(read.resource()).isEqualTo(new Resource(kind, "9007199254740993"));
	}

	@Test
	void aPaymentIsReadWhole() {
		Webhook webhook = message("payment.completed",
				"""
						{"paymentId":77,"idKey":"ik","orderId":"1001","customerId":"5","productName":"구독 상품","status":"COMPLETE"}""");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event).isEqualTo(new NormalizedEvent(EventId.ofBody(webhook.body()), "payment.paid",
				"payment.completed", "v2", new Resource("payment", "77"), OffsetDateTime.parse("2025-12-31T23:59:58Z"),
				"COMPLETE", null, Map.of("order", "1001", "customer", "5", "payment_key", "ik"), Coverage.BODY,
				event.payload(), new Reply(200, null, "")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "product.price.created;{\"code\":\"c-1\",\"id\":1}", "payment.completed;{\"id\":1}",
					"subscription.usage.added;{\"subscriptionId\":1}", "order.created;{\"orderId\":1}" })
	void aKnownEventWithoutItsSubjectIsUnreadable(String event, String data) {
		Webhook webhook = message(event, data);

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.MISSING_FIELD, EventId.ofBody(webhook.body()),
				event, Coverage.BODY, webhook.body()));
	}

	@Test
	void anEventThatNobodyDocumentsIsForwarded() {
		Webhook webhook = message("coupon.created", "{\"id\":1}");

		NormalizedEvent event = TestProfiles.event(this.endpoint, webhook);

		assertThat(event.type()).isEqualTo("steppay.coupon.created");
		assertThat(event.resource()).isEqualTo(new Resource("object", "1"));
	}

	@Test
	void aMessageOfTheFirstVersionIsUnreadable() {
		Webhook webhook = Webhook.json("{\"webHookType\":\"order\",\"orderId\":1}").steppay(SECRET);

		Reading reading = TestProfiles.read(this.endpoint, webhook);

		assertThat(reading).isEqualTo(new Unreadable(QuarantineReason.UNSUPPORTED_SHAPE, EventId.ofBody(webhook.body()),
				null, Coverage.BODY, webhook.body()));
	}

	@Test
	void anOlderEndpointIsNotSigned() {
		Endpoint unsigned = TestProfiles.endpoint(this.profile, "unsigned");
		Webhook webhook = Webhook.json("{\"event\":\"customer.created\",\"data\":{\"id\":1}}");

		VerifiedDelivery verified = TestProfiles.verified(unsigned, webhook);
		NormalizedEvent event = TestProfiles.event(unsigned, webhook);

		assertThat(verified.authenticity()).isEqualTo(Authenticity.NONE);
		assertThat(event.type()).isEqualTo("customer.created");
		assertThat(event.time()).isNull();
	}

	private static Webhook message(String event, String data) {
		return Webhook.json("""
				{"timestamp":1767225598,"version":"v1","event":"%s","data":%s}""".formatted(event, data))
			.steppay(SECRET);
	}

}
