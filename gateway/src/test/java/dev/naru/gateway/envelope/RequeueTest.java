package dev.naru.gateway.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.envelope.EnvelopeProperties.Mode;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Authenticity;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.verification.GenuineDelivery;
import dev.naru.gateway.verification.RecordedDelivery;
import dev.naru.gateway.verification.VerifiedDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a wrong profile sent to quarantine is read again from its record alone, and is
 * what the right profile would have read at first.
 */
class RequeueTest {

	private static final Enveloper ENVELOPER = new Enveloper(new EnvelopeProperties(Mode.STRUCTURED, ""),
			FleetKeys.NONE);

	static Stream<Vector> vectors() {
		return Vector.all().filter((vector) -> !items(TestProfiles.endpoint(vector), delivery(vector)).isEmpty());
	}

	@Test
	void everyProviderIsTried() {
		assertThat(Stream.concat(vectors().map(Vector::provider), Stream.of("github", "paypal"))
			.collect(Collectors.toSet())).isEqualTo(TestProfiles.names().collect(Collectors.toSet()));
	}

	/**
	 * PayPal's certificates cannot be made, and GitHub's vectors are pings.
	 */
	static Stream<Arguments> withoutVectors() {
		return Stream.of(arguments("paypal", Map.of("webhook-id", "WEBHOOK-1"), Webhook.json("""
				{"id":"WH-1","create_time":"2026-01-01T00:00:00Z","event_type":"PAYMENT.CAPTURE.COMPLETED",
				"resource":{"id":"4711","status":"COMPLETED"}}""").header("PAYPAL-TRANSMISSION-SIG", "abc")), arguments(
				"github", Map.of(),
				Webhook.json("{\"action\":\"opened\",\"issue\":{\"id\":1},\"repository\":{\"full_name\":\"a/b\"}}")
					.header("X-GitHub-Event", "issues")
					.header("X-GitHub-Delivery", "4711")
					.header("X-Hub-Signature-256", "sha256=abc")));
	}

	@ParameterizedTest
	@MethodSource("withoutVectors")
	void anEventWithoutAVectorIsReadAgain(String provider, Map<String, String> config, Webhook webhook)
			throws IncompleteRecordException {
		String[] secrets = config.isEmpty() ? new String[] { "a long secret" } : new String[0];
		Endpoint mended = TestProfiles.endpoint(TestProfiles.builtIn(provider), null, config, secrets);
		GenuineDelivery first = new RecordedDelivery(webhook.delivery(), TestProfiles.variants(mended).get(0),
				Authenticity.SIGNATURE, Coverage.CHECKSUM);

		assertThat(items(mended, first)).singleElement().isInstanceOf(NormalizedEvent.class);
		assertReadAgain(mended, TestProfiles.endpoint(TestProfiles.withoutIds(provider), null, config, secrets), first);
		assertReadAgain(mended, TestProfiles.endpoint(TestProfiles.withoutShapes(provider), null, config, secrets),
				first);
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void aDeliveryOfAnUnknownShapeIsReadAgain(Vector vector) throws IncompleteRecordException {
		Endpoint broken = TestProfiles.endpoint(vector, TestProfiles.withoutShapes(vector.provider()));

		assertThat(quarantined(broken, delivery(vector))).hasSize(1);
		assertReadAgain(TestProfiles.endpoint(vector), broken, delivery(vector));
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void whatLacksAFieldIsReadAgainItemByItem(Vector vector) throws IncompleteRecordException {
		Endpoint mended = TestProfiles.endpoint(vector);
		Endpoint broken = TestProfiles.endpoint(vector, TestProfiles.withoutIds(vector.provider()));

		assertThat(quarantined(broken, delivery(vector))).hasSameSizeAs(items(mended, delivery(vector)));
		assertReadAgain(mended, broken, delivery(vector));
	}

	private static void assertReadAgain(Endpoint mended, Endpoint broken, GenuineDelivery first)
			throws IncompleteRecordException {
		List<Reading.Item> wanted = items(mended, first);

		List<Reading.Item> found = new ArrayList<>();
		List<Envelope> again = new ArrayList<>();
		for (Envelope record : quarantined(broken, first)) {
			RecordedDelivery recorded = new QuarantinedRecord(record.headers(), record.value()).delivery(mended);
			List<Reading.Item> items = items(mended, recorded);
			found.addAll(items);
			items.forEach((item) -> again.add(record(mended, recorded, item)));
		}

		assertThat(found).usingRecursiveComparison().ignoringFields("position").isEqualTo(wanted);
		assertThat(again).usingRecursiveComparison()
			.ignoringFields("headers.naru-request")
			.isEqualTo(wanted.stream().map((item) -> record(mended, first, item)).toList());
	}

	/**
	 * The records that a delivery becomes with a broken profile.
	 */
	private static List<Envelope> quarantined(Endpoint broken, GenuineDelivery delivery) {
		return items(broken, delivery).stream().map((item) -> record(broken, delivery, (Unreadable) item)).toList();
	}

	private static Envelope record(Endpoint endpoint, GenuineDelivery delivery, Reading.Item item) {
		return switch (item) {
			case NormalizedEvent event -> ENVELOPER.envelope(endpoint, delivery, event, event.digest());
			case Unreadable unreadable ->
				ENVELOPER.quarantine(new KeptRequest(endpoint, delivery), unreadable, unreadable.digest());
		};
	}

	private static List<Reading.Item> items(Endpoint endpoint, GenuineDelivery delivery) {
		return switch (endpoint.read(delivery)) {
			case Reading.Item item -> List.of(item);
			case Reading.Batch batch -> batch.items();
			case Reading.Handshake handshake -> List.of();
		};
	}

	/**
	 * A vector as verification leaves it; one that is not genuine, or that only a
	 * certificate proves, as if it were.
	 */
	private static GenuineDelivery delivery(Vector vector) {
		Endpoint endpoint = TestProfiles.endpoint(vector);
		return (endpoint.verify(vector.delivery(), vector.now()) instanceof VerifiedDelivery verified) ? verified
				: new RecordedDelivery(vector.delivery(), TestProfiles.variants(endpoint).get(0),
						Authenticity.SIGNATURE, Coverage.BODY);
	}

}
