package dev.naru.schemas;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

final class PayloadSchemaTests {

	static Stream<Arguments> samples() {
		Path payloads = Samples.RESOURCES.resolve("payloads");
		return Samples.files(payloads).stream().map(payloads::relativize).map((file) -> {
			String version = file.getName(1).toString().replace(".schema.json", "");
			return arguments(file.getName(0).toString(), version);
		});
	}

	@ParameterizedTest
	@MethodSource("samples")
	void acceptsEverySample(String provider, String version) {
		// Given
		Validation schema = schema(provider + "/" + version);
		// When
		List<Path> samples = Samples.payloads(provider, version);
		// Then
		assertThat(samples).isNotEmpty()
			.allSatisfy((sample) -> assertThat(schema.errors(Samples.json(sample))).isEmpty());
	}

	@ParameterizedTest
	@MethodSource
	void refuses(String sample, Consumer<ObjectNode> edit, String error) {
		// Given
		ObjectNode payload = Samples.payload(sample);
		edit.accept(payload);
		// When
		List<String> errors = schema(sample).errors(payload);
		// Then
		assertThat(errors).contains(error);
	}

	static Stream<Arguments> refuses() {
		String json = "portone/2024-04-25/";
		String old = "portone/2024-01-01/";
		String popbill = "popbill/1/";
		String steppay = "steppay/v2/";
		return Stream.of(without(json + "transaction-paid", "type"), without(json + "transaction-paid", "timestamp"),
				without(json + "transaction-paid", "data"), dataWithout(json + "transaction-paid", "paymentId"),
				dataWithout(json + "transaction-paid", "transactionId"),
				dataWithout(json + "transaction-confirm", "totalAmount"),
				data(json + "transaction-confirm", (data) -> data.put("totalAmount", "15000"),
						"type /data/totalAmount"),
				dataWithout(json + "billing-key-issued", "billingKey"),
				dataWithout(json + "tax-invoice-sending-completed", "taxInvoiceId"),
				data(json + "tax-invoice-sending-completed", (data) -> data.put("totalTaxAmount", "x"),
						"type /data/totalTaxAmount"),
				without(old + "ready", "payment_id"), without(old + "ready", "tx_id"),
				without(old + "ready", "status", "anyOf "), without(old + "confirm", "total_amount", "anyOf "),
				edit(old + "confirm-form", (form) -> form.put("total_amount", "15,000"), "pattern /total_amount"),
				edit(old + "confirm", (body) -> body.put("total_amount", 1.5), "type /total_amount"),
				edit(popbill + "statement-open", (body) -> body.put("stateCode", "issued"), "pattern /stateCode"),
				edit(popbill + "statement-open", (body) -> body.put("stateCode", true), "type /stateCode"),
				edit(popbill + "cash-receipt-issue", (body) -> body.put("eventDT", "2022-12-21"), "pattern /eventDT"),
				edit(popbill + "cash-receipt-issue", (body) -> body.put("tradeDate", "221221"), "pattern /tradeDate"),
				edit(popbill + "cash-receipt-issue", (body) -> body.remove(List.of("itemKey", "corpNum")), "anyOf "),
				edit(popbill + "collected-receipt", (body) -> body.remove("ntsconfirmNum"), "anyOf "),
				without(steppay + "something-new", "event"), without(steppay + "something-new", "version"),
				without(steppay + "something-new", "data"),
				edit(steppay + "something-new", (body) -> body.put("timestamp", "2026-01-01"), "type /timestamp"),
				dataWithout(steppay + "order-payment-completed", "id"),
				dataWithout(steppay + "subscription-payment-due", "subscriptionId"),
				dataWithout(steppay + "subscription-usage-added", "id"),
				data(steppay + "invoice-created", (data) -> data.put("id", "8"), "type /data/id"),
				dataWithout(steppay + "payment-completed", "paymentId"),
				dataWithout(steppay + "product-created", "code"),
				dataWithout(steppay + "product-price-deleted", "priceCode"),
				dataWithout(steppay + "customer-updated", "id"), dataWithout(steppay + "cover-paused", "id"),
				without("standard-webhooks/1/contact-created", "type"),
				edit("standard-webhooks/1/contact-created", (body) -> body.put("timestamp", 1), "type /timestamp"));
	}

	@ParameterizedTest
	@MethodSource
	void knowsTheFamilyOfEveryPortoneType(String type, List<String> required) {
		// Given
		ObjectNode payload = Samples.payload("portone/2024-04-25/transaction-paid").put("type", type);
		payload.putObject("data");
		// When
		List<String> errors = schema("portone/2024-04-25").errors(payload);
		// Then
		assertThat(errors)
			.containsExactlyInAnyOrderElementsOf(required.stream().map((field) -> "required /data/" + field).toList());
	}

	static Stream<Arguments> knowsTheFamilyOfEveryPortoneType() {
		List<String> payment = List.of("paymentId", "transactionId");
		List<String> invoice = List.of("taxInvoiceId", "supplierDocumentKey", "recipientDocumentKey", "status",
				"supplierBrn", "totalAmount", "totalSupplyAmount", "totalTaxAmount");
		return Stream
			.of(types(payment, "Transaction.", "Ready", "Paid", "VirtualAccountIssued", "Failed", "PayPending",
					"PartialCancelled", "Cancelled", "CancelPending", "DisputeCreated", "DisputeResolved"),
					types(List.of("paymentId", "transactionId", "totalAmount"), "Transaction.", "Confirm"),
					types(List.of("billingKey"), "BillingKey.", "Ready", "Issued", "Failed", "Deleted", "Updated"),
					types(invoice, "TaxInvoice.", "Requested", "Issued", "RequestCancelled", "IssuanceCancelled",
							"Refused", "SendingCompleted", "Manual"),
					types(List.of(), "", "Transaction.SomethingNew", "Coupon.Issued"))
			.flatMap((types) -> types);
	}

	private static Stream<Arguments> types(List<String> required, String family, String... names) {
		return Stream.of(names).map((name) -> arguments(family + name, required));
	}

	private static Arguments edit(String sample, Consumer<ObjectNode> edit, String error) {
		return arguments(sample, edit, error);
	}

	private static Arguments without(String sample, String field) {
		return without(sample, field, "required /" + field);
	}

	private static Arguments without(String sample, String field, String error) {
		return edit(sample, (payload) -> payload.remove(field), error);
	}

	private static Arguments data(String sample, Consumer<ObjectNode> edit, String error) {
		return edit(sample, (payload) -> edit.accept((ObjectNode) payload.get("data")), error);
	}

	private static Arguments dataWithout(String sample, String field) {
		return data(sample, (data) -> data.remove(field), "required /data/" + field);
	}

	private static Validation schema(String path) {
		String[] parts = path.split("/", 3);
		return Validation.by(Schemas.payload("urn:naru:schema:payload:" + parts[0] + ":" + parts[1]).orElseThrow());
	}

}
