package dev.naru.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.naru.gateway.chaos.Child;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A mistake in the configuration stops the start, and the message names the file, the key
 * and the cure, and no secret.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupErrorsTest {

	private static final String SECRET = "whsec_c2VjcmV0LXRoYXQtbXVzdC1ub3QtYmUtc2hvd24=";

	@TempDir
	Path folder;

	static Stream<Arguments> mistakes() {
		String shop = "naru:\n  sources:\n    shop:\n";
		return Stream.of(
				arguments(shop + "      provider: nobody\n      secrets: [" + SECRET + "]\n",
						List.of("naru.sources.shop.provider", "application.yaml] - 4:", "portone", "steppay")),
				arguments(shop + "      provider: portone\n",
						List.of("naru.sources.shop.secrets", "application.yaml]", "the source has no secret",
								"secret-files")),
				arguments(shop + "      provider: portone\n      secrets: ['" + SECRET + "%%']\n",
						List.of("naru.sources.shop.secrets", "application.yaml] - 5:", "cannot be decoded", "base64")),
				arguments(shop + "      provider: portone\n      secretz: [" + SECRET + "]\n",
						List.of("naru.sources.shop.secretz", "application.yaml] - 5:", "does not know")),
				arguments("naru:\n  sourcs: {}\n  ingres:\n    max-body-size: 1MB\n",
						List.of("naru.ingres", "application.yaml] - 4:", "does not know")),
				arguments(shop + "      provider: steppay\n      secrets: ['${STEPPAY_KEY}']\n",
						List.of("naru.sources.shop.secrets[0]", "application.yaml] - 5:",
								"the variable STEPPAY_KEY is not set", "environment")),
				arguments(
						shop + "      provider: meta\n      secrets: [" + SECRET
								+ "]\n      config: {verify-token: 'a-${TOKEN_OF_META}'}\n",
						List.of("naru.sources.shop.config.verify-token", "the variable TOKEN_OF_META is not set")),
				arguments("naru:\n  ingress:\n    trusted-proxies: ['${PROXY_ADDRESS}']\n",
						List.of("naru.ingress.trusted-proxies[0]", "the variable PROXY_ADDRESS is not set")),
				arguments("naru:\n  providers:\n    locations: /etc/a,${OWN_PROFILES}/b\n",
						List.of("naru.providers.locations", "the variable OWN_PROFILES is not set")),
				arguments(shop + "      provider: github\n      secrets: [" + SECRET + "]\n      tolerance: 60s\n",
						List.of("naru.sources.shop.tolerance", "application.yaml] - 6:", "no timestamp", "remove it")),
				arguments(
						shop + "      provider: meta\n      secrets: [" + SECRET
								+ "]\n      config: {verify_token: abc}\n",
						List.of("naru.sources.shop.config.verify", "asks for no", "verify-token")),
				arguments("a: &a [1, *a]\n", List.of("application.yaml], line 1", "*a stands for nothing")),
				arguments("naru: [\n", List.of("application.yaml], line ", "this is no YAML", "bracket left open")),
				arguments(shop + "      provider: popbill\n      secrets: [" + SECRET + "]\n",
						List.of("naru.sources.shop.variant", "application.yaml]", "basic, api-key, none")),
				arguments(shop + "      provider: portone\n      secret-files: [/nowhere/secret]\n",
						List.of("naru.sources.shop.secret-files[0]", "application.yaml] - 5:", "/nowhere/secret")),
				arguments("naru:\n  ingress:\n    max-body-size: 100MB\n",
						List.of("naru.ingress.max-body-size", "application.yaml] - 3:", "4032KB",
								"spring.kafka.producer.properties[max.request.size] to 104923136", "601MB")),
				arguments(shop + "      provider: kcp\n      max-body-size: 3MB\n",
						List.of("naru.sources.shop.max-body-size", "application.yaml] - 5:", "2016KB", "form")),
				arguments("naru:\n  providers:\n    locations: [FOLDER/profiles]\n",
						List.of("acme.yaml", "line ", "acepts", "accepts")));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void aMistakeIsNamedWithItsPlaceAndItsCure(String yaml, List<String> words, CapturedOutput output)
			throws IOException {
		Files.createDirectory(this.folder.resolve("profiles"));
		Files.writeString(this.folder.resolve("profiles/acme.yaml"), "name: acme\nacepts: [json]\n");
		Path file = Files.writeString(this.folder.resolve("application.yaml"),
				yaml.replace("FOLDER", this.folder.toString()));

		Throwable failure = catchThrowable(() -> SpringApplication
			.run(NaruGateway.class, "--spring.config.additional-location=file:" + file, "--server.port=0",
					"--management.server.port=0", "--spring.kafka.bootstrap-servers=127.0.0.1:1",
					"--naru.publication.spool.directory=" + this.folder.resolve("spool"))
			.close());

		assertThat(failure).isNotNull();
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START")
			.contains(words)
			.doesNotContain(SECRET)
			.doesNotContain("whsec_c2Vj");
	}

	@Test
	void aTemporaryFolderThatTakesNoProgramsIsNamed() throws IOException {
		// Given a folder for SQLite's library that nothing can be loaded from
		Path noFolder = Files.writeString(this.folder.resolve("tmp"), "");
		Child gateway = Child.start("gateway", this.folder,
				List.of("-XX:TieredStopAtLevel=1", "-Dorg.sqlite.tmpdir=" + noFolder), NaruGateway.class,
				List.of("--server.port=0", "--management.server.port=0", "--spring.kafka.bootstrap-servers=127.0.0.1:1",
						"--naru.publication.spool.directory=" + this.folder.resolve("spool")));

		gateway.awaitEnd(Duration.ofMinutes(3));

		assertThat(this.folder.resolve("gateway.log")).content()
			.contains("java.io.tmpdir", "SQLite", noFolder.toString(), "noexec", "org.sqlite.tmpdir")
			.doesNotContain("\tat ");
	}

}
