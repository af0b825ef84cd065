package dev.naru.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.naru.gateway.source.SourceProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of all keys says what the code says: it is made of the metadata that the
 * compiler writes for Spring.
 */
class ConfigurationTableTest {

	private static final Path TABLE = Path.of("../deploy/CONFIGURATION.md");

	private static final String HEAD = """
			# Every key

			All of Naru's own keys, made of the code by `mvn -pl gateway -am test -Dtest=ConfigurationTableTest -Dsurefire.failIfNoSpecifiedTests=false
			-Dnaru.write-pages=true`. Those of a source, `naru.sources.<name>.*`, stand in the [README](../README.md#sources-narusourcesname). Everything of
			[Spring Boot's](https://docs.spring.io/spring-boot/appendix/application-properties/index.html) works as well: `spring.kafka.*`,
			`spring.ssl.*`, `server.*`, `management.*`, `logging.*`. Sizes are written `512KB`, `1MB`; times `500ms`, `2s`, `5m`; lists `a, b`.

			| Key | Environment variable | Meaning | Default |
			|---|---|---|---|
			""";

	@Test
	void theTableSaysWhatTheCodeSays() throws IOException {
		String table = HEAD + rows().collect(Collectors.joining());
		if (Boolean.getBoolean("naru.write-pages")) {
			Files.writeString(TABLE, table);
		}

		assertThat(TABLE).content().as("the command on the page writes it anew").isEqualTo(table);
		assertThat(table).doesNotContain("| | ");
	}

	static Stream<String> keysOfASource() {
		return Stream.of(SourceProperties.class.getRecordComponents())
			.map(RecordComponent::getName)
			.map(ConfigurationTableTest::dashed);
	}

	@ParameterizedTest
	@MethodSource("keysOfASource")
	void theReadmeKnowsEveryKeyOfASource(String key) {
		assertThat(Path.of("../README.md")).content().contains("| `" + key + "` |");
	}

	private static Stream<String> rows() throws IOException {
		try (InputStream stream = Objects.requireNonNull(
				ConfigurationTableTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"),
				"compiled without its metadata")) {
			JsonNode properties = JsonMapper.shared().readTree(stream).get("properties");
			return StreamSupport.stream(properties.spliterator(), false)
				.filter((property) -> !property.get("type").asString().contains("dev.naru.gateway.source"))
				.filter((property) -> !property.get("type").asString().endsWith("Properties")
						&& !property.get("type").asString().matches(".*Properties\\$(Spool|Topics)"))
				.map(ConfigurationTableTest::row)
				.sorted();
		}
	}

	private static String row(JsonNode property) {
		String key = property.get("name").asString();
		String variable = key.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
		String meaning = property.path("description").asString("").replaceAll("\\{@code ([^}]*)}", "`$1`");
		return "| `%s` | `%s` | %s | %s |%n".formatted(key, variable, meaning, standard(property.path("defaultValue")));
	}

	private static String standard(JsonNode value) {
		String text = value.isArray() ? "" : value.asString("");
		return text.isEmpty() ? "none" : "`" + text + "`";
	}

	private static String dashed(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

}
