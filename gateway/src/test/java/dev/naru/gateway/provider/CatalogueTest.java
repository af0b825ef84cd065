package dev.naru.gateway.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.schemas.EventType;
import dev.naru.schemas.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The profiles speak the language of the catalogue, and a page tells who says what.
 */
class CatalogueTest {

	private static final Path PAGE = Path.of("../schemas/EVENTS.md");

	private static final String HEAD = """
			# Who sends what

			The canonical event types, and what the built-in providers call each. A type of theirs that stands nowhere here comes as
			`<provider>.<its own name>`. This page is generated from the catalogue and the profiles:
			`mvn -pl gateway -am test -Dtest=CatalogueTest -Dsurefire.failIfNoSpecifiedTests=false -Dnaru.write-pages=true`
			""";

	static Stream<String> profiles() {
		return TestProfiles.names();
	}

	@ParameterizedTest
	@MethodSource("profiles")
	void everyCanonicalTypeOfAProfileStandsInTheCatalogue(String name) {
		Profile profile = TestProfiles.builtIn(name);

		assertThat(Schemas.eventTypes()).extracting(EventType::type).containsAll(profile.types().values());
	}

	@Test
	void thePageSaysWhatTheProfilesSay() throws IOException {
		String page = HEAD + kinds().collect(Collectors.joining());
		if (Boolean.getBoolean("naru.write-pages")) {
			Files.writeString(PAGE, page);
		}

		assertThat(PAGE).content().as("the command on the page writes it anew").isEqualTo(page);
	}

	private static Stream<String> kinds() {
		Map<String, Map<String, List<String>>> names = names();
		return Schemas.eventTypes().stream().map(EventType::kind).distinct().map((kind) -> {
			StringBuilder table = new StringBuilder(
					"\n## " + kind + "\n\n| Type | What happened | Called |\n|---|---|---|\n");
			Schemas.eventTypes()
				.stream()
				.filter((type) -> type.kind().equals(kind))
				.forEach((type) -> table.append(row(type, names.getOrDefault(type.type(), Map.of()))));
			return table.toString();
		});
	}

	private static String row(EventType type, Map<String, List<String>> names) {
		String called = names.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " "
					+ entry.getValue().stream().map((name) -> "`" + name + "`").collect(Collectors.joining(", ")))
			.collect(Collectors.joining(" · "));
		return "| `" + type.type() + "` | " + type.description() + " | " + called + " |\n";
	}

	/** By canonical type and provider, what the provider calls it. */
	private static Map<String, Map<String, List<String>>> names() {
		Map<String, Map<String, List<String>>> names = new TreeMap<>();
		for (String provider : TestProfiles.names().toList()) {
			TestProfiles.builtIn(provider)
				.types()
				.entrySet()
				.stream()
				.sorted(Map.Entry.comparingByKey())
				.forEach((entry) -> names.computeIfAbsent(entry.getValue(), (type) -> new TreeMap<>())
					.computeIfAbsent(provider, (key) -> new ArrayList<>())
					.add(entry.getKey()));
		}
		return names;
	}

}
