package dev.naru.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever has the message wrong is shown what the gateway takes for signed, and no
 * secret.
 */
class SigningInputTest {

	private static final String BODY = "{\"event_id\":\"evt_1\",\"type\":\"order.paid\",\"created_at\":\"2025-12-31T23:59:58Z\","
			+ "\"order\":{\"id\":\"4711\",\"status\":\"PAID\",\"customer_id\":\"77\"}}";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "v1=,v1=0", "encoding: hex,encoding: base64", "acme-demo-secret,another-secret" })
	void aSignatureThatDiffersShowsTheMessageInItsParts(String right, String wrong) throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		change(acme, right, wrong);

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("refused     forged: signature_mismatch\n", """
				  message     3 parts, 144 bytes, SHA-256 %s
				              timestamp  1767225600
				              text       .
				              body       %s
				  tried       the one secret of the source
				""".formatted(sha256("1767225600." + BODY), BODY));
	}

	private static void change(CheckedFolder acme, String right, String wrong) throws IOException {
		if (right.equals("v1=")) {
			acme.change("order-paid.http", right, wrong);
		}
		else if (right.startsWith("acme")) {
			acme.change("application.yaml", right, wrong);
		}
		else {
			acme.changeProfile(right, wrong);
		}
	}

	@Test
	void itIsShownOfGoodOnesOnRequestAlone() throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);

		assertThat(acme.check("--message")).isZero();
		assertThat(acme.told()).contains("genuine     by variant signed", "message     3 parts",
				"timestamp  1767225600");

		assertThat(acme.check()).isZero();
		assertThat(acme.told()).doesNotContain("message  ");
	}

	@Test
	void whatCannotBeSeenIsShown() throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		acme.changeProfile("message: [timestamp, {text: \".\"}, body]",
				"message: [method, {text: \"\\n\"}, path, {text: \"\\r\\n\\t\"}, {text: \" a\\u00A0\\u202E\\u007F \"}, timestamp, {field: /x, "
						+ "optional: true}, body]");
		acme.sample("order-paid.http", Files.readString(acme.sample("order-paid.http")) + "\n");

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("""
				              method     POST
				              text       ⏎
				              path       /webhooks/acme-main
				              text       ␍⏎␉
				              text       ␠a\\u{a0}\\u{202e}␡␠
				              timestamp  1767225600
				              field /x   (empty)
				""", BODY + "⏎\n");
	}

	@Test
	void bytesThatAreNoTextAreShownAsDigits() throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		byte[] request = (Files.readString(acme.sample("order-paid.http")) + "x").getBytes(StandardCharsets.UTF_8);
		request[request.length - 1] = (byte) 0xfe;
		Files.write(acme.sample("order-paid.http"), request);

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("}}⏎\\xfe\n");
	}

	@Test
	void aLongBodyIsShortenedBetweenWholeCharacters() throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		for (int i = 0; i < 4; i++) {
			acme.change("order-paid.http", "{\"event_id\"", "x{\"event_id\"");
			acme.change("order-paid.http", "evt_1", "evt_1" + "가나다라마바사아자차카타파하".repeat(10));

			assertThat(acme.check()).isOne();
			assertThat(acme.told())
				.containsPattern(
						"body {7}x+\\{\"event_id\":\"evt_1가[가-힣]+ … \\(\\d+ bytes in all\\) … [^\\\\]+77\"}}\n")
				.doesNotContain("\\x");
		}
	}

	@Test
	void severalSecretsAreTold() throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		acme.change("application.yaml", "[acme-demo-secret]", "[first-secret, second-secret]");

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("tried       secrets 1 to 2 of the source").doesNotContain("first-secret");
	}

	@Test
	void aSecretAmongThePartsIsNotShown() throws IOException {
		CheckedFolder hubspot = CheckedFolder.ofBuiltIn(this.folder, "hubspot",
				"secrets: [a-client-secret]\nvariant: v1");
		hubspot.sample("event.http", "POST /webhooks/main HTTP/1.1\nX-HubSpot-Signature: 00\n\n[]\n");

		assertThat(hubspot.check("--message")).isOne();
		assertThat(hubspot.told())
			.contains("2 parts, 2 bytes, SHA-256 " + sha256("[]") + ", both without the secret", "secret  <the secret>",
					"body    []")
			.doesNotContain("a-client-secret", sha256("a-client-secret[]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"echo\":\"acme-demo-secret\"}", "{\"echo\":\"YWNtZS1kZW1vLXNlY3JldA==\"}",
			"{\"echo\":\"61636d652d64656d6f2d736563726574\"}" })
	void aPartThatShowsASecretIsNotShown(String body) throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		acme.change("order-paid.http", BODY, body);

		assertThat(acme.check("--message")).isOne();
		assertThat(acme.told()).contains("body       <not shown: a secret stands there>").doesNotContain("echo");
	}

	@Test
	void aHeaderThatHoldsCredentialsIsNotShown() throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		acme.changeProfile("message: [timestamp", "message: [{header: Authorization}, {query: token}, timestamp");
		acme.change("order-paid.http", "Date:", "Authorization: Bearer of-somebody\nDate:");
		acme.change("order-paid.http", "acme-main ", "acme-main?token=of-another ");

		assertThat(acme.check()).isOne();
		assertThat(acme.told()).contains("header Authorization  <not shown", "query token           <not shown")
			.doesNotContain("of-somebody", "of-another");
	}

	@Test
	void eachSpellingOfTheUrlThatWasTriedIsShown() throws IOException {
		CheckedFolder twilio = CheckedFolder.ofBuiltIn(this.folder, "twilio",
				"secrets: [an-auth-token]\npublic-url: https://acme.example/webhooks/main");
		twilio.sample("event.http", """
				POST /webhooks/main HTTP/1.1
				X-Twilio-Signature: AAAA
				Content-Type: application/x-www-form-urlencoded

				B=2&A=1
				""");

		assertThat(twilio.check()).isOne();
		assertThat(twilio.told()).contains("""
				              url_any_port  https://acme.example/webhooks/main
				              sorted_form   A1B2
				              or            https://acme.example:443/webhooks/main
				""");
	}

	@Test
	void whereTheHashOfTheBodyIsWrongNoMessageIsBlamed() throws IOException {
		CheckedFolder twilio = CheckedFolder.ofBuiltIn(this.folder, "twilio",
				"secrets: [an-auth-token]\npublic-url: https://acme.example/webhooks/main");
		twilio.sample("event.http", """
				POST /webhooks/main?bodySHA256=00 HTTP/1.1
				X-Twilio-Signature: AAAA
				Content-Type: application/json

				{}
				""");

		assertThat(twilio.check()).isOne();
		assertThat(twilio.told()).contains("message     none: ", "'body-hash'");
	}

	@Test
	void ofItemsThatAreSignedOneByOneTheFirstWrongOneIsShown() throws IOException {
		CheckedFolder adyen = CheckedFolder.ofBuiltIn(this.folder, "adyen", "secrets: ['44']");
		adyen.sample("event.http",
				"""
						POST /webhooks/main HTTP/1.1
						Content-Type: application/json

						{"notificationItems":[{"NotificationRequestItem":{"pspReference":"psp-1","additionalData":{"hmacSignature":"AAAA"}}}]}
						""");

		assertThat(adyen.check()).isOne();
		assertThat(adyen.told()).contains("field /pspReference         psp-1", "field /amount/value         (empty)");
	}

	@Test
	void whatACertificateWouldHaveToProveIsShownOnRequest() throws IOException {
		CheckedFolder paypal = CheckedFolder.ofBuiltIn(this.folder, "paypal", "config: {webhook-id: wh-1}");
		paypal.sample("event.http", """
				# expect: undecided
				POST /webhooks/main HTTP/1.1
				Content-Type: application/json
				PAYPAL-CERT-URL: https://api.paypal.com/v1/notifications/certs/CERT-1
				PAYPAL-TRANSMISSION-ID: id-1
				PAYPAL-TRANSMISSION-TIME: 2026-06-01T00:00:00Z
				PAYPAL-TRANSMISSION-SIG: %s

				{}
				""".formatted("AAAA".repeat(85) + "AA=="));

		assertThat(paypal.check("--message")).as(paypal.told()).isZero();
		assertThat(paypal.told()).contains("undecided   it takes the certificate at https://api.paypal.com/",
				"config webhook-id", "wh-1", "crc32", "2745614147");
	}

	private static String sha256(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
