package dev.naru.gateway.source;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.naru.gateway.testing.OddFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SourcesTests {

	private static final String SECRET = "s3cr3t-value";

	@TempDir
	Path folder = Path.of("");

	@Test
	void aSourceHasWhatItsOperatorWrote() {
		// Given
		SourceProperties written = new SourceProperties("portone", Written.texts("a", "b"), List.of(), "v2",
				Map.of("k", "v"), URI.create("https://hooks.example.com/webhooks/shop"), "shop.events",
				List.of("10.0.0.0/8", "::1"), Duration.ofSeconds(60), DataSize.ofMegabytes(1));
		// When
		Source source = Sources.from(Map.of("shop", written)).all().get(0);
		// Then
		assertThat(source.id()).hasToString("shop");
		assertThat(source.secrets()).extracting(Secret::reveal).containsExactly("a", "b");
		assertThat(source.allowedAddresses()).containsExactly(AddressBlock.parse("10.0.0.0/8"),
				AddressBlock.parse("::1"));
		assertThat(source)
			.extracting(Source::provider, Source::variant, Source::config, Source::publicUrl, Source::topic,
					Source::tolerance, Source::maxBodySize)
			.containsExactly("portone", "v2", Map.of("k", "v"), URI.create("https://hooks.example.com/webhooks/shop"),
					"shop.events", Duration.ofSeconds(60), 1_048_576L);
	}

	@Test
	void whatTheOperatorLeftOutIsNull() {
		// Given
		Map<String, SourceProperties> written = Map.of("shop", Written.provider("portone"));
		// When
		Source source = Sources.from(written).all().get(0);
		// Then
		assertThat(source)
			.extracting(Source::variant, Source::publicUrl, Source::topic, Source::tolerance, Source::maxBodySize)
			.containsOnlyNulls();
		assertThat(source.secrets()).isEmpty();
	}

	@Test
	void sourcesStandInTheOrderOfTheirNames() {
		// Given
		Map<String, SourceProperties> written = new LinkedHashMap<>();
		List.of("shop-2", "b", "shop", "a").forEach((name) -> written.put(name, Written.provider("portone")));
		// When
		List<Source> sources = Sources.from(written).all();
		// Then
		assertThat(sources).extracting((source) -> source.id().value()).containsExactly("a", "b", "shop", "shop-2");
	}

	@ParameterizedTest
	@ValueSource(strings = { SECRET, SECRET + "\n", SECRET + "\r\n", "\n " + SECRET + " \n\n", "\uFEFF" + SECRET,
			"\uFEFF\r\n" + SECRET + "\r\n" })
	void aSecretFileHoldsOneSecretAndWhiteSpaceAroundItIsNotPartOfIt(String content) throws IOException {
		// Given
		Path file = Files.writeString(this.folder.resolve("secret"), content);
		// When
		Source source = Sources.from(Map.of("shop", Written.files(file.toString()))).all().get(0);
		// Then
		assertThat(source.secrets()).extracting(Secret::reveal).containsExactly(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { SECRET + "\n", SECRET + "\r\n", "\uFEFF" + SECRET, " " + SECRET + "\t" })
	void whiteSpaceAndAByteOrderMarkAroundAValueAreNotPartOfIt(String written) {
		// Given
		SourceProperties shop = new SourceProperties("portone", Written.texts(written), List.of(), null,
				Map.of("token", written), null, null, List.of(), null, null);
		// When
		Source source = Sources.from(Map.of("shop", shop)).all().get(0);
		// Then
		assertThat(source.secrets()).extracting(Secret::reveal).containsExactly(SECRET);
		assertThat(source.config()).containsEntry("token", SECRET);
	}

	@ParameterizedTest
	@EnumSource(value = OddFile.class, mode = EnumSource.Mode.EXCLUDE, names = "LAUGHS")
	void aFileThatIsNoSecretIsNamedAndNotRead(OddFile odd) throws IOException {
		// Given
		Path file = this.folder.resolve("secret");
		odd.create(file);
		// When
		ConfigurationException problem = problem(Written.files(file.toString()));
		// Then
		assertThat(problem.place()).isEqualTo("naru.sources.shop.secret-files[0]");
		assertThat(problem).hasMessageContaining(file.toString());
	}

	@Test
	void aSecretFileHasAtMostSixtyFourKilobytes() throws IOException {
		// Given
		Path most = Files.writeString(this.folder.resolve("most"), "s".repeat(65_536));
		Path more = Files.writeString(this.folder.resolve("more"), "s".repeat(65_537));
		// When
		ConfigurationException problem = problem(Written.files(more.toString()));
		// Then
		assertThat(problem).hasMessageContaining("larger than 64 kB");
		assertThat(Sources.from(Map.of("shop", Written.files(most.toString()))).all()).hasSize(1);
	}

	@Test
	void aSecretOfFewerThanEightCharactersIsShort() {
		assertThat(new Secret("1234567").isShort()).isTrue();
		assertThat(new Secret("12345678").isShort()).isFalse();
	}

	@Test
	void secretsOfFilesStandBehindThoseOfTheConfiguration() throws IOException {
		// Given
		Path file = Files.writeString(this.folder.resolve("secret"), "from-file");
		SourceProperties written = new SourceProperties("portone", Written.texts("first", "second"),
				List.of(file.toString()), null, Map.of(), null, null, List.of(), null, null);
		// When
		Source source = Sources.from(Map.of("shop", written)).all().get(0);
		// Then
		assertThat(source.secrets()).extracting(Secret::reveal).containsExactly("first", "second", "from-file");
	}

	@Test
	void aSecretFileThatCannotBeReadIsNamed() throws IOException {
		// Given
		Path latin1 = Files.write(this.folder.resolve("latin-1"),
				("wörd " + SECRET).getBytes(StandardCharsets.ISO_8859_1));
		List<String> files = List.of(this.folder.resolve("missing").toString(), this.folder.toString(),
				latin1.toString(), "not\0a path");
		// When
		List<ConfigurationException> problems = files.stream().map((file) -> problem(Written.files(file))).toList();
		// Then
		assertThat(problems).zipSatisfy(files, (problem, file) -> {
			assertThat(problem.place()).isEqualTo("naru.sources.shop.secret-files[0]");
			assertThat(problem).hasMessageContaining(file).hasNoCause();
			assertThat(problem.toString() + problem.cure()).doesNotContain(SECRET);
		});
	}

	@Test
	void anEmptySecretFileIsNamedByItsKey() throws IOException {
		// Given
		Path file = Files.writeString(this.folder.resolve("secret"), " \n");
		// When
		ConfigurationException problem = problem(Written.files(file.toString()));
		// Then
		assertThat(problem.place()).isEqualTo("naru.sources.shop.secret-files[0]");
		assertThat(problem).hasMessageContaining("empty");
	}

	@Test
	void aSecretMayEndAndMayStandInAFileOfItsOwn() throws IOException {
		// Given
		Instant end = Instant.parse("2026-01-01T00:00:00Z");
		Path file = Files.writeString(this.folder.resolve("secret"), SECRET + "\n");
		SecretProperties written = new SecretProperties(null, file.toString(), end);
		// When
		Secret secret = Sources.from(Map.of("shop", Written.secret(written))).all().get(0).secrets().get(0);
		// Then
		assertThat(secret.reveal()).isEqualTo(SECRET);
		assertThat(secret.hasExpired(end)).isFalse();
		assertThat(secret.hasExpired(end.plusNanos(1))).isTrue();
	}

	static Stream<Arguments> mistakes() {
		return Stream.of(arguments("provider", Written.provider(null)), arguments("provider", Written.provider(" ")),
				arguments("secrets[1]", Written.secrets(SECRET, "")),
				arguments("secrets[0]", Written.secrets(" \t", SECRET)),
				arguments("secrets[0]", Written.secret(new SecretProperties(null, null, null))),
				arguments("secrets[0]", Written.secret(new SecretProperties(SECRET, "/run/secrets/shop", null))),
				arguments("secrets[0].file", Written.secret(new SecretProperties(null, "/nowhere", null))),
				arguments("secrets[0]", Written.secrets("${STEPPAY_KEY}")),
				arguments("secrets[1]", Written.secrets(SECRET, "a-${STEPPAY_KEY:x}-b")),
				arguments("secrets[0]", Written.secrets("\uFEFF\n")),
				arguments("config.token", Written.config("${TOKEN}")), arguments("config.token", Written.config(" ")),
				arguments("public-url", Written.publicUrl("/webhooks/shop")),
				arguments("public-url", Written.publicUrl("hooks.example.com/webhooks/shop")),
				arguments("public-url", Written.publicUrl("ftp://hooks.example.com/")),
				arguments("topic", Written.topic("")), arguments("topic", Written.topic(".")),
				arguments("topic", Written.topic("..")), arguments("topic", Written.topic("a/b")),
				arguments("topic", Written.topic("토픽")), arguments("topic", Written.topic("t".repeat(250))),
				arguments("allowed-addresses[0]", Written.allowing("localhost")),
				arguments("allowed-addresses[1]", Written.allowing("10.0.0.0/8", "10.0.0.0/33")),
				arguments("tolerance", Written.tolerance(Duration.ofNanos(-1))),
				arguments("max-body-size", Written.maxBodySize(DataSize.ofBytes(0))),
				arguments("max-body-size", Written.maxBodySize(DataSize.ofGigabytes(2))));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void aMistakeIsNamedByItsKeyWithACureAndWithoutTheSecret(String setting, SourceProperties written) {
		// Given, When
		ConfigurationException problem = problem(written);
		// Then
		assertThat(problem.place()).isEqualTo("naru.sources.shop." + setting);
		assertThat(problem).hasMessageStartingWith(problem.place() + ": ").hasNoCause();
		assertThat(problem.cure()).isNotBlank();
		assertThat(problem.toString() + problem.cure() + written).doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Shop", "-shop", "my_shop", "shop/2", "상점",
			"a234567890123456789012345678901234567890123456789012345678901234" })
	void aNameThatCannotStandInTheUrlIsRefused(String name) {
		// Given
		Map<String, SourceProperties> written = Map.of(name, Written.secrets(SECRET));
		// When
		ConfigurationException problem = catchThrowableOfType(ConfigurationException.class,
				() -> Sources.from(written));
		// Then
		assertThat(problem.place()).isEqualTo("naru.sources." + name);
	}

	private static ConfigurationException problem(SourceProperties written) {
		return catchThrowableOfType(ConfigurationException.class, () -> Sources.from(Map.of("shop", written)));
	}

	/** What an operator may write. */
	private static final class Written {

		static List<SecretProperties> texts(String... secrets) {
			return Stream.of(secrets).map(SecretProperties::valueOf).toList();
		}

		static SourceProperties secret(SecretProperties secret) {
			return new SourceProperties("portone", List.of(secret), List.of(), null, Map.of(), null, null, List.of(),
					null, null);
		}

		static SourceProperties provider(@Nullable String provider) {
			return new SourceProperties(provider, List.of(), List.of(), null, Map.of(), null, null, List.of(), null,
					null);
		}

		static SourceProperties secrets(String... secrets) {
			return new SourceProperties("portone", texts(secrets), List.of(), null, Map.of(), null, null, List.of(),
					null, null);
		}

		static SourceProperties files(String file) {
			return new SourceProperties("portone", List.of(), List.of(file), null, Map.of(), null, null, List.of(),
					null, null);
		}

		static SourceProperties config(String token) {
			return new SourceProperties("portone", texts(SECRET), List.of(), null, Map.of("token", token), null, null,
					List.of(), null, null);
		}

		static SourceProperties publicUrl(String url) {
			return new SourceProperties("portone", texts(SECRET), List.of(), null, Map.of(), URI.create(url), null,
					List.of(), null, null);
		}

		static SourceProperties topic(String topic) {
			return new SourceProperties("portone", texts(SECRET), List.of(), null, Map.of(), null, topic, List.of(),
					null, null);
		}

		static SourceProperties allowing(String... entries) {
			return new SourceProperties("portone", texts(SECRET), List.of(), null, Map.of(), null, null,
					List.of(entries), null, null);
		}

		static SourceProperties tolerance(Duration tolerance) {
			return new SourceProperties("portone", texts(SECRET), List.of(), null, Map.of(), null, null, List.of(),
					tolerance, null);
		}

		static SourceProperties maxBodySize(DataSize size) {
			return new SourceProperties("portone", texts(SECRET), List.of(), null, Map.of(), null, null, List.of(),
					null, size);
		}

	}

}
