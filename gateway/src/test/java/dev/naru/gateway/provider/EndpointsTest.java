package dev.naru.gateway.provider;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Reading.NormalizedEvent;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.source.Source;
import dev.naru.gateway.source.Sources;
import dev.naru.gateway.source.TopicNames;
import dev.naru.gateway.testing.OddFile;
import dev.naru.gateway.testing.SampleSource;
import dev.naru.gateway.testkit.Vector;
import dev.naru.gateway.verification.VerifiedDelivery;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Sources find their profiles, built in or in a folder of the operator's.
 */
class EndpointsTest {

	@TempDir
	private Path folder = Path.of("");

	@Test
	void aSourceHasItsProvidersTopicUnlessItNamesOne() {
		Map<String, Profile> profiles = Map.of("steppay", TestProfiles.builtIn("steppay"));

		Endpoints endpoints = Endpoints.of(List.of(source("b", "steppay", null), source("a", "steppay", "billing")),
				profiles);

		assertThat(endpoints.all()).extracting((endpoint) -> endpoint.topic("payment.paid"))
			.containsExactly("billing", "webhooks.steppay");
		assertThat(endpoints.topics()).containsExactly("billing", "webhooks.steppay");
		assertThat(endpoints.find("a")).isNotNull();
		assertThat(endpoints.find("A")).isNull();
		assertThat(endpoints.find("")).isNull();
	}

	@Test
	void anEventHasTheTopicOfItsKind() {
		TopicNames byKind = new TopicNames("shop.", "{kind}");
		Endpoint steppay = new Endpoint(source("a", "steppay", null), TestProfiles.builtIn("steppay"), byKind);
		Endpoint billing = new Endpoint(source("b", "steppay", "billing"), TestProfiles.builtIn("steppay"), byKind);

		assertThat(steppay.topic("payment.paid")).isEqualTo("shop.payment");
		assertThat(steppay.topic("steppay.payment.unheard_of")).isEqualTo("shop.other");
		assertThat(steppay.quarantine()).isEqualTo("shop.quarantine");
		assertThat(steppay.topics()).contains("shop.payment", "shop.order", "shop.other")
			.doesNotContain("shop.quarantine");
		assertThat(billing.topics()).containsExactly("billing");
		assertThat(billing.topic("steppay.payment.unheard_of")).isEqualTo("billing");
	}

	@Test
	void everyEventOfEveryVectorGoesToATopicThatIsCreatedAtTheStart() {
		TopicNames names = new TopicNames("webhooks.", "{kind}.{provider}.{source}");
		List<String> topics = new ArrayList<>();
		Vector.all().forEach((vector) -> {
			Endpoint usual = TestProfiles.endpoint(vector);
			Endpoint endpoint = new Endpoint(usual.source(), usual.profile(), names);
			if (endpoint.verify(vector.delivery(), vector.now()) instanceof VerifiedDelivery verified
					&& endpoint.read(verified) instanceof NormalizedEvent event) {
				String kind = usual.profile().types().containsValue(event.type()) ? event.type().split("\\.", 2)[0]
						: "other";
				assertThat(endpoint.topic(event.type()))
					.isEqualTo("webhooks." + kind + "." + usual.profile().name() + ".test");
				assertThat(endpoint.topics()).contains(endpoint.topic(event.type()));
				topics.add(endpoint.topic(event.type()));
			}
		});

		assertThat(topics).hasSizeGreaterThan(50);
	}

	@Test
	void topicsThatKafkaDoesNotTakeBesideEachOtherAreNamedWithTheSource() {
		Map<String, Profile> profiles = Map.of("steppay", TestProfiles.builtIn("steppay"));

		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> Endpoints
				.of(List.of(source("a", "steppay", null), source("b", "steppay", "webhooks_steppay")), profiles))
			.withMessage("naru.sources.b.topic: topics webhooks.steppay and webhooks_steppay differ in dots and "
					+ "underscores alone, and Kafka takes only one of them");
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> Endpoints.of(List.of(source("a", "steppay", "webhooks.quarantine")), profiles))
			.withMessageStartingWith("naru.sources.a.topic: events would go to webhooks.quarantine");
	}

	@Test
	void anUnknownProviderIsAnsweredWithTheKnownOnes() {
		Map<String, Profile> profiles = Map.of("steppay", TestProfiles.builtIn("steppay"), "popbill",
				TestProfiles.builtIn("popbill"), "acme", TestProfiles.of("acme", GoodProfile.YAML));

		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> Endpoints.of(List.of(source("shop", "stepay", null)), profiles))
			.withMessage("naru.sources.shop.provider: there is no profile for a provider 'stepay'")
			.satisfies((found) -> assertThat(found.cure())
				.startsWith("use one of acme, popbill, steppay, or put a profile of your own"));
	}

	@Test
	void onlyASchemeThatChecksSomethingProvesWhoSends() {
		Endpoint signed = TestProfiles.endpoint(TestProfiles.builtIn("steppay"), null, "secret");
		Endpoint open = TestProfiles.endpoint(TestProfiles.builtIn("steppay"), "unsigned");

		assertThat(signed.provesSender()).isTrue();
		assertThat(open.provesSender()).isFalse();
	}

	@Test
	void aProfileOfOnesOwnReplacesABuiltInOne() throws IOException {
		Profiles profiles = new Profiles(Map.of("acme", () -> TestProfiles.of("acme", GoodProfile.YAML)),
				TopicNames.STANDARD);
		Files.writeString(this.folder.resolve("acme.yaml"), GoodProfile.YAML.replace("body: OK", "body: MINE"));
		Files.writeString(this.folder.resolve("notes.txt"), "not a profile");

		Endpoints endpoints = profiles.endpoints(new Sources(List.of(source("shop", "acme", null))),
				OwnProfiles.read(List.of(this.folder)));

		assertThat(endpoints.find("shop")).isNotNull()
			.satisfies((endpoint) -> assertThat(endpoint.profile().answer().body()).isEqualTo("MINE"));
	}

	@Test
	void aFileWithAnotherEndingIsNotPassedOverInSilence() throws IOException {
		Path file = Files.writeString(this.folder.resolve("acme.yml"), GoodProfile.YAML);

		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> OwnProfiles.read(List.of(this.folder)))
			.withMessage(file + ": the name of a profile ends with .yaml")
			.satisfies((found) -> assertThat(found.cure()).isEqualTo("rename the file to acme.yaml"));
	}

	@Test
	void aFolderThatIsNotThere() {
		Path missing = this.folder.resolve("providers");

		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> OwnProfiles.read(List.of(missing)))
			.withMessage("naru.providers.locations: the folder " + missing + " cannot be read");
	}

	@Test
	void aFileThatCannotBeRead() throws IOException {
		Path file = Files.createSymbolicLink(this.folder.resolve("acme.yaml"), this.folder.resolve("missing"));

		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> OwnProfiles.read(List.of(this.folder)))
			.withMessage(file + ": the file cannot be read");
	}

	@ParameterizedTest
	@EnumSource(OddFile.class)
	void aFileThatIsNoProfileIsNamedAndNotRead(OddFile odd) throws IOException {
		Path file = this.folder.resolve("acme.yaml");
		odd.create(file);
		Profiles profiles = new Profiles(Map.of(), TopicNames.STANDARD);

		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> profiles.endpoints(new Sources(List.of()), OwnProfiles.read(List.of(this.folder))))
			.withMessageStartingWith(file.toString());
	}

	@Test
	void allProfilesTogetherHaveALimit() throws IOException {
		for (int i = 0; i < 17; i++) {
			Files.writeString(this.folder.resolve("acme-" + i + ".yaml"), "#".repeat(1_000_000));
		}

		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> OwnProfiles.read(List.of(this.folder)))
			.withMessageContaining("larger than 16 MB");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "body: OK|body: '${ANSWER}'|a profile has no variables, and ${ANSWER} is one",
					"body: OK|body: *answer|a profile has no aliases" })
	void whatWouldBeReadAsATextIsRefused(String right, String wrong, String problem) throws IOException {
		assertThat(GoodProfile.YAML).contains(right);
		Path file = Files.writeString(this.folder.resolve("acme.yaml"), GoodProfile.YAML.replace(right, wrong));
		Profiles profiles = new Profiles(Map.of(), TopicNames.STANDARD);

		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> profiles.endpoints(new Sources(List.of()), OwnProfiles.read(List.of(this.folder))))
			.withMessageMatching(Pattern.quote(file + ", line ") + "\\d+: " + Pattern.quote(problem));
	}

	@ParameterizedTest
	@MethodSource("large")
	void whatIsTooDeepOrTooLongIsRefused(String yaml) {
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> ProfileLoader.load("acme.yaml", "acme", yaml.getBytes(StandardCharsets.UTF_8)))
			.withMessageContaining("too long or too deep");
	}

	static Stream<String> large() {
		return Stream.of("name: acme\naccepts: [" + "[".repeat(100_000),
				"name: acme\naccepts: [" + "json,".repeat(100_000) + "]\n");
	}

	@Test
	void aSourceHasNoConfigThatItsProfileDoesNotAskFor() {
		Source meta = SampleSource.withSecrets("secret").configured("verify_token", "abc").source();
		Source steppay = SampleSource.withSecrets("secret").configured("token", "abc").source();

		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> new Endpoint(meta, TestProfiles.builtIn("meta"), TopicNames.STANDARD))
			.withMessage("naru.sources.shop.config.verify_token: provider meta asks for no 'verify_token'")
			.satisfies((told) -> assertThat(told.cure()).endsWith("use one of: verify-token"));
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> new Endpoint(steppay, TestProfiles.builtIn("steppay"), TopicNames.STANDARD))
			.satisfies((told) -> assertThat(told.cure()).isEqualTo("remove it"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "github", "notion" })
	void aSourceHasNoToleranceWhereNothingHasATimestamp(String provider) {
		Source source = SampleSource.withSecrets("secret").tolerating(Duration.ofSeconds(60)).source();
		Source waiting = SampleSource.withSecrets().tolerating(Duration.ofSeconds(60)).source();

		for (Source shop : List.of(source, waiting)) {
			assertThatExceptionOfType(ConfigurationException.class)
				.isThrownBy(() -> new Endpoint(shop, TestProfiles.builtIn(provider), TopicNames.STANDARD))
				.satisfies((told) -> assertThat(told.place()).isEqualTo("naru.sources.shop.tolerance"));
		}
	}

	@Test
	void othersTakeTheirPlaceAllAtOnce() {
		Map<String, Profile> profiles = Map.of("steppay", TestProfiles.builtIn("steppay"));
		Endpoints endpoints = Endpoints.of(List.of(source("a", "steppay", null), source("b", "steppay", null)),
				profiles);
		Endpoint found = endpoints.find("a");

		endpoints.become(Endpoints.of(List.of(source("c", "steppay", "billing")), profiles));

		assertThat(endpoints.find("a")).isNull();
		assertThat(endpoints.topics()).containsExactly("billing");
		assertThat(found).isNotNull()
			.extracting((endpoint) -> endpoint.topic("payment.paid"))
			.isEqualTo("webhooks.steppay");
	}

	private static Source source(String name, String provider, @Nullable String topic) {
		return new Source(new SourceId(name), provider, List.of(new Secret("secret")), null, Map.of(),
				URI.create("https://hooks.example.com"), topic, List.of(), null, null);
	}

}
