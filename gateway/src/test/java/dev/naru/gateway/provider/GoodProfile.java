package dev.naru.gateway.provider;

import dev.naru.gateway.source.ConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A profile with nothing wrong, to spoil one thing in it.
 */
final class GoodProfile {

	private static final String FILE = "/etc/naru/providers/acme.yaml";

	static final String YAML = """
			name: acme
			accepts: [json]
			verify:
			  - name: signed
			    when: {header: S}
			    hmac:
			      algorithm: sha256
			      secret: {encoding: utf8, prefix: x_}
			      message: [timestamp, {text: "."}, body]
			      signature: {header: S, fields: {separator: ",", assign: "=", take: v1}}
			      encoding: hex
			      timestamp: {from: {header: T}, unit: seconds, tolerance: 300s}
			handshakes:
			  - when: {value: {field: /type}, is: ping}
			    reply: {status: 204}
			read:
			  - version: "1"
			    when: {present: {field: /type}}
			    id: {header: Acme-Id}
			    type: {field: /type}
			    time:
			      - local: {value: {field: /at}, pattern: yyyyMMddHHmmss, zone: Asia/Seoul}
			    resource:
			      - {kind: order, id: {field: /order/id}, types: [order.*]}
			    references: {customer: {field: /customer}}
			types: {order.paid: order.paid}
			refuse: [order.confirm]
			answer: {status: 200, content-type: text/plain, body: OK}
			""";

	private GoodProfile() {
	}

	/**
	 * Puts a mistake in place of what was right, and sees that it is found.
	 * @param right a piece of the good profile; a line break is written as \n
	 * @param wrong what stands there instead
	 * @param place the place that the error has to name behind the file, or empty
	 * @param problem what it has to say
	 * @param cure a piece of what it has to advise
	 */
	static void assertMistake(String right, String wrong, String place, String problem, String cure) {
		String good = right.replace("\\n", "\n");
		assertThat(YAML).contains(good);
		assertMistake(YAML.replace(good, wrong.replace("\\n", "\n").replace("\\t", "\t")), place, problem, cure);
	}

	/**
	 * Sees that what is wrong with a profile is found.
	 */
	static void assertMistake(String yaml, String place, String problem, String cure) {
		ConfigurationException found = catchThrowableOfType(ConfigurationException.class,
				() -> TestProfiles.of("acme", yaml));

		assertThat(found).isNotNull();
		assertThat(found.place()).isEqualTo(place.isEmpty() ? FILE : FILE + ", " + place);
		assertThat(found).hasMessage(found.place() + ": " + problem);
		assertThat(found.cure()).contains(cure);
	}

}
