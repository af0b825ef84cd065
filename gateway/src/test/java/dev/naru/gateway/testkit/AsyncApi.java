package dev.naru.gateway.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.naru.schemas.Schemas;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds records against the messages of the AsyncAPI document, in a form stricter than
 * the contract: what it does not describe is a fault here, where a subscriber has to
 * expect it.
 */
public final class AsyncApi {

	private static final SchemaRegistry REGISTRY = SchemaRegistry
		.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private static final JsonNode DOCUMENT = document();

	private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

	private AsyncApi() {
	}

	/**
	 * Fails unless key, headers and value are as the document says of that message.
	 * @param message {@code structuredEvent}, {@code binaryEvent} or
	 * {@code quarantinedWebhook}
	 */
	static void check(String message, ConsumerRecord<String, byte[]> record) {
		ObjectNode headers = JsonMapper.shared().createObjectNode();
		record.headers()
			.forEach((header) -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
		check(message, headers, value(message, record.value()));
		String key = "/components/messages/" + message + "/bindings/kafka/key";
		assertThat(schema(key).validate(JsonMapper.shared().valueToTree(record.key()))).isEmpty();
	}

	/**
	 * Fails unless headers and value are as the document says of that message.
	 */
	static void check(String message, JsonNode headers, JsonNode value) {
		String place = "/components/messages/" + message;
		assertThat(schema(place + "/headers").validate(headers)).as("%s", headers).isEmpty();
		assertThat(schema(place + "/payload").validate(value)).as("%s", value).isEmpty();
	}

	/**
	 * The examples that the document gives of a message.
	 */
	static JsonNode examples(String message) {
		return DOCUMENT.at("/components/messages/" + message + "/examples");
	}

	private static JsonNode value(String message, byte[] value) {
		return message.equals("quarantinedWebhook")
				? JsonMapper.shared().valueToTree(new String(value, StandardCharsets.ISO_8859_1))
				: JsonMapper.shared().readTree(value);
	}

	private static Schema schema(String place) {
		return SCHEMAS.computeIfAbsent(place,
				(at) -> REGISTRY.getSchema(strict(inlined(DOCUMENT.at(at), DOCUMENT)).toString()));
	}

	/**
	 * The schema with every reference replaced by what it names.
	 */
	private static JsonNode inlined(JsonNode node, JsonNode document) {
		if (node.isArray()) {
			var inlined = JsonMapper.shared().createArrayNode();
			node.forEach((element) -> inlined.add(inlined(element, document)));
			return inlined;
		}
		if (!node.isObject()) {
			return node;
		}
		ObjectNode inlined = JsonMapper.shared().createObjectNode();
		node.forEachEntry((name, member) -> {
			if (name.equals("$ref")) {
				inlined.withArray("allOf").add(referred(member.asString(), document));
			}
			else if (!name.equals("$id")) {
				inlined.set(name, inlined(member, document));
			}
		});
		return inlined;
	}

	private static JsonNode referred(String reference, JsonNode document) {
		String[] parts = reference.split("#", 2);
		JsonNode target = parts[0].isEmpty() ? document : file(parts[0]);
		return inlined((parts.length == 1) ? target : target.at(parts[1]), target);
	}

	private static JsonNode file(String name) {
		return JsonMapper.shared()
			.readTree(name.equals("./envelope.schema.json") ? Schemas.envelope() : Schemas.quarantine());
	}

	/**
	 * Closes every object whose members are described, and takes the examples of a value
	 * for all that there are.
	 */
	private static JsonNode strict(JsonNode node) {
		if (node.isArray()) {
			var strict = JsonMapper.shared().createArrayNode();
			node.forEach((element) -> strict.add(strict(element)));
			return strict;
		}
		if (!node.isObject()) {
			return node;
		}
		ObjectNode strict = JsonMapper.shared().createObjectNode();
		node.forEachEntry((name, member) -> strict.set(name, strict(member)));
		if (strict.has("properties") && strict.has("type")) {
			strict.put("additionalProperties", false);
		}
		if (strict.has("examples") && strict.has("type")) {
			strict.set("enum", strict.get("examples"));
		}
		return strict;
	}

	private static JsonNode document() {
		try (InputStream stream = Schemas.class.getResourceAsStream("asyncapi.yaml")) {
			return YAMLMapper.shared().readTree(stream);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
