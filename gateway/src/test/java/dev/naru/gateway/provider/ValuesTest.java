package dev.naru.gateway.provider;

import java.util.Map;

import dev.naru.gateway.testkit.Webhook;
import dev.naru.gateway.webhook.EventId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every function of a profile finds its piece of text.
 */
class ValuesTest {

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "/id;top", "/data/id;deep", "/a~1b;slash", "/m~0n;tilde", "/~01;one", "/items/0;first",
					"/items/1/id;second", "/items/2/0;nested", "/;empty", "/data//id;between", "/구독;Korean",
					"'/with space';space" })
	void aPointerFindsItsField(String pointer, String expected) {
		Webhook webhook = Webhook.json("""
				{"id":"top","a/b":"slash","m~n":"tilde","~1":"one","":"empty","구독":"Korean","with space":"space",
				"data":{"id":"deep","":{"id":"between"}},"items":["first",{"id":"second"},["nested"]]}""");

		String text = Acme.read("{field: \"" + pointer + "\"}", webhook);

		assertThat(text).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/absent", "/data", "/items", "/items/3", "/items/01", "/items/-", "/items/id", "/id/x",
			"/null", "/empty", "/data/null" })
	void whatIsNotThereOrIsNoScalarIsAbsent(String pointer) {
		Webhook webhook = Webhook.json("""
				{"id":"top","null":null,"empty":"","data":{"null":null},"items":["a","b","c"]}""");

		String text = Acme.read("{field: " + pointer + "}", webhook);

		assertThat(text).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1152921504606846976", "9007199254740993", "1.0", "1.00", "-0", "1E400", "1e-7",
			"12345678901234567890.12345678901234567890", "0.1", "true", "false" })
	void aNumberKeepsItsText(String written) {
		Webhook webhook = Webhook.json("{\"value\": " + written + " }");

		String text = Acme.read("{field: /value}", webhook);

		assertThat(text).isEqualTo(written);
	}

	@Test
	void escapesAreDecoded() {
		Webhook webhook = Webhook.json("{\"val\\u0075e\":\"\\ud55c\\uD83D\\uDE00\\n\\\"\\/\"}");

		String text = Acme.read("{field: /value}", webhook);

		assertThat(text).isEqualTo("한😀\n\"/");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', nullValues = "absent", value = { "{\"a\":1,\"a\":2};2", "{\"a\":1,\"a\":null};absent",
			"{\"a\":1,\"a\":{\"b\":2}};absent", "{\"a\":1,\"a\":[]};absent", "{\"a\":{},\"a\":1};1" })
	void ofTwoMembersOfOneNameTheLastCounts(String body, String expected) {
		String text = Acme.read("{field: /a}", Webhook.json(body));

		assertThat(text).isEqualTo(expected);
	}

	@Test
	void ofTwoObjectsOfOneNameTheLastCounts() {
		Webhook webhook = Webhook.json("{\"data\":{\"id\":1},\"data\":{\"other\":2}}");

		assertThat(Acme.read("{field: /data/id}", webhook)).isNull();
	}

	@Test
	void aHeaderIsFoundInAnyCase() {
		Webhook webhook = Webhook.json("{}").header("X-Acme-Id", "h-1");

		assertThat(Acme.read("{header: x-acme-ID}", webhook)).isEqualTo("h-1");
	}

	@Test
	void aHeaderThatIsRepeatedOrEmptyIsAbsent() {
		Webhook webhook = Webhook.json("{}").header("Twice", "a", "a").header("Empty", "");

		assertThat(Acme.read("{header: Twice}", webhook)).isNull();
		assertThat(Acme.read("{header: Empty}", webhook)).isNull();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "absent",
			value = { "id=q+1%26,q 1&", "id=a&id=b,a", "id=,absent", "other=a,absent", "id=%zz,absent", "id,absent" })
	void aParameterOfTheQueryIsDecoded(String query, String expected) {
		Webhook webhook = Webhook.json("{}").query(query);

		assertThat(Acme.read("{query: id}", webhook)).isEqualTo(expected);
	}

	@Test
	void aFieldOfAFormIsAMember() {
		Webhook webhook = Webhook.form("data%2Fid=f+1&id=&data[id]=x");

		assertThat(Acme.read("{field: /data~1id}", webhook)).isEqualTo("f 1");
		assertThat(Acme.read("{field: '/data[id]'}", webhook)).isEqualTo("x");
		assertThat(Acme.read("{field: /id}", webhook)).isNull();
		assertThat(Acme.read("{field: /data/id}", webhook)).isNull();
	}

	@Test
	void theHashIsThatOfTheBodyAsReceived() {
		Webhook webhook = Webhook.json(" {} ");

		assertThat(Acme.read("{sha256: body}", webhook)).isEqualTo(EventId.ofBody(webhook.body()).value());
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', nullValues = "absent",
			value = { "{concat: [{field: /a}, {text: /}, {field: /b}]};1/2",
					"{concat: [{field: /a}, {text: /}, {field: /none}]};absent",
					"{first: [{field: /none}, {header: None}, {field: /b}, {field: /a}]};2",
					"[{field: /none}, {field: /a}];1", "{first: [{field: /none}]};absent", "{text: constant};constant",
					"{text: 42};42", "{concat: [{first: [{field: /none}, {text: x}]}, [{field: /b}]]};x2" })
	void valuesAreCombined(String value, String expected) {
		Webhook webhook = Webhook.json("{\"a\":1,\"b\":\"2\"}");

		assertThat(Acme.read(value, webhook)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', nullValues = "absent",
			value = { "{\"b\":{}};b", "{\"a\":{\"x\":true},\"b\":{}};x", "{\"a\":{\"x\":false},\"b\":1};b",
					"{\"a\":{\"x\":null},\"b\":\"\"};absent", "{\"a\":{\"x\":[]},\"b\":[0]};b", "{\"a\":{\"x\":0}};x",
					"{\"b\":[]};absent", "{\"a\":[],\"c\":1};absent", "{\"b\":{},\"b\":null};absent",
					"{\"a\":{\"x\":1},\"a\":{}};absent" })
	void theNameOfTheFirstMemberThatIsThereIsTold(String body, String expected) {
		assertThat(Acme.read("{name-of: [/a/x, /b]}", Webhook.json(body))).isEqualTo(expected);
	}

	@Test
	void aFieldAndItsPresenceAreTwoThings() {
		Webhook webhook = Webhook.json("{\"a\":{\"b\":\"1\"}}");

		assertThat(Acme.read("{concat: [{name-of: [/a]}, {field: /a/b}, {name-of: [/a/b]}, {field: /a/b}]}", webhook))
			.isEqualTo("a1b1");
	}

	@Test
	void aFieldOfAFormIsThereUnlessItIsEmpty() {
		assertThat(Acme.read("{name-of: [/a, /b~1c]}", Webhook.form("a=&b%2Fc=1"))).isEqualTo("b/c");
	}

	@Test
	void whatTheOperatorGivesIsAValue() {
		Profile profile = Acme.profile(Acme.VERIFY, Acme.READ, "    state: [{field: /state}, {config: state}]\n");

		assertThat(TestProfiles.event(TestProfiles.endpoint(profile, null), Webhook.json("{}")).state()).isNull();
		assertThat(
				TestProfiles.event(TestProfiles.endpoint(profile, null, Map.of("state", "given")), Webhook.json("{}"))
					.state())
			.isEqualTo("given");
	}

}
