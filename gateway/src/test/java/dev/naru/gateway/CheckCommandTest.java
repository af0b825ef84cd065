package dev.naru.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

	private static final Path EXAMPLE = CheckedFolder.EXAMPLE;

	@TempDir
	private Path folder;

	private CheckedFolder acme;

	@BeforeEach
	void copyTheExample() throws IOException {
		this.acme = CheckedFolder.ofTheExample(this.folder);
	}

	@Test
	void theExampleIsGoodAndItIsTold() {
		assertThat(this.acme.run(EXAMPLE.resolve("acme.yaml").toString())).isZero();
		assertThat(this.acme.told()).contains("acme.yaml: reads well\n", "4 samples, as expected\n", """
				order-cancelled.http
				  genuine     by variant signed: signature, which covers of the body: body
				  id          evt_2
				  type        order.cancelled
				  called      order.changed
				  subject     order/4711
				  time        2026-01-01T09:00+09:00
				  state       CANCELLED
				  answer      200
				  as expected id=evt_2 type=order.cancelled subject=order/4711 state=CANCELLED
				""", "references  customer=77", "handshake   no event\n  answer      204");
	}

	@Test
	void theExampleIsThatOfTheReadme() throws IOException {
		String readme = Files.readString(Path.of("../README.md"));

		assertThat(readme).contains("```yaml\n" + Files.readString(EXAMPLE.resolve("acme.yaml")) + "```");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			value = { "v1=|v1=0|forged: signature_mismatch|401|compare the message",
					"v1=|v0=|forged: no_supported_signature|401|'take'",
					"Acme-Signature|Other-Signature|forged: missing_header|401|compare the names",
					"Date: Thu, 1|Date: Fri, 2|forged: timestamp_too_old|401|Date",
					"POST|PUT|the method PUT is not taken|405|choose POST",
					"application/json|text/html|the media type text/html is not taken|415|choose JSON or a form" })
	void whatIsRefusedIsToldWithItsCure(String right, String wrong, String what, String status, String cure)
			throws IOException {
		this.acme.change("order-paid.http", right, wrong);

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("refused     " + what, "answer      " + status, "cure        ", cure);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"id: {field: /event_id}|id: {field: /no_id}|missing_field|compare the pointers",
			"id: {field: /event_id}|when: {present: {field: /a}}@    id: {field: /event_id}|unsupported_shape|'when'" })
	void whatIsUnreadableIsToldWithItsCure(String right, String wrong, String reason, String cure) throws IOException {
		this.acme.changeProfile(right, wrong.replace('@', '\n'));

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("quarantine  " + reason, cure);
	}

	@Test
	void aRefusedTypeIsNoMistake() throws IOException {
		this.acme.changeProfile("duplicate-window:", "refuse: [order.*]\nduplicate-window:");

		assertThat(this.acme.check()).isZero();
		assertThat(this.acme.told()).contains("quarantine  refused_type");
	}

	@Test
	void aTypeThatIsNotMappedIsShownAsSuch() throws IOException {
		this.acme.changeProfile("  order.paid: order.paid\n", "");

		assertThat(this.acme.check()).isZero();
		assertThat(this.acme.told()).contains("acme.order.paid   (no type of the catalogue)");
	}

	@Test
	void aMistakeIsToldWithItsLineAndCure() throws IOException {
		this.acme.changeProfile("algorithm: sha256", "algorithm: sha7");

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("acme.yaml, line 7", "'sha7' is not known here",
				"cure        use one of sha1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "POST /|POST/|line 1: the request line is missing",
					"/webhooks/acme-main|/webhooks/A B|line 1: '/webhooks/A' names no source",
					"Content-Type:|Content-Type|is no header", "Thu, 1|Thu, 99|is no date",
					"Date:|Content-Length: 9999999_Date:|shorter than Content-Length",
					"acme-main|other|there is no source 'other'" })
	void aSampleThatIsNoRequestIsToldWithItsLine(String right, String wrong, String problem) throws IOException {
		this.acme.change("order-paid.http", right, wrong.replace('_', '\n'));

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("order-paid.http", problem, "cure");
	}

	@Test
	void aSourceThatLacksWhatTheProfileNeedsIsTold() throws IOException {
		this.acme.change("application.yaml", "      secrets: [acme-demo-secret]\n", "");

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("naru.sources.acme-main.secrets: the source has no secret");
	}

	@Test
	void aVariableThatIsNotSetIsTold() throws IOException {
		this.acme.change("application.yaml", "[acme-demo-secret]", "['${ACME_SECRET}']");

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("naru.sources.acme-main.secrets[0]: the variable ACME_SECRET is not set");
	}

	@ParameterizedTest
	@EnumSource(OddFile.class)
	void oddFilesAreToldOfAndNotRead(OddFile odd) throws IOException {
		for (Path file : new Path[] { this.acme.sample("application.yaml"), this.acme.profile() }) {
			Files.delete(file);
			odd.create(file);

			assertThat(this.acme.check()).isOne();
			assertThat(this.acme.told()).contains(file.getFileName().toString(), "cure  ");
		}
	}

	@Test
	void whatIsNoConfigurationIsTold() throws IOException {
		this.acme.change("application.yaml", "secrets:", "secretz:");

		assertThat(this.acme.check()).isOne();
		assertThat(this.acme.told()).contains("application.yaml", "keys that the gateway does not know", "secretz");
	}

	@Test
	void withoutSamplesTheFileAloneIsChecked() throws IOException {
		Files.delete(this.acme.sample("order-paid.http"));

		assertThat(this.acme.check()).isZero();
		assertThat(this.acme.told()).contains("acme.yaml: reads well; nothing was tried", "No sample requests");
	}

	@Test
	void theCommandLineIsOneFileOrARequestToSign() {
		for (String args : new String[] { "", "a b", "--sign", "a --sign s", "a --sign s b --header",
				"a --sign s b x y" }) {
			assertThat(this.acme.run(args.isEmpty() ? new String[0] : args.split(" "))).as(args).isEqualTo(2);
			assertThat(this.acme.complained()).contains("usage: check FILE");
			assertThat(this.acme.told()).isEmpty();
		}
	}

}
