package dev.naru.gateway.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.naru.schemas.EventType;
import dev.naru.schemas.Reference;
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

	private static final Path MEANINGS = Path.of("src/test/resources/provider-types.txt");

	private static final String HEAD = """
			# Who sends what

			The canonical event types, and what the built-in providers call each. A type of theirs that stands nowhere here comes as
			`<provider>.<its own name>`. *Once* says that a type comes at most once for a subject, copies of one event and several
			subscriptions at the provider aside; *whenever*, that it also comes again while it is true, so that work which must be done
			once is told by type and subject. This page is generated from the catalogue and the profiles:
			`mvn -pl gateway -am test -Dtest=CatalogueTest -Dsurefire.failIfNoSpecifiedTests=false -Dnaru.write-pages=true`
			""";

	private static final String REFERENCES = """

			# References

			The names in `data.references`, each with one meaning for all providers.

			| Name | What |
			|---|---|
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

	/**
	 * Some shape that has a resource for the type calls it what the catalogue does.
	 */
	@ParameterizedTest
	@MethodSource("profiles")
	void everyMappedTypeIsAboutAKindOfTheCatalogue(String name) {
		Map<String, EventType> catalogue = Schemas.eventTypes()
			.stream()
			.collect(Collectors.toMap(EventType::type, (type) -> type));
		Profile profile = TestProfiles.builtIn(name);

		assertThat(profile.types())
			.allSatisfy((own, canonical) -> assertThat(profile.shapes()).map((shape) -> kind(shape, own))
				.containsAnyElementsOf(Objects.requireNonNull(catalogue.get(canonical), canonical).subjects()));
	}

	/** The kind of the first resource that is for a type, or a word that is no kind. */
	private static String kind(Shape shape, String own) {
		for (Shape.ResourceRule rule : shape.resources()) {
			for (String type = own;; type = type.substring(0, type.lastIndexOf('/'))) {
				if (rule.types().isEmpty() || rule.types().match(type)) {
					return rule.kind();
				}
				if (type.lastIndexOf('/') < 0) {
					break;
				}
			}
		}
		return "none";
	}

	@ParameterizedTest
	@MethodSource("profiles")
	void everyReferenceOfAProfileStandsInTheVocabulary(String name) {
		List<Shape> shapes = TestProfiles.builtIn(name).shapes();

		assertThat(shapes).flatMap((shape) -> shape.references().keySet())
			.isSubsetOf(Schemas.references().stream().map(Reference::name).toList());
	}

	@Test
	void theProvidersTypesMeanWhatTheyMeantLast() throws IOException {
		String types = TestProfiles.names().flatMap(CatalogueTest::meanings).collect(Collectors.joining());
		if (Boolean.getBoolean("naru.write-pages")) {
			Files.writeString(MEANINGS, types);
		}

		assertThat(MEANINGS).content().as("a change of meaning is for people to see").isEqualTo(types);
	}

	/** What each type of a provider means, and how often it comes. */
	private static Stream<String> meanings(String provider) {
		Map<String, EventType> catalogue = Schemas.eventTypes()
			.stream()
			.collect(Collectors.toMap(EventType::type, (type) -> type));
		return TestProfiles.builtIn(provider)
			.types()
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((entry) -> provider + " | " + entry.getKey() + " | " + entry.getValue() + " | "
					+ often(Objects.requireNonNull(catalogue.get(entry.getValue()), entry::toString)) + "\n");
	}

	private static String often(EventType type) {
		return type.occurrence().name().toLowerCase(Locale.ROOT);
	}

	@Test
	void thePageSaysWhatTheProfilesSay() throws IOException {
		String page = HEAD + kinds().collect(Collectors.joining()) + references();
		if (Boolean.getBoolean("naru.write-pages")) {
			Files.writeString(PAGE, page);
		}

		assertThat(PAGE).content().as("the command on the page writes it anew").isEqualTo(page);
	}

	private static Stream<String> kinds() {
		Map<String, Map<String, List<String>>> names = names();
		return Schemas.eventTypes().stream().map(EventType::kind).distinct().map((kind) -> {
			StringBuilder table = new StringBuilder(
					"\n## " + kind + "\n\n| Type | Comes | What happened | Called |\n|---|---|---|---|\n");
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
		return "| `" + type.type() + "` | " + often(type) + " | " + type.description() + " | " + called + " |\n";
	}

	private static String references() {
		return REFERENCES + Schemas.references()
			.stream()
			.map((reference) -> "| `" + reference.name() + "` | " + reference.description() + " |\n")
			.collect(Collectors.joining());
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
