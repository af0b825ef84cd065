package dev.naru.gateway.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.Batch;
import dev.naru.gateway.provider.Reading.Handshake;
import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.provider.Reading.Unreadable;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.testkit.Webhook;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each member of each provider's bodies is absent, null, empty, of another type and long:
 * the event is published, unless a list says that it cannot be without. Nothing is lost:
 * what is not published is kept in quarantine.
 */
class OptionalFieldsTest {

	private static final Path REQUIRED = Path.of("src/test/resources/required-fields.txt");

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final JsonNodeFactory NODES = JSON.getNodeFactory();

	private static final String LONG = "x".repeat(1000);

	@Test
	void anEventIsPublishedWithoutWhatItCanBeWithout() throws IOException {
		Map<String, Map<String, Set<String>>> required = new TreeMap<>();
		for (Vector vector : events().toList()) {
			Endpoint endpoint = TestProfiles.unproven(vector.provider(), Map.of());
			String whole = outcome(endpoint, vector.webhook());
			changed(vector).forEach((change, webhook) -> {
				String outcome = outcome(endpoint, webhook);
				if (!outcome.equals(whole)) {
					int space = change.indexOf(' ');
					required
						.computeIfAbsent(vector.provider() + " " + change.substring(0, space),
								(field) -> new TreeMap<>())
						.computeIfAbsent(outcome, (reason) -> new TreeSet<>())
						.add(change.substring(space + 1));
				}
			});
		}
		String lines = required.entrySet()
			.stream()
			.map((field) -> field.getKey() + ": "
					+ field.getValue()
						.entrySet()
						.stream()
						.map((outcome) -> outcome.getKey() + " if " + String.join(", ", outcome.getValue()))
						.collect(Collectors.joining("; "))
					+ "\n")
			.collect(Collectors.joining());
		if (Boolean.getBoolean("naru.write-pages")) {
			Files.writeString(REQUIRED, lines);
		}

		assertThat(REQUIRED).content().as("what an event cannot be without is for people to see").isEqualTo(lines);
	}

	private static Stream<Vector> events() {
		return Vector.all()
			.filter((vector) -> "true".equals(vector.expected("valid")) && vector.expected("payload") == null)
			.filter((vector) -> vector.body().length > 0 && TestProfiles.isEvent(vector));
	}

	private static String outcome(Endpoint endpoint, Webhook webhook) {
		return outcome(TestProfiles.read(endpoint, webhook));
	}

	private static String outcome(Reading reading) {
		return switch (reading) {
			case NormalizedEvent event -> "published";
			case Unreadable unreadable -> unreadable.reason().label();
			case Batch(List<Reading.Item> items, var answer) ->
				items.stream().map(OptionalFieldsTest::outcome).collect(Collectors.joining("+", "(", ")"));
			case Handshake handshake -> throw new AssertionError("there are none in such a profile");
		};
	}

	/** The webhook with one member changed, by the member and what was done to it. */
	private static Map<String, Webhook> changed(Vector vector) {
		String media = String.valueOf(vector.delivery().mediaType());
		if (media.endsWith("json")) {
			return changedJson(vector);
		}
		Map<String, Webhook> changed = new LinkedHashMap<>();
		String form = new String(vector.body(), StandardCharsets.UTF_8);
		for (String pair : form.split("&", -1)) {
			String name = pair.substring(0, Math.max(0, pair.indexOf('=')));
			Map.of("absent", "", "empty", name + "=", "long", name + "=" + LONG)
				.forEach((how, instead) -> changed.put("/" + name + " " + how,
						with(vector,
								("&" + form).replace("&" + pair, instead.isEmpty() ? "" : "&" + instead)
									.replaceFirst("^&", "")
									.getBytes(StandardCharsets.UTF_8))));
		}
		return changed;
	}

	private static Map<String, Webhook> changedJson(Vector vector) {
		Map<String, Webhook> changed = new LinkedHashMap<>();
		for (List<String> path : paths(JSON.readTree(vector.body()))) {
			Map<String, JsonNode> values = new LinkedHashMap<>();
			values.put("null", NODES.nullNode());
			values.put("empty", NODES.stringNode(""));
			values.put("number", NODES.numberNode(7));
			values.put("boolean", NODES.booleanNode(true));
			values.put("text", NODES.stringNode("text"));
			values.put("object", NODES.objectNode());
			values.put("array", NODES.arrayNode());
			values.put("long", NODES.stringNode(LONG));
			String pointer = "/" + String.join("/", path);
			JsonNode root = JSON.readTree(vector.body());
			((ObjectNode) at(root, path)).remove(path.get(path.size() - 1));
			changed.put(pointer + " absent", with(vector, JSON.writeValueAsBytes(root)));
			values.forEach((how, value) -> {
				JsonNode other = JSON.readTree(vector.body());
				((ObjectNode) at(other, path)).set(path.get(path.size() - 1), value);
				changed.put(pointer + " " + how, with(vector, JSON.writeValueAsBytes(other)));
			});
		}
		return changed;
	}

	private static JsonNode at(JsonNode root, List<String> path) {
		JsonNode node = root;
		for (String step : path.subList(0, path.size() - 1)) {
			node = node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step);
		}
		return node;
	}

	/** The members of all objects, of arrays those of the first element. */
	private static List<List<String>> paths(JsonNode root) {
		List<List<String>> paths = new ArrayList<>();
		collect(root, List.of(), paths);
		return paths;
	}

	private static void collect(JsonNode node, List<String> path, List<List<String>> paths) {
		if (node instanceof ObjectNode object) {
			object.properties().forEach((member) -> {
				List<String> own = Stream.concat(path.stream(), Stream.of(member.getKey())).toList();
				paths.add(own);
				collect(member.getValue(), own, paths);
			});
		}
		else if (node instanceof ArrayNode array && !array.isEmpty()) {
			collect(array.get(0), Stream.concat(path.stream(), Stream.of("0")).toList(), paths);
		}
	}

	private static Webhook with(Vector vector, byte[] body) {
		Webhook genuine = vector.webhook();
		return new Webhook(genuine.method(), genuine.query(), genuine.headers(), body);
	}

}
