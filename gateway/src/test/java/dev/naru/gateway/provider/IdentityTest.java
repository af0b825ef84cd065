package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.Batch;
import dev.naru.gateway.provider.Reading.Item;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An id is one only where the provider documents it as one: elsewhere another body under
 * the same headers and the same ids is another event.
 */
class IdentityTest {

	private static final JsonMapper JSON = JsonMapper.shared();

	static Stream<Vector> events() {
		return Vector.all()
			.filter((vector) -> "true".equals(vector.expected("valid")) && vector.expected("payload") == null)
			.filter(TestProfiles::isEvent);
	}

	@ParameterizedTest
	@MethodSource("events")
	void theSameIsTheSameEvent(Vector vector) {
		assertThat(ids(vector, vector.webhook())).isEqualTo(ids(vector, vector.webhook()));
	}

	@ParameterizedTest
	@MethodSource("events")
	void anotherBodyIsAnotherEventUnlessAPageSaysThatTheIdCounts(Vector vector) {
		List<String> places = ProvidersPageTest.evidence(vector.provider())
			.get("documented")
			.valueStream()
			.map(JsonNode::stringValue)
			.toList();
		List<String> before = ids(vector, vector.webhook());
		List<String> after = ids(vector, changed(vector.webhook(), String.valueOf(vector.delivery().mediaType())));

		if (places.stream().allMatch((place) -> place.startsWith("nowhere"))) {
			assertThat(after).doesNotContainAnyElementsOf(before);
		}
		else if (places.stream().noneMatch((place) -> place.startsWith("nowhere"))) {
			assertThat(after).isEqualTo(before);
		}
		else {
			assertThat(after).hasSameSizeAs(before);
		}
	}

	private static List<String> ids(Vector vector, Webhook webhook) {
		Reading reading = TestProfiles.read(TestProfiles.unproven(vector.provider(), Map.of()), webhook);
		return switch (reading) {
			case Batch(List<Item> items, var answer) -> items.stream().map((item) -> item.id().value()).toList();
			case Item item -> List.of(item.id().value());
			case Reading.Handshake handshake -> throw new AssertionError("there are none in such a profile");
		};
	}

	/** The same with a member more, which no profile reads. */
	private static Webhook changed(Webhook webhook, String media) {
		if (webhook.method().equals("GET")) {
			return webhook.query(webhook.query() + "&other=1");
		}
		String body = new String(webhook.body(), StandardCharsets.UTF_8);
		return new Webhook(webhook.method(), webhook.query(), webhook.headers(), media.endsWith("json")
				? marked(JSON.readTree(webhook.body())) : (body + "&other=1").getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] marked(JsonNode root) {
		mark(root);
		return JSON.writeValueAsBytes(root);
	}

	private static void mark(JsonNode node) {
		if (node.isContainer()) {
			node.forEach(IdentityTest::mark);
		}
		if (node instanceof ObjectNode object) {
			object.put("other", 1);
		}
	}

}
