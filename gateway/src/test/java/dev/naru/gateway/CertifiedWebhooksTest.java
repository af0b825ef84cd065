package dev.naru.gateway;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.certificate.CertificateServer;
import dev.naru.gateway.certificate.TestKeyRing;
import dev.naru.gateway.testing.Certificates;
import dev.naru.gateway.testing.Signing;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Scrape;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a certificate proves is published; what it cannot be had for is sent again; and no
 * thread that serves others waits for it.
 */
class CertifiedWebhooksTest {

	private static final String TOPIC = TestBroker.newName("certified");

	private static CertificateServer server;

	private static RunningGateway gateway;

	private static KeyPair keys;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		X509Bundle authority = Certificates.authority();
		X509Bundle signer = Certificates.issued(Certificates.named("CN=messages.acme.example").rsa2048(), authority);
		keys = signer.getKeyPair();
		server = new CertificateServer(authority);
		server.serve("/cert", Certificates.pem(signer));
		TestKeyRing.knows(server, authority);
		Path profiles = Files.createDirectory(folder.resolve("profiles"));
		Files.writeString(profiles.resolve("acme.yaml"), """
				name: acme
				accepts: [json]
				verify:
				  - name: signed
				    certified:
				      algorithm: rsa_sha256
				      certificate: {url: {header: Acme-Cert}, hosts: ["%s"], domain: acme.example}
				      message: [body]
				      signature: {header: Acme-Signature}
				      encoding: base64
				read:
				  - {version: "1", id: {field: /id}, type: {text: happened}}
				answer: {status: 200}
				""".formatted(server.host()));
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.providers.locations", profiles);
		properties.put("naru.sources.acme.provider", "acme");
		properties.put("naru.sources.acme.topic", TOPIC);
		gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties, TestKeyRing.class);
	}

	@AfterAll
	static void stop() {
		gateway.close();
		server.close();
	}

	@AfterEach
	void theBooksBalance() {
		assertThat(gateway.scrape().unaccounted()).isZero();
	}

	@Test
	void whatTheCertificateProvesIsPublished() {
		String id = UUID.randomUUID().toString();
		String body = "{\"id\":\"" + id + "\"}";

		assertThat(send("/cert", body, body).statusCode()).isEqualTo(200);

		assertThat(TestBroker.shared().records(TOPIC))
			.anyMatch((record) -> new String(record.value(), StandardCharsets.UTF_8).contains(id));
	}

	@Test
	void whatItDoesNotProveIsRefused() {
		Scrape before = gateway.scrape();

		assertThat(send("/cert", "{\"id\":\"a\"}", "{\"id\":\"b\"}").statusCode()).isEqualTo(401);

		assertThat(gateway.scrape().sum("naru_webhooks_total", "reason", "signature_mismatch")
				- before.sum("naru_webhooks_total", "reason", "signature_mismatch"))
			.isEqualTo(1);
	}

	@Test
	void withoutTheCertificateTheSenderComesAgain() {
		HttpResponse<String> response = send("/absent", "{}", "{}");

		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
	}

	@Test
	void nothingIsFetchedFromElsewhere() {
		int before = server.requests();

		HttpResponse<String> response = gateway.post("acme", Map.of("Content-Type", "application/json", "Acme-Cert",
				"https://evil.example/cert", "Acme-Signature", Signing.base64(new byte[256])),
				"{}".getBytes(StandardCharsets.UTF_8));

		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(server.requests()).isEqualTo(before);
	}

	@Test
	void nothingIsFetchedForWhatCannotBeASignature() {
		int before = server.requests();

		HttpResponse<String> response = gateway.post(
				"acme", Map.of("Content-Type", "application/json", "Acme-Cert",
						"https://" + server.host() + "/unfetched", "Acme-Signature", Signing.base64(new byte[32])),
				"{}".getBytes(StandardCharsets.UTF_8));

		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(server.requests()).isEqualTo(before);
	}

	private static HttpResponse<String> send(String path, String signed, String body) {
		String signature = Signing.base64(Signing.signed("SHA256withRSA", keys, Signing.bytes(signed)));
		return gateway.post("acme", Map.of("Content-Type", "application/json", "Acme-Cert",
				"https://" + server.host() + path, "Acme-Signature", signature), body.getBytes(StandardCharsets.UTF_8));
	}

}
