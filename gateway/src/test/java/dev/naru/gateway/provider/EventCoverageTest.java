package dev.naru.gateway.provider;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.verification.Coverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An event says so when something that it was read from could have been changed.
 */
class EventCoverageTest {

	private static final String ID = "{field: /id}";

	private static final String TYPE = "{field: /type}";

	/** Who would be believed too much if this list were shorter. */
	private static final Map<String, String> WEAK = Map.ofEntries(Map.entry("adyen", "body fields"),
			Map.entry("github", "body_only"), Map.entry("gitlab", "body_only none"), Map.entry("kakao", "none"),
			Map.entry("kcp", "none"), Map.entry("linear", "body_only"), Map.entry("mailgun", "fields"),
			Map.entry("nicepay", "fields"), Map.entry("paypal", "checksum"), Map.entry("popbill", "none"),
			Map.entry("portone-v1", "none"), Map.entry("shopify", "body_only"), Map.entry("steppay", "body none"),
			Map.entry("tosspayments", "body_only none"), Map.entry("twilio", "body body_only fields"),
			Map.entry("twitch", "body_only"));

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{header: Id}                             | {field: /type}                                | [body]
					{field: /id}                             | {header: Type}                                | [body]
					{field: /id}                             | {concat: [{field: /type}, {header: Type}]}    | [body]
					'[{field: /id}, {header: Id}]'           | {field: /type}                                | [body]
					'[{header: Id}, {sha256: body}]'         | {field: /type}                                | [body]
					{query: id}                              | {field: /type}                                | [body]
					{header: Id}                             | {header: Type}                                | '[{header: id}, body]'
					{query: id}                              | {query: type}                                 | '[{query: id}, body]'
					""")
	void whatStandsBesideTheBodyUnsignedIsNotCovered(String id, String type, String message) {
		assertThat(coverage(id, type, "{}", message)).isEqualTo(Coverage.BODY_ONLY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{sha256: body}                           | {text: happened}                              | [body]
					'[{field: /id}, {sha256: body}]'         | {concat: [{text: a.}, {field: /type}]}        | [body]
					{header: Id}                             | {header: Type}                                | '[{header: id}, {header: TYPE}, body]'
					{query: id}                              | {query: type}                                 | '[url, body]'
					{query: id}                              | {query: type}                                 | '[url_any_port, body]'
					{query: id}                              | {field: /type}                                | '[{query: id}, body]'
					""")
	void whatIsSignedIsCoveredWhereverItStands(String id, String type, String message) {
		assertThat(coverage(id, type, "{}", message)).isEqualTo(Coverage.BODY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{detail: {header: Detail}}
			{state: {header: State}}
			{sequence: {query: sequence}}
			{time: [{rfc3339: {field: /at}}, {rfc3339: {header: At}}]}
			'{resource: [{kind: a, id: {field: /a}}, {kind: b, id: {header: B}}]}'
			{references: {other: {header: Other}}}
			{when: {present: {header: Type}}}
			{when: {absent: {header: Type}}}
			'{when: {value: {header: Type}, is: x}}'
			""")
	void everyAttributeCounts(String more) {
		assertThat(coverage(ID, TYPE, more, "[body]")).isEqualTo(Coverage.BODY_ONLY);
	}

	@Test
	void whatTellsAnEarlierShapeDecidesOfALaterOneToo() {
		assertThat(coverages("""
				read:
				  - {version: "1", when: {present: {field: /id}}, id: {field: /id}, type: {field: /type}}
				  - {version: "2", when: {present: {header: X}}, id: {sha256: body}, type: {field: /type}}
				  - {version: "3", id: {sha256: body}, type: {field: /type}}
				""", "hmac: " + hmac("[body]"))).containsExactly(Coverage.BODY, Coverage.BODY_ONLY, Coverage.BODY_ONLY);
	}

	@Test
	void aSignedTimestampIsCoveredWhereItIsAllOfItsHeader() {
		String read = """
				read:
				  - {version: "1", id: {sha256: body}, type: {field: /type}, time: [{rfc3339: {header: T}}]}
				""";
		String signed = "hmac: {algorithm: sha256, secret: {encoding: utf8}, message: [timestamp, body], "
				+ "signature: {header: S}, encoding: hex, timestamp: {from: {header: t%s}, unit: rfc3339, tolerance: 300s}}";

		assertThat(coverages(read, signed.formatted(""))).containsExactly(Coverage.BODY);
		assertThat(coverages(read, signed.formatted(", fields: {separator: \",\", assign: \"=\", take: t}")))
			.containsExactly(Coverage.BODY_ONLY);
	}

	@Test
	void whatCoversLessIsNotMadeMoreOf() {
		assertThat(coverages("read: [{version: \"1\", id: {header: Id}, type: {field: /type}}]",
				"token: {from: {header: T}}"))
			.containsExactly(Coverage.NONE);
		assertThat(coverages("read: [{version: \"1\", id: {field: /id}, type: {field: /type}}]",
				"covers: fields\n    hmac: " + hmac("[{field: /id}, {field: /type}]")))
			.containsExactly(Coverage.FIELDS);
	}

	@Test
	void theBuiltInProfilesSayWhatTheirProvidersSign() {
		Map<String, String> found = TestProfiles.names()
			.collect(Collectors.toMap((name) -> name,
					(name) -> TestProfiles.builtIn(name)
						.shapes()
						.stream()
						.flatMap((shape) -> shape.coverage().values().stream())
						.map(Coverage::label)
						.collect(Collectors.toCollection(TreeSet::new))
						.stream()
						.collect(Collectors.joining(" ")),
					(one, other) -> one, TreeMap::new));
		found.values().removeIf("body"::equals);

		assertThat(found).isEqualTo(new TreeMap<>(WEAK));
	}

	@Test
	void aCapturedDeliveryOfGitHubThatIsMadeAnotherEventIsToldByItsDigest() {
		Vector captured = Vector.of("github-1");
		Endpoint endpoint = TestProfiles.endpoint(captured);
		NormalizedEvent genuine = TestProfiles.event(endpoint, captured.webhook().header("X-GitHub-Event", "star"));
		NormalizedEvent again = TestProfiles.event(endpoint, captured.webhook().header("X-GitHub-Event", "star"));
		NormalizedEvent changed = TestProfiles.event(endpoint, captured.webhook().header("X-GitHub-Event", "release"));

		assertThat(genuine.coverage()).isEqualTo(Coverage.BODY_ONLY);
		assertThat(again.digest()).isNotNull().isEqualTo(genuine.digest());
		assertThat(changed.id()).isEqualTo(genuine.id());
		assertThat(changed.digest()).isNotEqualTo(genuine.digest());
	}

	private static Coverage coverage(String id, String type, String more, String message) {
		String keys = more.substring(1, more.length() - 1);
		return coverages(
				"read: [{version: \"1\", id: %s, type: %s%s}]".formatted(id, type, keys.isEmpty() ? "" : ", " + keys),
				"hmac: " + hmac(message))
			.get(0);
	}

	private static String hmac(String message) {
		return "{algorithm: sha256, secret: {encoding: utf8}, message: " + message
				+ ", signature: {header: S}, encoding: hex}";
	}

	private static List<Coverage> coverages(String read, String scheme) {
		Profile profile = TestProfiles.of("acme", """
				name: acme
				accepts: [json]
				verify:
				  - name: only
				    %s
				%s
				answer: {status: 200}
				""".formatted(scheme, read));
		return profile.shapes().stream().map((shape) -> shape.coverage().getOrDefault("only", Coverage.NONE)).toList();
	}

}
