package dev.naru.gateway.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.Batch;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each kind of webhook that a profile of payments or of a shop names is sent at least
 * once, and one that nobody knows: all are published, and about what the catalogue says.
 */
class PaymentKindsTest {

	private static final List<String> PROVIDERS = List.of("adyen", "braintree", "kcp", "lemonsqueezy", "nicepay",
			"paddle", "paypal", "popbill", "portone", "portone-v1", "shopify", "square", "steppay", "stripe",
			"tosspayments");

	/**
	 * @param own the key under {@code types}
	 * @param canonical what it means
	 */
	record Kind(String provider, String own, String canonical) {

		String type() {
			int slash = this.own.indexOf('/');
			return (slash < 0 || List.of("popbill", "shopify").contains(this.provider)) ? this.own
					: this.own.substring(0, slash);
		}

		/** The parts of the detail. */
		List<String> detail() {
			return (type().length() == this.own.length()) ? List.of()
					: List.of(this.own.substring(type().length() + 1).split("/", -1));
		}

		/** A member of a body, or nothing where there is no such part. */
		String member(String name, int part) {
			return (part < detail().size()) ? ",\"" + name + "\":\"" + detail().get(part) + "\"" : "";
		}

	}

	static Stream<Kind> kinds() {
		return PROVIDERS.stream()
			.flatMap((provider) -> TestProfiles.builtIn(provider)
				.types()
				.entrySet()
				.stream()
				.sorted(Map.Entry.comparingByKey())
				.map((entry) -> new Kind(provider, entry.getKey(), entry.getValue())))
			// A question, which is refused.
			.filter((kind) -> !kind.own().equals("Transaction.Confirm"));
	}

	static Stream<String> providers() {
		return PROVIDERS.stream();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void isWhatTheProfileSaysAboutWhatTheCatalogueSays(Kind kind) {
		NormalizedEvent event = event(kind);

		assertThat(event.type()).isEqualTo(kind.canonical());
		assertThat(event.providerType()).isEqualTo(kind.type());
		assertThat(subjects().get(kind.canonical())).contains(Objects.requireNonNull(event.resource()).kind());
		assertThat(event.resource().id()).endsWith("x");
	}

	@ParameterizedTest
	@MethodSource("providers")
	void whatNobodyKnowsIsPublishedUnderItsOwnName(String provider) {
		String type = List.of("popbill", "shopify").contains(provider) ? "new/thing" : "new.thing";

		assertThat(event(new Kind(provider, type, "")).type()).isEqualTo(provider + "." + type);
	}

	private static Map<String, List<String>> subjects() {
		return Schemas.eventTypes().stream().collect(Collectors.toMap(EventType::type, EventType::subjects));
	}

	private static NormalizedEvent event(Kind kind) {
		boolean captures = kind.provider().equals("adyen") && kind.detail().contains("automatic");
		Endpoint endpoint = TestProfiles.unproven(kind.provider(),
				captures ? Map.of("capture", "automatic") : Map.of());
		return switch (TestProfiles.read(endpoint, webhook(kind))) {
			case NormalizedEvent event -> event;
			case Batch batch -> (NormalizedEvent) batch.items().get(0);
			case Reading other -> throw new AssertionError(kind + " is no event: " + other);
		};
	}

	private static Webhook webhook(Kind kind) {
		String type = kind.type();
		return switch (kind.provider()) {
			case "adyen" -> type.startsWith("recurring.")
					? Webhook.json("{\"type\":\"" + type + "\",\"data\":{\"storedPaymentMethodId\":\"x\"}}")
					: Webhook.json(
							"{\"notificationItems\":[{\"NotificationRequestItem\":{\"pspReference\":\"x\",\"eventCode\":\""
									+ type + "\"" + kind.member("success", 0) + ",\"additionalData\":{\"other\":1"
									+ kind.member("modification.action", 1) + "}}}]}");
			case "braintree" -> braintree(type, kind.detail().isEmpty() ? null : kind.detail().get(0));
			case "kcp" ->
				Webhook.form("tno=x&tx_cd=" + type + (kind.detail().isEmpty() ? "" : "&op_cd=" + kind.detail().get(0)));
			case "lemonsqueezy" -> Webhook.json("{\"meta\":{\"event_name\":\"" + type
					+ "\"},\"data\":{\"id\":\"x\",\"attributes\":{\"other\":1" + kind.member("status", 0) + "}}}");
			case "nicepay" -> Webhook.json("{\"tid\":\"x\",\"status\":\"" + type + "\"}");
			case "paddle" -> Webhook.json("{\"event_id\":\"e\",\"event_type\":\"" + type
					+ "\",\"data\":{\"id\":\"x\",\"transaction_id\":\"x\"" + kind.member("action", 0)
					+ kind.member("status", 1) + "}}");
			case "paypal" -> Webhook.json("{\"id\":\"e\",\"event_type\":\"" + type
					+ "\",\"resource\":{\"id\":\"x\",\"dispute_id\":\"x\",\"dispute_outcome\":{\"other\":1"
					+ kind.member("outcome_code", 0) + "}}}");
			case "popbill" -> Webhook.json("{\"itemKey\":\"x\",\"receiptNum\":\"x\",\"ntsconfirmNum\":\"x\"}")
				.header("Pb-Webhook-MID", "m")
				.header("Pb-Webhook-Type", before(type))
				.header("Pb-Webhook-EventType", behind(type));
			case "portone" -> Webhook
				.json("{\"type\":\"" + type
						+ "\",\"data\":{\"paymentId\":\"x\",\"billingKey\":\"x\",\"taxInvoiceId\":\"x\"}}")
				.header("webhook-id", "w");
			case "portone-v1" -> Webhook.json("{\"imp_uid\":\"x\",\"status\":\"" + type + "\"}");
			case "shopify" -> shopify(type);
			case "square" -> Webhook.json("{\"event_id\":\"e\",\"type\":\"" + type
					+ "\",\"data\":{\"id\":\"x\",\"object\":{\"" + type.replaceFirst("\\..*", "") + "\":{\"other\":1"
					+ kind.member("status", 0) + kind.member("state", 0) + "}}}}");
			case "steppay" -> Webhook.json("{\"timestamp\":1,\"event\":\"" + type
					+ "\",\"data\":{\"id\":\"x\",\"subscriptionId\":\"x\",\"paymentId\":\"x\",\"priceCode\":\"x\",\"code\":\"x\""
					+ kind.member("status", 0) + "}}");
			case "stripe" -> Webhook.json("{\"id\":\"e\",\"type\":\"" + type
					+ "\",\"created\":1,\"data\":{\"object\":{\"id\":\"x\",\"payment_intent\":\"x\""
					+ kind.member(type.equals("charge.refunded") ? "refunded" : "status", 0) + "}}}");
			default -> toss(kind, type);
		};
	}

	private static Webhook toss(Kind kind, String type) {
		if (type.equals("DEPOSIT_CALLBACK")) {
			return Webhook.json("{\"orderId\":\"x\"" + kind.member("status", 0) + "}");
		}
		boolean entity = type.startsWith("payout.") || type.startsWith("seller.");
		return Webhook.json("{\"eventType\":\"" + type + "\"" + (entity ? ",\"entityType\":\"e\"" : "") + ",\""
				+ (entity ? "entityBody" : "data") + "\":{\"id\":\"x\",\"orderId\":\"x\",\"billingKey\":\"x\""
				+ kind.member("status", 0) + "}}");
	}

	private static Webhook shopify(String type) {
		Webhook webhook = Webhook.json("{\"id\":\"x\",\"token\":\"x\",\"shop_id\":\"x\",\"customer\":{\"id\":\"x\"}}");
		return Character.isUpperCase(type.charAt(0))
				? webhook.header("Shopify-Topic", before(type))
					.header("Shopify-Action", behind(type))
					.header("Shopify-Resource-Id", "gid://shopify/x")
				: webhook.header("X-Shopify-Topic", type).header("X-Shopify-Webhook-Id", "w");
	}

	private static Webhook braintree(String kind, @Nullable String type) {
		String xml = "<notification><kind>" + kind + "</kind><subject><subscription><id>x</id></subscription>"
				+ "<dispute><id>x</id></dispute><disbursement><id>x</id></disbursement><transaction><id>x</id>"
				+ ((type != null) ? "<type>" + type + "</type>" : "") + "</transaction></subject></notification>";
		return Webhook.form("bt_signature=s&bt_payload=" + URLEncoder
			.encode(Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
	}

	private static String before(String type) {
		return type.substring(0, type.indexOf('/'));
	}

	private static String behind(String type) {
		return type.substring(type.indexOf('/') + 1);
	}

}
