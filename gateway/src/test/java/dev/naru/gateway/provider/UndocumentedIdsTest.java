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
 * Where nothing documents an id, another body under the same headers and the same ids is
 * another event.
 */
class UndocumentedIdsTest {

	private static final JsonMapper JSON = JsonMapper.shared();

	static Stream<Vector> events() {
		return Vector.all()
			.filter((vector) -> "true".equals(vector.expected("valid")) && vector.expected("payload") == null)
			.filter((vector) -> !isDocumented(vector.provider()) && TestProfiles.isEvent(vector));
	}

	private static boolean isDocumented(String provider) {
		return ProvidersPageTest.evidence(provider)
			.get("documented")
			.valueStream()
			.anyMatch((place) -> !place.stringValue().startsWith("nowhere"));
	}

	@ParameterizedTest
	@MethodSource("events")
	void anotherBodyIsAnotherEventAndTheSameIsTheSame(Vector vector) {
		List<String> ids = ids(vector, vector.webhook());

		assertThat(ids(vector, vector.webhook())).isEqualTo(ids);
		assertThat(ids(vector, changed(vector.webhook(), String.valueOf(vector.delivery().mediaType()))))
			.hasSameSizeAs(ids)
			.doesNotContainAnyElementsOf(ids);
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
			node.forEach(UndocumentedIdsTest::mark);
		}
		if (node instanceof ObjectNode object) {
			object.put("other", 1);
		}
	}

}
