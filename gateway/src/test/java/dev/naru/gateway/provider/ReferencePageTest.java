package dev.naru.gateway.provider;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.verification.BodyHash;
import dev.naru.gateway.verification.CertificatePlace;
import dev.naru.gateway.verification.Fields;
import dev.naru.gateway.verification.Place;
import dev.naru.gateway.verification.Scheme;
import dev.naru.gateway.verification.SecretForm;
import dev.naru.gateway.verification.Timestamp;
import dev.naru.gateway.verification.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The page for authors of profiles names everything that a profile can say, and all of
 * its examples are good.
 */
class ReferencePageTest {

	private static final Path PAGE = Path.of("PROFILES.md");

	/** A profile whose parts an example puts its own in place of. */
	private static final Map<String, String> PARTS = parts("""
			name: acme
			accepts: [json]
			verify:
			  - {name: open, none: {}}
			read:
			  - version: "1"
			    id: {sha256: body}
			    type: {field: /type}
			answer: {status: 200}
			""");

	@Test
	void everyKeyStandsOnThePage() {
		List<Class<?>> files = Stream.concat(Arrays.stream(ProfileFile.class.getDeclaredClasses()),
				Stream.of(ProfileFile.class, Condition.class, Variant.When.class, Place.class, Fields.class,
						Timestamp.class, SecretForm.class, BodyHash.class, Scheme.Hmac.class, Scheme.Digest.class,
						Scheme.Asymmetric.class, Scheme.Certified.class, CertificatePlace.class, Scheme.Token.class,
						Scheme.Basic.class, Scheme.None.class))
			.toList();

		assertThat(files).flatMap((file) -> Arrays.asList(file.getRecordComponents()))
			.extracting(RecordComponent::getName)
			.map((name) -> name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
			.allSatisfy(ReferencePageTest::assertStands);
	}

	/**
	 * What the gateway itself says could stand where something unknown does.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "accepts: [x]", "read: [{version: '1', id: {x: 1}, type: {text: a}}]",
			"read: [{version: '1', id: {sha256: body}, type: {text: a}, time: [{x: 1}]}]",
			"read: [{version: '1', id: {sha256: body}, type: {text: a}, time: [{local: {x: 1}}]}]",
			"verify: [{name: a, digest: {message: [x]}}]", "verify: [{name: a, digest: {message: [{x: 1}]}}]",
			"verify: [{name: a, digest: {encoding: x}}]", "verify: [{name: a, digest: {algorithm: x}}]",
			"verify: [{name: a, asymmetric: {algorithm: x}}]", "verify: [{name: a, covers: x}]",
			"verify: [{name: a, hmac: {timestamp: {unit: x}}}]" })
	void everyFunctionAndWordStandsOnThePage(String mistake) {
		ConfigurationException unknown = catchThrowableOfType(ConfigurationException.class, () -> load(mistake));

		assertThat(unknown.cure()).startsWith("use one of ");
		Matcher names = Pattern.compile("[a-z0-9][a-z0-9_-]*").matcher(unknown.cure().substring(11));
		assertThat(names.results().map((name) -> name.group())).isNotEmpty()
			.allSatisfy(ReferencePageTest::assertStands);
	}

	private static void assertStands(String name) {
		assertThat(text()).as(name).containsPattern("`" + name + "(`| )");
	}

	static Stream<String> examples() {
		return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
			.matcher(text())
			.results()
			.map((block) -> block.group(1));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void everyExampleIsGood(String example) {
		assertThat(load(example).name()).isEqualTo("acme");
	}

	private static Profile load(String example) {
		Map<String, String> parts = new LinkedHashMap<>(PARTS);
		parts.putAll(parts(example));
		return TestProfiles.of("acme", String.join("", parts.values()));
	}

	/** The text of each key that stands at the beginning of a line. */
	private static Map<String, String> parts(String yaml) {
		Map<String, String> parts = new LinkedHashMap<>();
		Pattern.compile("^([a-z-]+):.*\\R?(?:^[ #].*\\R?|^\\R)*", Pattern.MULTILINE)
			.matcher(yaml)
			.results()
			.forEach((part) -> parts.put(part.group(1), part.group().stripTrailing() + "\n"));
		return parts;
	}

	private static String text() {
		try {
			return Files.readString(PAGE);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
