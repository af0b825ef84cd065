package dev.naru.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.naru.gateway.testing.OddFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The author of a profile is told what the gateway makes of it.
 */
class CheckCommandTest {

	private static final Path EXAMPLE = Path.of("../deploy/profile");

	private final ByteArrayOutputStream told = new ByteArrayOutputStream();

	@TempDir
	private Path folder;

	private Path profile;

	private Path samples;

	@BeforeEach
	void copyTheExample() throws IOException {
		this.profile = Files.copy(EXAMPLE.resolve("acme.yaml"), this.folder.resolve("acme.yaml"));
		this.samples = Files.createDirectory(this.folder.resolve("acme.samples"));
		for (String file : new String[] { "application.yaml", "order-paid.http" }) {
			Files.copy(EXAMPLE.resolve("acme.samples").resolve(file), this.samples.resolve(file));
		}
	}

	@Test
	void theExampleIsGoodAndItIsTold() {
		assertThat(check(EXAMPLE.resolve("acme.yaml").toString())).isZero();
		assertThat(told()).contains("acme.yaml: a good profile", """
				order-cancelled.http
				  genuine     by variant signed: signature, which covers of the body: body
				  id          evt_2
				  type        order.cancelled
				  called      order.changed
				  subject     order/4711
				  time        2026-01-01T09:00+09:00
				  state       CANCELLED
				  answer      200
				""", "references  customer=77", "handshake   no event\n  answer      204");
	}

	@Test
	void theExampleIsThatOfTheReadme() throws IOException {
		String readme = Files.readString(Path.of("../README.md"));

		assertThat(readme).contains("```yaml\n" + Files.readString(EXAMPLE.resolve("acme.yaml")) + "```");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "v1=|v1=0|forged: signature_mismatch|401|compare the secret",
					"v1=|v0=|forged: no_supported_signature|401|'take'",
					"Acme-Signature|Other-Signature|forged: missing_header|401|compare the names",
					"Date: Thu, 1|Date: Fri, 2|forged: timestamp_too_old|401|Date",
					"POST|PUT|the method PUT is not taken|405|send it by POST",
					"application/json|text/html|the media type text/html is not taken|415|accepts" })
	void whatIsRefusedIsToldWithItsCure(String right, String wrong, String what, String status, String cure)
			throws IOException {
		change(this.samples.resolve("order-paid.http"), right, wrong);

		assertThat(check(this.profile.toString())).isOne();
		assertThat(told()).contains("refused     " + what, "answer      " + status, "cure        ", cure);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"id: {field: /event_id}|id: {field: /no_id}|missing_field|compare the pointers",
			"id: {field: /event_id}|when: {present: {field: /a}}@    id: {field: /event_id}|unsupported_shape|'when'" })
	void whatIsUnreadableIsToldWithItsCure(String right, String wrong, String reason, String cure) throws IOException {
		change(this.profile, right, wrong.replace('@', '\n'));

		assertThat(check(this.profile.toString())).isOne();
		assertThat(told()).contains("quarantine  " + reason, cure);
	}

	@Test
	void aRefusedTypeIsNoMistake() throws IOException {
		change(this.profile, "duplicate-window:", "refuse: [order.*]\nduplicate-window:");

		assertThat(check(this.profile.toString())).isZero();
		assertThat(told()).contains("quarantine  refused_type");
	}

	@Test
	void aTypeThatIsNotMappedIsShownAsSuch() throws IOException {
		change(this.profile, "  order.paid: order.paid\n", "");

		assertThat(check(this.profile.toString())).isZero();
		assertThat(told()).contains("acme.order.paid   (no type of the catalogue)");
	}

	@Test
	void aMistakeIsToldWithItsLineAndCure() throws IOException {
		change(this.profile, "algorithm: sha256", "algorithm: sha7");

		assertThat(check(this.profile.toString())).isOne();
		assertThat(told()).contains("acme.yaml, line 7", "'sha7' is not known here", "cure        use one of sha1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "POST /|POST/|line 1: the request line is missing",
					"/webhooks/acme-main|/webhooks/A B|line 1: '/webhooks/A' names no source",
					"Content-Type:|Content-Type|is no header", "Thu, 1|Thu, 99|is no date",
					"Date:|Content-Length: 9999999_Date:|shorter than Content-Length",
					"acme-main|other|there is no source 'other'" })
	void aSampleThatIsNoRequestIsToldWithItsLine(String right, String wrong, String problem) throws IOException {
		change(this.samples.resolve("order-paid.http"), right, wrong.replace('_', '\n'));

		assertThat(check(this.profile.toString())).isOne();
		assertThat(told()).contains("order-paid.http", problem, "cure");
	}

	@Test
	void aSourceThatLacksWhatTheProfileNeedsIsTold() throws IOException {
		change(this.samples.resolve("application.yaml"), "      secrets: [acme-demo-secret]\n", "");

		assertThat(check(this.profile.toString())).isOne();
		assertThat(told()).contains("naru.sources.acme-main.secrets: the source has no secret");
	}

	@Test
	void aVariableThatIsNotSetIsTold() throws IOException {
		change(this.samples.resolve("application.yaml"), "[acme-demo-secret]", "['${ACME_SECRET}']");

		assertThat(check(this.profile.toString())).isOne();
		assertThat(told()).contains("naru.sources.acme-main.secrets[0]: the variable ACME_SECRET is not set");
	}

	@ParameterizedTest
	@EnumSource(OddFile.class)
	void oddFilesAreToldOfAndNotRead(OddFile odd) throws IOException {
		for (Path file : new Path[] { this.samples.resolve("application.yaml"), this.profile }) {
			Files.delete(file);
			odd.create(file);

			assertThat(check(this.profile.toString())).isOne();
			assertThat(told()).contains(file.getFileName().toString(), "cure  ");
		}
	}

	@Test
	void whatIsNoConfigurationIsTold() throws IOException {
		change(this.samples.resolve("application.yaml"), "secrets:", "secretz:");

		assertThat(check(this.profile.toString())).isOne();
		assertThat(told()).contains("application.yaml", "keys that the gateway does not know", "secretz");
	}

	@Test
	void withoutSamplesTheFileAloneIsChecked() throws IOException {
		Files.delete(this.samples.resolve("order-paid.http"));

		assertThat(check(this.profile.toString())).isZero();
		assertThat(told()).contains("a good profile", "No sample requests");
	}

	@Test
	void theCommandLineIsOneFile() {
		assertThat(check()).isEqualTo(2);
		assertThat(check("a", "b")).isEqualTo(2);
		assertThat(told()).contains("usage: check FILE");
	}

	private int check(String... files) {
		String[] args = new String[files.length + 1];
		args[0] = CheckCommand.NAME;
		System.arraycopy(files, 0, args, 1, files.length);
		Clock clock = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
		return new CheckCommand(new PrintStream(this.told, true, StandardCharsets.UTF_8), clock).run(args);
	}

	private String told() {
		return this.told.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
	}

	private static void change(Path file, String right, String wrong) throws IOException {
		String text = Files.readString(file);
		assertThat(text).contains(right);
		Files.writeString(file, text.replace(right, wrong));
	}

}
