package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import dev.naru.gateway.provider.Reading.Batch;
import dev.naru.gateway.provider.Reading.Item;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Resource;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.verification.Coverage;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.verification.Verdict;
import dev.naru.gateway.webhook.EventDigest;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.Flaw;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A delivery with several events is read as several events.
 */
class BatchesTest {

	private static final String READ = """
			read:
			  - version: "1"
			    when: {absent: {field: /single}}
			    items: /shops/*/events/*
			    id: {field: /id}
			    type: {field: /type}
			    resource:
			      - {kind: order, id: {field: /order}}
			    references: {shop: {around: /shops/*/id}, sender: {around: /sender}}
			  - version: "2"
			    id: {sha256: body}
			    type: {field: /single}
			    answer: {status: 202}
			""";

	private static final String SIGNED = """
			verify:
			  - name: items
			    each: /events/*/item
			    covers: fields
			    hmac:
			      algorithm: sha256
			      secret: {encoding: utf8}
			      message: [{field: /id}, {text: ":"}, {field: /amount, optional: true}]
			      signature: {field: /proof/mac}
			      encoding: hex
			""";

	private final Endpoint endpoint = TestProfiles.endpoint(Acme.profile(Acme.VERIFY, READ), null);

	@Test
	void eachItemIsAnEventWithItsOwnBytes() {
		List<Item> items = batch("""
				{"sender":"s","shops":[{"events":[ {"id":"a","type":"paid","order":1,"n":1.00} ],"id":"x"},
				{"id":"y","events":[{"id":"b","type":"sent","order":2},{"id":"c","type":"sent"}]}]}""").items();

		assertThat(items).map((item) -> ((NormalizedEvent) item).id().value()).containsExactly("a", "b", "c");
		assertThat(items).map((item) -> ((NormalizedEvent) item).references().get("shop"))
			.containsExactly("x", "y", "y");
		NormalizedEvent first = (NormalizedEvent) items.get(0);
		assertThat(first.resource()).isEqualTo(new Resource("order", "1"));
		assertThat(first.references()).containsEntry("sender", "s");
		assertThat(first.type()).isEqualTo("acme.paid");
		assertThat(((Payload.Json) first.payload()).utf8()).asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"id\":\"a\",\"type\":\"paid\",\"order\":1,\"n\":1.00}");
		assertThat(((NormalizedEvent) items.get(2)).resource()).isNull();
	}

	@Test
	void whatCannotBeReadIsUnreadableOnItsOwn() {
		List<Item> items = batch(
				"""
						{"shops":[{"events":[{"id":"a"},{"id":"b","type":"sent"},7,{"id":"\\ud83d","type":"x"}]},{"news":[1]}]}""")
			.items();

		assertThat(items).hasSize(5);
		assertThat(items.get(1)).isInstanceOf(NormalizedEvent.class);
		assertUnreadable(items.get(0), QuarantineReason.MISSING_FIELD, "a", "{\"id\":\"a\"}");
		assertUnreadable(items.get(2), QuarantineReason.MISSING_FIELD, itemHash("7"), "7");
		assertUnreadable(items.get(3), QuarantineReason.MALFORMED_BODY, itemHash("{\"id\":\"\\ud83d\",\"type\":\"x\"}"),
				"{\"id\":\"\\ud83d\",\"type\":\"x\"}");
		assertUnreadable(items.get(4), QuarantineReason.UNSUPPORTED_SHAPE, itemHash("{\"news\":[1]}"),
				"{\"news\":[1]}");
	}

	/** What tells two of them apart may stand around them, and not in them. */
	@Test
	void equalItemsOfTwoPlacesAreTwo() {
		Endpoint hashed = TestProfiles
			.endpoint(Acme.profile(Acme.VERIFY, READ.replace("    id: {field: /id}", "    id: {sha256: body}")), null);
		String twice = """
				{"shops":[{"id":"x","events":[{"type":"sent"},7]},{"id":"y","events":[{"type":"sent"},7]}]}""";
		String later = """
				{"shops":[{"id":"y","events":[{"type":"sent"}]}]}""";

		List<Item> items = batch(hashed, twice).items();

		assertThat(items).extracting(Item::id).doesNotHaveDuplicates().hasSize(4);
		assertThat(batch(hashed, twice).items()).extracting(Item::id).isEqualTo(items.stream().map(Item::id).toList());
		assertThat(batch(hashed, later).items().get(0).id()).isEqualTo(items.get(2).id());
	}

	/** Each entry with items reads its own. */
	@Test
	void severalEntriesReadOneMessageTogether() {
		Endpoint endpoint = TestProfiles.endpoint(Acme.profile(Acme.VERIFY, """
				read:
				  - version: "1"
				    items: /changes/*/value/messages/*
				    id: {field: /id}
				    type: {text: message}
				    references: {number: {around: /changes/*/value/number}}
				  - version: "1"
				    items: /changes/*/value/states/*
				    id: {concat: [{field: /id}, {text: ":"}, {field: /state}]}
				    type: {text: state}
				  - version: "2"
				    items: /changes/*
				    id: {sha256: body}
				    type: {field: /field}
				  - version: "3"
				    when: {present: {field: /old}}
				    items: /old/*
				    id: {field: /id}
				    type: {text: old}
				"""), null);

		List<Item> items = batch(endpoint,
				"""
						{"changes":[{"value":{"states":[{"id":"s","state":"sent"}],"messages":[{"id":"a"},{"id":"b"}],"number":7}},
						{"field":"x","value":{}},{"field":"y","value":{"messages":[]}}]}""")
			.items();

		assertThat(items).extracting((item) -> item.id().value().replaceFirst("-.*", ""))
			.containsExactly("s:sent", "a", "b", "sha256");
		assertThat(items).extracting((item) -> ((NormalizedEvent) item).providerVersion())
			.containsExactly("1", "1", "1", "2");
		assertThat(((NormalizedEvent) items.get(1)).references()).containsEntry("number", "7");
	}

	@Test
	void anEmptyBatchIsAnsweredLikeOthers() {
		assertThat(batch("{\"shops\":[]}")).isEqualTo(new Batch(List.of(), new Reply(200, null, "")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "{\"shops\":{}}", "7" })
	void whereThereIsNoArrayTheWholeIsUnreadable(String body) {
		assertUnreadable((Item) TestProfiles.read(this.endpoint, Webhook.json(body)),
				QuarantineReason.UNSUPPORTED_SHAPE, hash(body), body);
	}

	@Test
	void tooManyItemsAreKeptAsOneBody() {
		String body = "{\"shops\":[{\"events\":[" + "{},".repeat(Items.MOST) + "{}]}]}";

		assertUnreadable((Item) TestProfiles.read(this.endpoint, Webhook.json(body)), QuarantineReason.TOO_MANY_ITEMS,
				hash(body), body);
	}

	@Test
	void aFormHasNoItems() {
		assertThat(TestProfiles.read(this.endpoint, Webhook.form("a=1"))).isInstanceOf(Unreadable.class);
	}

	@Test
	void aShapeMayHaveAnAnswerOfItsOwn() {
		assertThat(TestProfiles.event(this.endpoint, Webhook.json("{\"single\":\"x\"}")).answer())
			.isEqualTo(new Reply(202, null, ""));
	}

	@Test
	void itemsThatAreSignedOneByOneMustAllBeGenuine() {
		String one = item("a", "1");
		String two = item("b", "");

		assertThat(verdict("{\"events\":[" + one + "," + two + "]}")).isInstanceOfSatisfying(VerifiedDelivery.class,
				(verified) -> assertThat(verified.coverage()).isEqualTo(Coverage.FIELDS));
		assertThat(flaw("{\"events\":[" + one + "," + two.replace("\"b\"", "\"c\"") + "]}"))
			.isEqualTo(Flaw.SIGNATURE_MISMATCH);
		assertThat(flaw("{\"events\":[" + one + ",{\"item\":{\"id\":\"b\"}}]}")).isEqualTo(Flaw.MISSING_HEADER);
		assertThat(flaw("{\"events\":[" + one + ",{\"other\":1}]}")).isEqualTo(Flaw.MISSING_HEADER);
	}

	/** Of two members of one name the last is proven, and the last is read. */
	@Test
	void whatIsProvenIsWhatIsRead() {
		assertThat(verdict("{\"events\":[{\"item\":{}}],\"events\":[" + item("a", "1") + "]}"))
			.isInstanceOf(VerifiedDelivery.class);
		assertThat(flaw("{\"events\":[" + item("a", "1") + "],\"events\":[{\"item\":{}}]}"))
			.isEqualTo(Flaw.MISSING_HEADER);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"events":[]}      | MISSING_HEADER
			{}                 | UNREADABLE_BODY
			{"events":[        | UNREADABLE_BODY
			``                 | UNREADABLE_BODY
			""")
	void whereNothingIsSignedNothingIsGenuine(String body, Flaw flaw) {
		assertThat(flaw(body)).isEqualTo(flaw);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			items: /shops/*/events/* | items: /shops        | read[0].items | '/shops' finds one thing
			items: /shops/*/events/* | items: shops/*       | read[0].items | 'shops/*' is not a JSON Pointer
			{around: /sender}        | {around: /news/*/id} | read[0]       | does not stand around an item
			{field: /single}         | {around: /single}    | read[0]       | there are no items for '/single'
			""")
	void aMistakeIsNamed(String right, String wrong, String place, String problem) {
		String yaml = READ.replace(right, wrong);

		ConfigurationException found = catchThrowableOfType(ConfigurationException.class,
				() -> Acme.profile(Acme.VERIFY, yaml));

		assertThat(READ).contains(right);
		assertThat(found).isNotNull();
		assertThat(found.place()).contains(place.substring(0, 7));
		assertThat(found).hasMessageContaining(problem);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/events/*/item | /events    | finds one thing
			/events/*/item | events/*   | is not a JSON Pointer
			""")
	void aMistakeInWhatIsSignedIsNamed(String right, String wrong, String problem) {
		String yaml = SIGNED.replace(right, wrong);

		ConfigurationException found = catchThrowableOfType(ConfigurationException.class,
				() -> Acme.profile(yaml, Acme.READ));

		assertThat(found).isNotNull();
		assertThat(found.place()).contains("verify[0].each");
		assertThat(found).hasMessageContaining(problem);
	}

	private static String item(String id, String amount) {
		String mac = Signing.hex(Signing.hmacSha256(Signing.bytes("secret"), Signing.bytes(id + ":" + amount)));
		return "{\"item\":{\"id\":\"" + id + "\"" + (amount.isEmpty() ? "" : ",\"amount\":" + amount)
				+ ",\"proof\":{\"mac\":\"" + mac + "\"}}}";
	}

	private static Verdict verdict(String body) {
		return TestProfiles.endpoint(Acme.profile(SIGNED, Acme.READ), null, "secret")
			.verify(Webhook.json(body).delivery(), Webhook.NOW);
	}

	private static Flaw flaw(String body) {
		return ((Verdict.Forged) verdict(body)).flaw();
	}

	/** Of an item of no shop and no sender. */
	private static String itemHash(String json) {
		return "sha256-" + EventDigest.of(json.getBytes(StandardCharsets.UTF_8), Arrays.asList(null, null));
	}

	private static String hash(String json) {
		return EventId.ofBody(json.getBytes(StandardCharsets.UTF_8)).value();
	}

	private static void assertUnreadable(Item item, QuarantineReason reason, String id, String content) {
		assertThat(item).isInstanceOfSatisfying(Unreadable.class, (unreadable) -> {
			assertThat(unreadable.reason()).isEqualTo(reason);
			assertThat(unreadable.id().value()).isEqualTo(id);
			assertThat(unreadable.content()).asString(StandardCharsets.UTF_8).isEqualTo(content);
		});
	}

	private Batch batch(String body) {
		return batch(this.endpoint, body);
	}

	private static Batch batch(Endpoint endpoint, String body) {
		return (Batch) TestProfiles.read(endpoint, Webhook.json(body));
	}

}
