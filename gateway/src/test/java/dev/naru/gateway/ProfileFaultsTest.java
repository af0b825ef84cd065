package dev.naru.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.naru.gateway.provider.TestProfiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a profile says and does not mean is told with its place and its cure: as an error,
 * which stops the gateway too, or as a warning where a provider may leave no choice.
 */
class ProfileFaultsTest {

	/** Where the provider writes it nowhere else, as its documentation says. */
	private static final Map<String, Set<String>> UNSIGNED = Map.of("github", Set.of("id", "type"), "gitlab",
			Set.of("id", "type"), "linear", Set.of("id"), "shopify", Set.of("id", "type"), "twilio", Set.of("id"),
			"twitch", Set.of("type"));

	private static final String SIGNED = "message: [timestamp, {text: \".\"}, body]";

	@TempDir
	private Path folder;

	private CheckedFolder acme;

	@BeforeEach
	void copyTheExample() throws IOException {
		this.acme = CheckedFolder.ofTheExample(this.folder);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					signature: {header: Acme-Signature,|signature: {header: "Acme-Signature:",|line 10, verify[0].hmac.signature|Acme-Signature:
					from: {header: Acme-Signature,|from: {header: "Acme Signature",|line 13, verify[0].hmac.timestamp.from|Acme Signature
					{text: "."}|{header: "X-Id:"}|line 9, verify[0].hmac.message[1]|X-Id:
					id: {field: /event_id}|id: {header: "X-Id:"}|line 23, read[0].id|X-Id:
					type: {field: /type}|type: {concat: [{header: "X/Type"}, {text: x}]}|line 24, read[0].type|X/Type
					name: signed|name: signed@    when: {header: "Acme-Signature:"}|line 6, verify[0].when.header|Acme-Signature:
					name: signed|name: signed@    when: {header-absent: "A,B"}|line 6, verify[0].when.header-absent|A,B
					{value: {field: /type}, is: ping}|{present: {header: "X-Ping: 1"}}|line 18, handshakes[0].when.present|X-Ping: 1
					""")
	void aHeaderThatCannotBeOne(String right, String wrong, String place, String name) throws IOException {
		error(right, wrong, place, "'" + name + "' cannot be the name of a header", "no colon");
	}

	@ParameterizedTest
	@ValueSource(strings = { "order.*", "*", "*.paid" })
	void aWildcardUnderTypes(String own) throws IOException {
		error("  order.paid: order.paid", "  \"" + own + "\": order.paid", "line 35, types." + own,
				"there are no wildcards here: '" + own + "' is taken to the letter", "write out each type");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "when: {header: X}", "when: {secret-prefix: a}" })
	void aVariantBehindOneThatJudgesAll(String when) throws IOException {
		error("\nhandshakes:", "  - name: token\n    " + when + "\n    token: {from: {header: X}}\n\nhandshakes:",
				"line 16, verify[1]", "it never judges: whatever it would judge, 'signed' before it judges",
				"pinned-only: true");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{header: A}|{header: a, query: q}", "{secret-prefix: x}|{secret-prefix: xy}",
			"{query: q}|{query: q}", "{header-absent: A}|{header-absent: A, header: B}" })
	void aVariantWhoseConditionsNeverHoldFirst(String first, String second) throws IOException {
		variants(first, second);

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("verify[1]: it never judges");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{header: A}|{header: B}", "{header: A, query: q}|{header: A}",
			"{secret-prefix: xy}|{secret-prefix: x}", "{query: q}|{query: r}", "{header: A}|{header-absent: A}" })
	void variantsThatSomethingTellsApart(String first, String second) throws IOException {
		variants(first, second);

		this.acme.check();
		assertThat(this.acme.told()).contains("reads well");
	}

	private void variants(String first, String second) throws IOException {
		this.acme.changeProfile("name: signed", "name: signed\n    when: " + first);
		this.acme.changeProfile("\nhandshakes:",
				"  - {name: token, when: " + second + ", token: {from: {header: X}}}\n\nhandshakes:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pinned-only: true", "pinned-only: true\n    when: {header: X}" })
	void aVariantThatIsPinnedIsReached(String key) throws IOException {
		this.acme.changeProfile("\nhandshakes:",
				"  - name: token\n    " + key + "\n    token: {from: {header: X}}\n\nhandshakes:");

		assertThat(this.acme.check()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "when: {present: {field: /x}}", "items: /events/*" })
	void anEntryOfReadBehindOneThatReadsAll(String key) throws IOException {
		error("\ntypes:", "  - version: \"2\"\n    id: {field: /id}\n    type: {text: x}\n    " + key + "\n\ntypes:",
				"line 33, read[1]", "it reads nothing: whatever it would read, read[0] reads", "put it behind");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{present: {field: /a}}|{value: {field: /a}, is: x}",
					"{value: {field: /a}, is: x}|{value: {field: /a}, is: x}",
					"{absent: {field: /a}}|{absent: {field: /a}, present: {field: /b}}" })
	void anEntryOfReadWhoseConditionsNeverHoldFirst(String first, String second) throws IOException {
		this.acme.changeProfile("version: \"1\"", "version: \"1\"\n    when: " + first);
		this.acme.changeProfile("\ntypes:",
				"  - {version: \"2\", when: " + second + ", id: {field: /id}, type: {text: x}}\n\ntypes:");

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("read[1]: it reads nothing");
	}

	@Test
	void entriesWithItemsReadAMessageTogether() throws IOException {
		this.acme.changeProfile("version: \"1\"", "version: \"1\"\n    items: /orders/*");
		this.acme.changeProfile("\ntypes:",
				"  - {version: \"1\", items: /customers/*, id: {field: /id}, type: {text: x}}\n\ntypes:");

		this.acme.check();
		assertThat(this.acme.told()).contains("reads well");
	}

	@Test
	void aSecondEntryForTheSameItems() throws IOException {
		this.acme.changeProfile("version: \"1\"", "version: \"1\"\n    items: /orders/*");
		this.acme.changeProfile("\ntypes:",
				"  - {version: \"1\", items: /orders/*, id: {field: /id}, type: {text: x}}\n\ntypes:");

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("read[1]: it reads nothing");
	}

	@Test
	void aHandshakeThatAnotherAnswers() throws IOException {
		error("\nread:",
				"  - {when: {value: {field: /type}, is: ping}, echo: {value: {field: /x}, content-type: text/plain}}\n\nread:",
				"line 20, handshakes[1]", "it answers nothing: whatever it would answer, handshakes[0] answers",
				"put it behind");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[order.*]|[order.paid]", "[order.*]|[order.paid, order.x*]",
			"[order.paid, order.changed]|[order.changed]" })
	void aResourceThatIsNeverAsked(String first, String second) throws IOException {
		error("types: [order.*]}",
				"types: " + first + "}\n      - {kind: order, id: {field: /id}, types: " + second + "}",
				"line 30, read[0].resource[1]", "it is never asked: whatever it is for, resource[0] before it is for",
				"remove it");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[order.paid]|[order.*]", "[order.*]|[order*]" })
	void resourcesThatAreAsked(String first, String second) throws IOException {
		this.acme.changeProfile("types: [order.*]}",
				"types: " + first + "}\n      - {kind: order, id: {field: /order/id}, types: " + second + "}");

		assertThat(this.acme.check()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{sha256: body}, {field: /id}]", "{first: [{text: x}, {field: /id}]}",
			"{concat: [{field: /a}, {first: [{field: /b}, {text: x}, {field: /c}]}]}" })
	void aValueBehindOneThatIsAlwaysThere(String id) throws IOException {
		error("id: {field: /event_id}", "id: " + id, "line 23, read[0].id",
				" of the list is never read: that one is always there", "put it last");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[body]", "[{header: Acme-Id}, body]" })
	void aTimestampThatIsNotSigned(String message) throws IOException {
		error(SIGNED, "message: " + message, "line 12, verify[0].hmac.timestamp",
				"it is not part of the message, so that anyone can change it", "add 'timestamp' to 'message'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[{header: acme-signature}, body]|header: Acme-Signature",
			"[{query: t}, body]|query: t", "[body]|field: /at" })
	void aTimestampThatIsSignedUnderItsOwnName(String message, String place) throws IOException {
		this.acme.changeProfile(SIGNED, "message: " + message);
		this.acme.changeProfile("from: {header: Acme-Signature,", "from: {" + place + ",");

		this.acme.check();
		assertThat(this.acme.told()).contains("reads well");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{header: Acme-Id}", "{around: /id}", "{around: /shops/*/id}",
			"{concat: [{text: a}, {query: id}]}", "[{header: Acme-Id}, {sha256: body}]" })
	void anIdThatAllItemsOfARequestHave(String id) throws IOException {
		error("id: {field: /event_id}", "id: " + id + "\n    items: /shops/*/events/*", "line 23, read[0].id",
				"all items of a request have this id, and all but one would be lost as copies", "{sha256: body}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{field: /id}", "{sha256: body}", "{concat: [{header: Acme-Id}, {sha256: body}]}",
			"[{field: /id}, {sha256: body}]" })
	void anIdOfEachItem(String id) throws IOException {
		this.acme.changeProfile("id: {field: /event_id}", "id: " + id + "\n    items: /shops/*/events/*");

		this.acme.check();
		assertThat(this.acme.told()).contains("reads well");
	}

	@Test
	void aTypeThatIsNotOfTheCatalogue() throws IOException {
		warning("order.paid: order.paid", "order.paid: order.payed", "line 35, types.order.paid",
				"'order.payed' is no type of the catalogue", "order.paid");
	}

	@Test
	void aKindThatTheCatalogueDoesNotGiveTheType() throws IOException {
		this.acme.changeProfile("{kind: order,", "{kind: parcel,");

		assertThat(this.acme.check()).isZero();
		assertThat(this.acme.told()).contains("reads well; 3 warnings",
				"""
						acme.yaml, line 29, read[0].resource[0].kind: it is 'parcel', and the catalogue says that order.paid is about \
						'order'
						  cure        write that kind""");
	}

	@Test
	void aMappedTypeThatNothingIsSaidToBeAbout() throws IOException {
		warning("types: [order.*]}", "types: [other.*]}", "line 35, types.order.paid",
				"no 'resource' says what it is about", "{kind: order, id: …}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{header: Acme-Id}", "{query: id}", "[{field: /event_id}, {header: Acme-Id}]",
			"{concat: [{header: Acme-Id}, {field: /event_id}]}" })
	void anIdThatIsNotSigned(String id) throws IOException {
		this.acme.change("order-paid.http", "Date:", "Acme-Id: 1\nDate:");
		this.acme.change("order-paid.http", "acme-main ", "acme-main?id=1 ");
		warning("id: {field: /event_id}", "id: " + id, "line 23, read[0].id",
				"the id is read from what is not signed by 'signed'", "put the body's hash beside it");
	}

	@Test
	void aTypeThatIsNotSigned() throws IOException {
		this.acme.change("order-paid.http", "Date:", "Acme-Type: order.paid\nDate:");
		warning("type: {field: /type}", "type: {header: Acme-Type}", "line 24, read[0].type",
				"the type is read from what is not signed by 'signed'", "coverage: body_only");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{concat: [{header: Acme-Id}, {sha256: body}]}|[timestamp, body]",
			"{header: Acme-Id}|[{header: acme-id}, timestamp, body]", "{query: id}|[{query: id}, timestamp, body]" })
	void anIdThatIsSignedOrHasTheHashBesideIt(String id, String message) throws IOException {
		this.acme.changeProfile("id: {field: /event_id}", "id: " + id);
		this.acme.changeProfile(SIGNED, "message: " + message);

		this.acme.check();
		assertThat(this.acme.told()).contains("reads well\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "tolerance: 5m|tolerance|the variant 'signed' has no timestamp that could be off",
					"config: {acount: a}|config.acount|provider acme asks for no 'acount'",
					"config: {account: a}|config.account|no variant that judges for this source asks for 'account'" })
	void aKeyOfASourceThatNothingUses(String key, String place, String problem) throws IOException {
		this.acme.changeProfile(SIGNED, "message: [body]");
		this.acme.changeProfile("""
				      timestamp:
				        from: {header: Acme-Signature, fields: {separator: ",", assign: "=", take: t}}
				        unit: seconds                          # seconds, millis, rfc3339
				        tolerance: 300s
				""", """
				  - name: account
				    pinned-only: true
				    hmac:
				      algorithm: sha256
				      secret: {encoding: utf8}
				      message: [{config: account}, body]
				      signature: {header: A}
				      encoding: hex
				""");
		this.acme.change("application.yaml", "provider: acme", "provider: acme\n      " + key);

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("naru.sources.acme-main." + place + ": " + problem,
				"cure        remove it");
	}

	static List<String> builtIn() {
		return TestProfiles.names().toList();
	}

	@ParameterizedTest
	@MethodSource("builtIn")
	void theProfilesOfTheGatewayReadWell(String name) {
		assertThat(this.acme.run(CheckedFolder.BUILT_IN.resolve(name + ".yaml").toString())).isZero();
		assertThat(this.acme.told()).contains(name + ".yaml: reads well; nothing was tried")
			.doesNotContain("catalogue", "'resource'");
	}

	@Test
	void ofThemOnlyThoseWarnWhoseProvidersSignNothingElse() {
		Map<String, Set<String>> found = new TreeMap<>();
		for (String name : builtIn()) {
			this.acme.run(CheckedFolder.BUILT_IN.resolve(name + ".yaml").toString());
			Set<String> unsigned = Pattern.compile("read\\[\\d+]\\.(id|type): the \\1 is read from what")
				.matcher(this.acme.told())
				.results()
				.map((warning) -> warning.group(1))
				.collect(Collectors.toCollection(TreeSet::new));
			if (!unsigned.isEmpty()) {
				found.put(name, unsigned);
			}
		}

		assertThat(found).isEqualTo(new TreeMap<>(UNSIGNED));
	}

	private void error(String right, String wrong, String place, String problem, String cure) throws IOException {
		this.acme.changeProfile(right, wrong.replace('@', '\n'));

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).startsWith(this.acme.profile() + ", " + place + ": ")
			.contains(problem + "\n  cure ", cure);
	}

	private void warning(String right, String wrong, String place, String problem, String cure) throws IOException {
		this.acme.changeProfile(right, wrong);

		this.acme.check();
		assertThat(this.acme.told()).contains("; ", " warning",
				"  warning     " + this.acme.profile() + ", " + place + ": " + problem + "\n  cure ", cure);
	}

}
