package dev.naru.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testing.OddFile;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sources, secrets and profiles that change while the gateway runs.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReloadTest {

	private static final String OLD = "whk_before";

	private static final String NEW = "whk_after";

	private static final byte[] BODY = "{\"event\":\"order.created\",\"data\":{\"id\":\"1\"}}"
		.getBytes(StandardCharsets.UTF_8);

	@TempDir
	Path folder = Path.of("");

	private RunningGateway gateway;

	private final AtomicInteger bodies = new AtomicInteger();

	@BeforeEach
	void start() throws IOException {
		Files.createDirectories(this.folder.resolve("providers"));
		secret("shop", OLD);
		sources("""
				    shop: {provider: steppay, secret-files: [%s]}
				""".formatted(this.folder.resolve("shop")));
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.config.additional-location", "file:" + this.folder + "/");
		properties.put("naru.providers.locations", this.folder.resolve("providers"));
		properties.put("naru.reload.every", "100ms");
		this.gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties);
	}

	@AfterEach
	void stop() {
		this.gateway.close();
	}

	@Test
	void aSecretFileThatIsExchangedIsReadAgain() throws IOException {
		assertThat(post("shop", OLD)).isEqualTo(200);

		secret("shop", NEW);

		Awaitility.await().until(() -> post("shop", NEW) == 200);
		assertThat(post("shop", OLD)).isEqualTo(401);
		assertThat(this.gateway.scrape().sum("naru_configuration_reloads_total", "outcome", "applied")).isOne();
		assertThat(this.gateway.scrape().sum("naru_configuration_current")).isOne();
	}

	@Test
	void aRotationUnderLoadRefusesNothing() throws IOException {
		AtomicReference<String> provider = new AtomicReference<>(OLD);
		AtomicBoolean over = new AtomicBoolean();
		Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
		CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
			while (!over.get()) {
				answers.computeIfAbsent(post("shop", provider.get()), (status) -> new LongAdder()).increment();
			}
		});

		secret("next", NEW);
		sources("""
				    shop: {provider: steppay, secret-files: [%s, %s]}
				""".formatted(this.folder.resolve("shop"), this.folder.resolve("next")));
		applied(1);
		provider.set(NEW);
		Awaitility.await()
			.until(() -> this.gateway.scrape().sum("naru_webhooks_verified_total", "source", "shop", "slot", "1") > 20);
		sources("""
				    shop: {provider: steppay, secret-files: [%s]}
				""".formatted(this.folder.resolve("next")));
		applied(2);
		double since = this.gateway.scrape().sum("naru_webhooks_verified_total", "slot", "0");
		Awaitility.await()
			.until(() -> this.gateway.scrape().sum("naru_webhooks_verified_total", "slot", "0") > since + 20);
		over.set(true);
		load.join();

		assertThat(answers).containsOnlyKeys(200);
	}

	@Test
	void aBadFileKeepsTheOldConfigurationAndNamesTheCure(CapturedOutput output) throws IOException {
		sources("""
				    shop: {provider: steppay, secrets: [%s]}
				    other: {provider: stepay, secrets: [%s]}
				""".formatted(NEW, NEW));

		Awaitility.await().until(() -> this.gateway.scrape().sum("naru_configuration_current") == 0);
		assertThat(post("shop", OLD)).isEqualTo(200);
		assertThat(post("shop", NEW)).isEqualTo(401);
		assertThat(this.gateway.scrape().sum("naru_configuration_reloads_total", "outcome", "refused")).isOne();
		assertThat(output).contains("goes on with the one before", "naru.sources.other.provider", "use one of");

		sources("    shop: {provider: steppay, secrets: [" + NEW + "]}\n");

		Awaitility.await().until(() -> this.gateway.scrape().sum("naru_configuration_current") == 1);
		assertThat(post("shop", NEW)).isEqualTo(200);
		assertThat(output).doesNotContain(NEW).doesNotContain(OLD);
	}

	@Test
	void mistakesOfEveryKindAreToldWithTheirPlaceAndWithoutTheSecret(CapturedOutput output) throws IOException {
		mistake("    shop: {provider: steppay, secrets: [" + NEW + "}\n");
		assertThat(output).contains("this is no YAML", "line");

		mistake("    shop: {provider: steppay, secret: " + NEW + "}\n");
		assertThat(output).contains("naru.sources.shop.secret (", "correct or remove");

		mistake("    shop: {provider: steppay, secrets: [" + NEW + "], tolerance: " + NEW + "}\n");
		assertThat(output).contains("naru.sources.shop.tolerance (", "not of the right kind");

		mistake("    shop: {provider: steppay, secret-files: [/nowhere]}\n");
		assertThat(output).contains("naru.sources.shop.secret-files[0] (", "/nowhere");

		assertThat(output).doesNotContain(NEW);
		assertThat(post("shop", OLD)).isEqualTo(200);
	}

	@Test
	void aVariableThatIsNotSetIsNotTheSecret(CapturedOutput output) throws IOException {
		for (String written : List.of("${STEPPAY_KEY}", "whk_${STEPPAY_KEY}", "${NARU_TEST_UNSET:${STEPPAY_KEY}}")) {
			mistake("    shop: {provider: steppay, secrets: [\"" + written + "\"]}\n");

			assertThat(output).contains("naru.sources.shop.secrets[0] (", "the variable STEPPAY_KEY is not set",
					"set it in the environment");
			assertThat(post("shop", written)).isEqualTo(401);
			assertThat(post("shop", OLD)).isEqualTo(200);
			assertThat(this.gateway.scrape().sum("naru_configuration_current")).isZero();
			sources("    shop: {provider: steppay, secrets: [%s]}\n".formatted(OLD));
			Awaitility.await().until(() -> this.gateway.scrape().sum("naru_configuration_current") == 1);
		}

		secret("unfilled", "${STEPPAY_KEY}");
		mistake("    shop: {provider: steppay, secret-files: [%s]}\n".formatted(this.folder.resolve("unfilled")));

		assertThat(output).contains("naru.sources.shop.secret-files[0] (",
				"holds the name of the variable STEPPAY_KEY");
		assertThat(post("shop", "${STEPPAY_KEY}")).isEqualTo(401);
		assertThat(post("shop", OLD)).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "config: {token: '${UNSET}'}|config.token", "public-url: 'https://${UNSET}/hooks'|public-url",
					"topic: 'a.${UNSET}'|topic", "allowed-addresses: ['${UNSET}']|allowed-addresses[0]",
					"tolerance: '${UNSET}'|tolerance", "max-body-size: '${UNSET}'|max-body-size",
					"variant: '${UNSET}'|variant", "secret-files: ['/run/${UNSET}']|secret-files[0]" })
	void aVariableThatIsNotSetIsNamedWhereverItStands(String setting, String key, CapturedOutput output)
			throws IOException {
		mistake("    shop: {provider: steppay, secrets: [" + NEW + "], " + setting + "}\n");

		assertThat(output).contains("naru.sources.shop." + key + " (", "the variable UNSET is not set")
			.doesNotContain(NEW);
		assertThat(post("shop", OLD)).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource(OddFile.class)
	void oddFilesAreNotReadAndTheGatewayGoesOn(OddFile odd, CapturedOutput output) throws IOException {
		String sources = "    shop: {provider: steppay, secret-files: [%s]}\n".formatted(this.folder.resolve("shop"));
		List<String> names = new ArrayList<>(List.of("application.yaml", "providers/odd.yaml"));
		if (odd != OddFile.LAUGHS) {
			names.add("shop");
		}
		for (String name : names) {
			Path file = this.folder.resolve(name);
			double before = refused();
			// No look finds the file missing, however long it takes to be written.
			Path ready = this.folder.resolve("odd");
			odd.create(ready);

			Files.deleteIfExists(file);
			Files.move(ready, file);

			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> refused() > before);
			assertThat(this.gateway.scrape().sum("naru_configuration_current")).isZero();
			assertThat(post("shop", OLD)).as(name).isEqualTo(200);
			Files.delete(file);
			secret("shop", OLD);
			sources(sources);
			Awaitility.await().until(() -> this.gateway.scrape().sum("naru_configuration_current") == 1);
		}
		assertThat(output).contains("application.yaml", "odd.yaml", "cure=");
	}

	@Test
	void aSecretFileOfAHundredKilobytesIsRefused(CapturedOutput output) throws IOException {
		double before = refused();

		secret("shop", NEW.repeat(10_000));

		Awaitility.await().until(() -> refused() > before);
		assertThat(output).contains("naru.sources.shop.secret-files[0] (", "is larger than 64 kB").doesNotContain(NEW);
		assertThat(post("shop", OLD)).isEqualTo(200);
	}

	@Test
	void aShortSecretIsToldOnceWithoutItself(CapturedOutput output) throws IOException {
		String told = "fewer than eight characters";
		sources("    shop: {provider: steppay, secrets: [%s, qX7#z]}\n".formatted(NEW));
		applied(1);
		assertThat(output).contains(told, "source=\"shop\" slot=\"1\"").doesNotContain("qX7#z");

		sources("    shop: {provider: steppay, secrets: [%s, qX7#z], max-body-size: 2KB}\n".formatted(NEW));
		applied(2);
		assertThat(output.getAll().split(told, -1)).hasSize(2);
	}

	@Test
	void aSourceAndItsProfileCanBeAddedAndRemoved() throws IOException {
		String topic = TestBroker.newName("added");
		String steppay = Files.readString(Path.of("src/main/resources/providers/steppay.yaml"));
		write("providers/mine.yaml", steppay.replace("name: steppay", "name: mine"));
		sources("""
				    added: {provider: mine, topic: %s, secrets: [%s]}
				""".formatted(topic, NEW));

		Awaitility.await().until(() -> post("added", NEW) == 200);
		assertThat(post("shop", OLD)).isEqualTo(404);
		assertThat(this.gateway.scrape().values("naru_webhooks_last_verified_seconds", "source")).contains("added")
			.doesNotContain("shop");
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> TestBroker.shared().records(topic), (records) -> !records.isEmpty());
	}

	@Test
	void aSecretEndsByItself() throws IOException {
		sources("""
				    shop:
				      provider: steppay
				      secrets:
				        - {value: %s, not-after: 2025-12-31T23:59:59Z}
				        - %s
				""".formatted(OLD, NEW));

		Awaitility.await().until(() -> post("shop", NEW) == 200);
		assertThat(post("shop", OLD)).isEqualTo(401);
		assertThat(this.gateway.scrape().sum("naru_webhooks_total", "source", "shop", "reason", "secret_expired"))
			.isOne();
	}

	private void mistake(String sources) throws IOException {
		double before = refused();
		sources(sources);
		Awaitility.await().until(() -> refused() > before);
	}

	private double refused() {
		return this.gateway.scrape().sum("naru_configuration_reloads_total", "outcome", "refused");
	}

	private void applied(int times) {
		Awaitility.await()
			.until(() -> this.gateway.scrape().sum("naru_configuration_reloads_total", "outcome", "applied") >= times);
	}

	private int post(String source, String secret) {
		byte[] body = new String(BODY, StandardCharsets.UTF_8)
			.replace("\"1\"", "\"" + this.bodies.incrementAndGet() + "\"")
			.getBytes(StandardCharsets.UTF_8);
		return this.gateway.post(source, Signed.steppay(secret, RunningGateway.NOW, body), body).statusCode();
	}

	private void sources(String sources) throws IOException {
		write("application.yaml", "naru:\n  sources:\n" + sources);
	}

	private void secret(String file, String secret) throws IOException {
		write(file, secret + "\n");
	}

	/**
	 * In one step, as an orchestrator does it.
	 */
	private void write(String name, String text) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name + ".new"), text);
		Files.move(file, this.folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
	}

}
