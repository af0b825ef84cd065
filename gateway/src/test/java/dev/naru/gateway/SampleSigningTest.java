package dev.naru.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An author gets a signed sample of a body, and hears where only the provider can sign.
 */
class SampleSigningTest {

	private static final String ED25519 = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

	@TempDir
	private Path folder;

	@Test
	void aSignedSampleOfTheExampleIsOneThatTheCheckTakes() throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		Path body = Files.writeString(this.folder.resolve("order.json"),
				"{\"event_id\":\"evt_9\",\"type\":\"order.paid\",\"order\":{\"id\":\"12\"}}\n");

		assertThat(acme.check("--sign", "acme-main", body.toString())).as(acme.complained()).isZero();
		assertThat(acme.told()).startsWith("POST /webhooks/acme-main HTTP/1.1\n")
			.contains("Acme-Signature: t=1780272000,v1=", "Content-Type: application/json\n",
					"Date: Mon, 1 Jun 2026 00:00:00 GMT\n")
			.endsWith("\n\n" + Files.readString(body));
		Files.write(acme.sample("order.http"), acme.printed());

		assertThat(acme.check()).as(acme.told()).isZero();
		assertThat(acme.told()).contains("order.http\n  genuine     by variant signed", "id          evt_9");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "stripe|secrets: [whsec_x]|signed|",
			"github|secrets: [a-secret]|signed|", "slack|secrets: [a-secret]|signed|",
			"paddle|secrets: [a-secret]|signed|", "steppay|secrets: [a-secret]|signed|",
			"tosspayments|secrets: [a-secret]|signed|", "meta|secrets: [a-secret]|signed|",
			"adyen|secrets: ['44Aa']|body|", "line|secrets: [a-secret]|signed|",
			"standard-webhooks|secrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw]|v1|webhook-id: id-1",
			"gitlab|secrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw]|signing-token|webhook-id: id-1",
			"gitlab|secrets: [a-token]|token|", "kakao|secrets: [an-admin-key]|admin-key|",
			"popbill|secrets: ['user:pass:wörd']@variant: basic|basic|",
			"popbill|secrets: [a-key]@variant: api-key|api-key|", "popbill|variant: none|none|",
			"square|secrets: [a-secret]@public-url: https://acme.example/webhooks/main|signed|",
			"hubspot|secrets: [a-secret]@public-url: https://acme.example/webhooks/main|v3|",
			"hubspot|secrets: [a-secret]@variant: v1|v1|",
			"hubspot|secrets: [a-secret]@variant: v2@public-url: https://acme.example/webhooks/main|v2|",
			"twilio|secrets: [a-secret]@public-url: https://acme.example/webhooks/main|json|Content-Type: application/json",
			"twitch|secrets: [a-secret]|signed|Twitch-Eventsub-Message-Id: id-1", "shopify|secrets: [a-secret]|events|",
			"shopify|secrets: [a-secret]@variant: webhooks|webhooks|" })
	void everySchemeWhoseSecretTheSourceHasIsSigned(String provider, String source, String variant, String header)
			throws IOException {
		CheckedFolder checked = CheckedFolder.ofBuiltIn(this.folder, provider, source.replace('@', '\n'));
		Path body = Files.writeString(this.folder.resolve("body"), "{\"a\":\"가\"}");
		String[] args = (header != null) ? new String[] { "--sign", "main", body.toString(), "--header", header }
				: new String[] { "--sign", "main", body.toString() };

		assertThat(checked.check(args)).as(checked.complained()).isZero();
		checked.sample("signed.http", "# expect: variant=" + variant + "\n" + checked.told());

		checked.check();
		assertThat(checked.told()).contains("genuine     by variant " + variant + ":");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"discord|secrets: ['" + ED25519 + "']|only the provider has the private key|record a request",
			"paypal|config: {webhook-id: a}|only the provider has the private key|record a request",
			"nicepay|secrets: [a-secret]|the request lacks 'field /tid', which is signed|--header",
			"mailgun|secrets: [a-secret]|the proof stands in the body|record a request",
			"braintree|secrets: [a-secret]@config: {public-key: a}|the request lacks 'form bt_payload'|body",
			"linear|secrets: [a-secret]|the proof stands in the body|record a request",
			"clerk|secrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw]|the request lacks 'header svix-id', which is signed|--header 'Name: value'",
			"notion|``|the source has no secret to sign with|set 'secrets'" })
	void whatCannotBeSignedIsToldWithItsReason(String provider, String source, String problem, String cure)
			throws IOException {
		CheckedFolder checked = CheckedFolder.ofBuiltIn(this.folder, provider, source.replace('@', '\n'));
		Path body = Files.writeString(this.folder.resolve("body"), "{}");

		assertThat(checked.check("--sign", "main", body.toString())).isOne();
		assertThat(checked.complained()).contains(problem, "  cure        ", cure).doesNotContain("a-secret");
		assertThat(checked.told()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "other|body|Acme-Id: 1|there is no source 'other'",
			"acme-main|nobody|Acme-Id: 1|the file cannot be read", "acme-main|body|Acme-Id|'Acme-Id' is no header",
			"acme-main|body|Acme Id: 1|'Acme Id: 1' is no header", "acme-main|body|Acme-Id:|'Acme-Id:' is no header" })
	void whatIsMissingIsTold(String source, String body, String header, String problem) throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		Files.writeString(this.folder.resolve("body"), "{}");

		assertThat(acme.check("--sign", source, this.folder.resolve(body).toString(), "--header", header)).isOne();
		assertThat(acme.complained()).contains(problem, "  cure        ");
	}

	@Test
	void aBrokenProfileIsTold() throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		acme.changeProfile("sha256 ", "sha7 ");

		assertThat(acme.check("--sign", "acme-main", acme.profile().toString())).isOne();
		assertThat(acme.complained()).contains("line 7", "'sha7' is not known here");
	}

	@Test
	void theBodyIsSignedByteForByte() throws IOException {
		CheckedFolder acme = CheckedFolder.ofTheExample(this.folder);
		byte[] content = "{\"event_id\":\"\u00e9\"}\r\n\n".getBytes(StandardCharsets.ISO_8859_1);
		Path body = Files.write(this.folder.resolve("body"), content);

		assertThat(acme.check("--sign", "acme-main", body.toString())).isZero();
		assertThat(new String(acme.printed(), StandardCharsets.ISO_8859_1))
			.endsWith("\n\n{\"event_id\":\"\u00e9\"}\r\n\n");
		Files.write(acme.sample("order-paid.http"), acme.printed());

		acme.check();
		assertThat(acme.told()).contains("genuine     by variant signed");
	}

}
