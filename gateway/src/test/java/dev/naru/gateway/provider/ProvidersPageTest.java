package dev.naru.gateway.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.gateway.verification.Variant;
import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page tells what is known of each provider and where it stands: it is made of the
 * profiles and of a file of evidence for each.
 */
class ProvidersPageTest {

	private static final Path PAGE = Path.of("PROVIDERS.md");

	private static final Path EVIDENCE = Path.of("src/test/resources/evidence");

	private static final YAMLMapper YAML = YAMLMapper.builder().build();

	/** The keys of a file, and what the page calls them. */
	private static final List<String> KEYS = List.of("identity", "documented", "retries", "order", "timeout", "proven",
			"unproven", "unverified");

	private static final List<String> TITLES = List.of("An event is identified by", "Documented", "Retries", "Order",
			"Time-out", "Proven", "Not proven", "Could not be verified");

	private static final String HEAD = """
			# What is known of each provider

			What identifies an event and where that is documented, what a retry changes, what is proven, and what could not be verified: nobody
			called a provider for this page, it was read. Made of the [profiles](src/main/resources/providers) and of the
			[evidence](src/test/resources/evidence) by
			`mvn -pl gateway -am test -Dtest=ProvidersPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dnaru.write-pages=true`.
			What each of their types is called stands in [EVENTS.md](../schemas/EVENTS.md).
			""";

	static Stream<String> profiles() {
		return TestProfiles.names();
	}

	@ParameterizedTest
	@MethodSource("profiles")
	void everyProviderHasEvidenceForEachPoint(String name) {
		JsonNode evidence = evidence(name);

		assertThat(evidence.propertyNames()).containsExactlyElementsOf(KEYS);
		assertThat(KEYS).allSatisfy((key) -> assertThat(text(evidence.get(key))).isNotBlank());
		// Either a place that people can go to, or the open word that there is none.
		assertThat(evidence.get("documented").valueStream().map(JsonNode::stringValue)).isNotEmpty()
			.allMatch((place) -> place.startsWith("nowhere") || place.matches(".*[.:/ ].*"));
	}

	@Test
	void thePageSaysWhatTheFilesSay() throws IOException {
		String page = HEAD + TestProfiles.names().map(ProvidersPageTest::section).collect(Collectors.joining());
		if (Boolean.getBoolean("naru.write-pages")) {
			Files.writeString(PAGE, page);
		}

		assertThat(PAGE).content().as("the command on the page writes it anew").isEqualTo(page);
	}

	private static String section(String name) {
		JsonNode profile = YAML.readTree(TestProfiles.text(name));
		JsonNode evidence = evidence(name);
		StringBuilder section = new StringBuilder("\n## " + profile.path("title").asString(name) + "\n\n`" + name
				+ "`: " + profile.path("docs").asString() + "\n\n| | |\n|---|---|\n");
		for (int i = 0; i < KEYS.size(); i++) {
			section.append("| " + TITLES.get(i) + " | " + text(evidence.get(KEYS.get(i))) + " |\n");
		}
		return section
			.append("| Ways of proof | " + variants(name) + " |\n| Asked under `config` | " + config(name)
					+ " |\n| Kinds mapped | " + kinds(name) + " |\n")
			.toString();
	}

	/** Each way and what of the body it proves. */
	private static String variants(String name) {
		return TestProfiles.builtIn(name)
			.variants()
			.stream()
			.map((variant) -> "`" + variant.name() + "` (" + coverage(variant) + ")")
			.collect(Collectors.joining(", "));
	}

	private static String coverage(Variant variant) {
		return "coverage `" + variant.coverage().label() + "`" + (variant.pinnedOnly() ? ", if a source pins it" : "");
	}

	private static String config(String name) {
		Profile profile = TestProfiles.builtIn(name);
		String keys = profile.configKeys()
			.stream()
			.map((key) -> "`" + key + "`" + words(profile.configWords(key)))
			.collect(Collectors.joining(", "));
		return keys.isEmpty() ? "nothing" : keys;
	}

	private static String words(Set<String> words) {
		return words.isEmpty() ? "" : " (" + String.join(" or ", words) + ")";
	}

	private static String kinds(String name) {
		List<String> types = List.copyOf(TestProfiles.builtIn(name).types().values());
		String kinds = Schemas.eventTypes()
			.stream()
			.filter((type) -> types.contains(type.type()))
			.map(EventType::kind)
			.distinct()
			.map((kind) -> "`" + kind + "`")
			.collect(Collectors.joining(", "));
		return types.isEmpty() ? "none" : types.size() + " types: " + kinds;
	}

	/**
	 * What is known of a provider.
	 */
	static JsonNode evidence(String name) {
		Path file = EVIDENCE.resolve(name + ".yaml");
		assertThat(file).as("what is known of " + name).exists();
		try {
			return YAML.readTree(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(JsonNode value) {
		return value.isArray() ? value.valueStream().map(JsonNode::stringValue).collect(Collectors.joining("; "))
				: value.stringValue();
	}

}
