package dev.naru.gateway.envelope;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.naru.gateway.envelope.EnvelopeProperties.Mode;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.provider.Reading.Batch;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.provider.TestProfiles;
import dev.naru.gateway.testkit.Records;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Authenticity;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.FleetKeys;
import dev.naru.gateway.verification.RecordedDelivery;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.Delivery;
import dev.naru.gateway.webhook.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A quarantined record keeps the request, but no credentials, and no more than there is
 * room for.
 */
class RequestWriterTest {

	private static final String PROFILE = """
			name: acme
			accepts: [json]
			verify:
			  - name: token
			    token: {from: {header: X-Acme-Token}}
			read:
			  - version: "1"
			    when: {absent: {field: /id}}
			    items: /events/*
			    id: {concat: [{header: X-Acme-Id}, {sha256: body}]}
			    type: {field: /type}
			    references: {region: {query: region}, account: {around: /account}}
			  - version: "1"
			    id: {field: /id}
			    type: {field: /type}
			answer: {status: 200}
			""";

	private final Endpoint acme = TestProfiles.endpoint(TestProfiles.of("acme", PROFILE), null, "correct horse?!");

	static Stream<Vector> genuine() {
		return Vector.all()
			.filter(TestProfiles::isEvent)
			.filter((vector) -> !vector.secrets().isEmpty() && vector.secrets().get(0).length() >= 8);
	}

	@Test
	void theRequestIsKept() {
		JsonNode request = request(Webhook.json("{}")
			.header("X-Acme-Token", "correct horse?!")
			.header("X-Acme-Id", "7")
			.header("Twice", "b", "a")
			.query("region=kr&x=%41"));

		assertThat(request).isEqualTo(JsonMapper.shared().readTree("""
				{"variant":"token","method":"POST","path":"/webhooks/test","query":"region=kr&x=%41",
				"headers":{"content-type":["application/json"],"x-acme-id":["7"],"twice":["b","a"]},
				"omitted":["header:x-acme-token"]}"""));
	}

	@Test
	void whatStandsAroundAnItemIsKept() {
		List<Envelope> records = batch("{\"account\":\"한\",\"events\":[{\"n\":1}, {\"n\":2}]}",
				Map.of("X-Acme-Id", ""));

		assertThat(records).map((record) -> request(record).get("item").toString())
			.containsExactly(
					"{\"index\":0,\"of\":2,\"around\":[\"{\\\"account\\\":\\\"한\\\",\\\"events\\\":[\",\"]}\"]}",
					"{\"index\":1,\"of\":2,\"around\":[\"{\\\"account\\\":\\\"한\\\",\\\"events\\\":[\",\"]}\"]}");
	}

	/**
	 * Looking for credentials takes long, and a stranger says how many items there are.
	 */
	@Test
	void aRequestIsLookedThroughOnceForAllItems() {
		Delivery delivery = Webhook.json("{\"events\":[1,2,3]}").header("X-Acme-Token", "correct horse?!").delivery();
		AtomicInteger looks = new AtomicInteger();
		Headers counting = new Headers() {

			@Override
			public List<String> all(String name) {
				return delivery.headers().all(name);
			}

			@Override
			public void forEach(BiConsumer<String, String> line) {
				looks.incrementAndGet();
				delivery.headers().forEach(line);
			}

		};
		KeptRequest kept = new KeptRequest(this.acme,
				new RecordedDelivery(
						new Delivery(delivery.source(), delivery.method(), delivery.path(), delivery.query(), counting,
								delivery.body(), null, delivery.receivedAt(), null),
						"token", Authenticity.SHARED_SECRET, Coverage.NONE));
		Enveloper enveloper = new Enveloper(new EnvelopeProperties(Mode.STRUCTURED, ""), FleetKeys.NONE);

		List<Unreadable> items = ((Batch) this.acme.read(kept.genuine())).items()
			.stream()
			.map(Unreadable.class::cast)
			.toList();
		assertThat(looks).hasValue(0);
		items.forEach((item) -> enveloper.quarantine(kept, item, null));

		assertThat(items).hasSize(3);
		// Once for the proofs that are in it, and once for copies of them.
		assertThat(looks).hasValue(2);
	}

	/**
	 * Proxies add copies of what they see, and people put secrets into addresses.
	 */
	@ParameterizedTest
	@MethodSource("genuine")
	void noSecretOfTheSourceIsKeptInAnySpelling(Vector vector) {
		Endpoint endpoint = TestProfiles.endpoint(vector, TestProfiles.withoutShapes(vector.provider()));
		VerifiedDelivery verified = (VerifiedDelivery) endpoint.verify(vector.delivery(), vector.now());
		String secret = vector.secrets().get(0);
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		String percents = percents(bytes);
		List<String> spellings = List.of(secret, Base64.getEncoder().encodeToString(bytes),
				Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
				Base64.getEncoder().encodeToString(("x:" + secret).getBytes(StandardCharsets.UTF_8)),
				HexFormat.of().formatHex(bytes), HexFormat.of().withUpperCase().formatHex(bytes), percents,
				percents.replace("%", "%25"), URLEncoder.encode(secret, StandardCharsets.UTF_8));
		Webhook sent = vector.webhook();
		StringBuilder query = new StringBuilder((sent.query() != null) ? sent.query() : "a=b");
		for (int i = 0; i < spellings.size(); i++) {
			sent = sent.header("X-Copy-" + i, spellings.get(i))
				.header("X-Original-URL-" + i, "/webhooks/a/b?some=" + spellings.get(i) + "&more=1");
			query.append("&p").append(i).append('=').append(spellings.get(i));
		}
		query.append('&').append(percents).append("=1&%74oken=1&Signature=1");
		Webhook hostile = sent.header("X-Hub-Signature", "sha1=0123456789").header("COOKIE", "session=1");

		String request = write(endpoint, verified, hostile.query(query.toString()));

		assertThat(spellings).noneMatch(request::contains);
		assertThat(request.toLowerCase(Locale.ROOT)).doesNotContain("sha1=0123456789", "session=1", "token=1",
				"signature=1");
		assertThat(TestProfiles.proofs(vector)).noneMatch(request::contains);
	}

	@Test
	void aHostileFieldIsNoHeaderOfTheRecord() {
		Webhook webhook = Webhook.json("{}")
			.header("X-Acme-Token", "correct horse?!")
			.header("naru-type", "payment.paid")
			.header("ce_id", "\",\"omitted\":[],\"x\":\"\u0001\u00ff")
			.header("naru-request", "{}");

		Envelope record = Records.of(this.acme, Mode.BINARY, webhook);

		assertThat(record.headers()).containsEntry("naru-type", "naru.quarantined")
			.containsEntry("ce_id", record.id().value());
		assertThat(request(record).get("headers").get("ce_id").get(0).asString())
			.isEqualTo("\",\"omitted\":[],\"x\":\"\u0001\u00ff");
		assertThat(request(record).get("headers").get("naru-request").get(0).asString()).isEqualTo("{}");
	}

	@Test
	void whatTheProfileReadsComesFirst() {
		Webhook webhook = Webhook.json("{}").header("X-Acme-Token", "correct horse?!").query("region=kr");
		for (int i = 0; i < 200; i++) {
			webhook = webhook.header("A-" + i + "x".repeat(20), "\u0001\"\\\u00ff".repeat(20));
		}

		Envelope record = Records.of(this.acme, Mode.BINARY, webhook.header("X-Acme-Id", "7".repeat(1000)));

		String text = String.valueOf(record.headers().get("naru-request"));
		assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(RequestWriter.MOST * 3 / 4,
				RequestWriter.MOST);
		JsonNode request = request(record);
		assertThat(request.get("headers").propertyNames()).startsWith("content-type", "x-acme-id");
		assertThat(request.get("omitted").valueStream().map(JsonNode::asString)).contains("*");
	}

	@Test
	void theRequestsOfManyItemsAreSmall() {
		String items = String.join(",", IntStream.range(0, 5000).mapToObj((i) -> "{}").toList());
		Map<String, String> headers = new HashMap<>();
		IntStream.range(0, 50).forEach((i) -> headers.put("H-" + i, "v".repeat(150)));

		List<Envelope> records = batch("{\"account\":\"a\",\"events\":[" + items + "]}", headers);

		assertThat(records).hasSize(5000)
			.allSatisfy((record) -> assertThat(record.headers().get("naru-request")).hasSizeBetween(1024,
					RequestWriter.LEAST_SHARE));
		assertThat(request(records.get(0)).get("item").get("around").get(0).asString())
			.isEqualTo("{\"account\":\"a\",\"events\":[");
	}

	@Test
	void nothingIsReadFromLessThanTheProfileReads() throws IncompleteRecordException {
		Envelope whole = Records.of(this.acme, Mode.BINARY,
				Webhook.json("{\"events\":0}").header("X-Acme-Token", "correct horse?!").query("y=1"));
		Envelope without = Records.of(this.acme, Mode.BINARY,
				Webhook.json("{\"events\":0}")
					.header("X-Acme-Token", "correct horse?!")
					.header("X-Acme-Id", "\"".repeat(9000))
					.query("region=correct+horse%3F!&region=correct%20horse%3F!"));
		Envelope item = batch("{\"account\":\"" + "a".repeat(20_000) + "\",\"events\":[1]}", Map.of()).get(0);

		assertThat(recorded(whole).delivery(this.acme).delivery().query()).isEqualTo("y=1");
		assertThat(catchThrowableOfType(IncompleteRecordException.class, () -> recorded(without).delivery(this.acme)))
			.hasMessageContainingAll("header:x-acme-id", "query:region");
		assertThat(catchThrowableOfType(IncompleteRecordException.class, () -> recorded(item).delivery(this.acme)))
			.hasMessageContaining("around");
	}

	@Test
	void whatIsNoQuarantinedRecordIsNotRead() {
		Envelope good = Records.of(this.acme, Mode.BINARY, Webhook.json("{").header("X-Acme-Token", "correct horse?!"));

		for (String name : List.of("naru-type", "naru-request", "ce_authenticity", "ce_coverage")) {
			for (String wrong : List.of("", "{", "[]", "payment.paid")) {
				Map<String, String> headers = new HashMap<>(good.headers());
				headers.put(name, wrong);
				assertThat(catchThrowableOfType(IncompleteRecordException.class,
						() -> new QuarantinedRecord(headers, good.value()).delivery(this.acme)))
					.as(name + wrong)
					.isNotNull();
			}
		}
	}

	private JsonNode request(Webhook webhook) {
		return request(Records.of(this.acme, Mode.BINARY, webhook));
	}

	private static JsonNode request(Envelope record) {
		return JsonMapper.shared().readTree(record.headers().get("naru-request"));
	}

	private static QuarantinedRecord recorded(Envelope record) {
		return new QuarantinedRecord(record.headers(), record.value());
	}

	private List<Envelope> batch(String body, Map<String, String> headers) {
		Webhook webhook = Webhook.json(body).header("X-Acme-Token", "correct horse?!");
		for (Map.Entry<String, String> header : headers.entrySet()) {
			webhook = webhook.header(header.getKey(), header.getValue());
		}
		VerifiedDelivery verified = TestProfiles.verified(this.acme, webhook);
		Enveloper enveloper = new Enveloper(new EnvelopeProperties(Mode.BINARY, ""), FleetKeys.NONE);
		KeptRequest kept = new KeptRequest(this.acme, verified);
		return ((Batch) this.acme.read(verified)).items()
			.stream()
			.map((item) -> enveloper.quarantine(kept, (Unreadable) item, null))
			.toList();
	}

	/**
	 * What is kept of a request that says more than the one that was proven.
	 */
	private static String write(Endpoint endpoint, VerifiedDelivery verified, Webhook webhook) {
		return RequestWriter.write(new KeptRequest(endpoint, new RecordedDelivery(webhook.delivery(),
				verified.variant(), verified.authenticity(), verified.coverage())), null);
	}

	private static String percents(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		for (byte unit : bytes) {
			text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
		}
		return text.toString();
	}

}
