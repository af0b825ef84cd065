package dev.naru.gateway.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.certificate.CertificateServer;
import dev.naru.gateway.testing.Certificates;
import dev.naru.gateway.testing.Signing;
import io.netty.pkitesting.X509Bundle;

/**
 * Provider of this machine's own that signs with certificates.
 */
final class Signatory implements AutoCloseable {

	private static final String PASSWORD = "attacked";

	/** Longer than anybody waits for a certificate. */
	private static final Duration SLOW = Duration.ofSeconds(5);

	private final CertificateServer server;

	private final KeyPair keys;

	private final Path directory;

	/**
	 * @param directory where its profile and the trust store go; it exists
	 * @throws IOException if they cannot be written
	 */
	Signatory(Path directory) throws IOException {
		this.directory = directory.toAbsolutePath();
		X509Bundle authority = Certificates.authority();
		X509Bundle signer = Certificates.issued(Certificates.named("CN=messages.acme.example").rsa2048(), authority);
		this.keys = signer.getKeyPair();
		this.server = new CertificateServer(authority);
		byte[] certificate = Certificates.pem(signer);
		this.server.serve("/good", certificate);
		this.server.serve("/new", certificate);
		this.server.serve("/slow", (exchange) -> {
			Crowd.pause(SLOW);
			exchange.sendResponseHeaders(404, -1);
		});
		trust(authority);
		Files.writeString(Files.createDirectories(profiles()).resolve("acme.yaml"), """
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
				""".formatted(this.server.host()));
	}

	private void trust(X509Bundle authority) throws IOException {
		try (OutputStream file = Files.newOutputStream(trustStore())) {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			store.setCertificateEntry("authority", authority.getCertificate());
			store.store(file, PASSWORD.toCharArray());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Path trustStore() {
		return this.directory.resolve("trusted.p12");
	}

	/**
	 * The folder with its profile.
	 */
	Path profiles() {
		return this.directory.resolve("profiles");
	}

	/**
	 * What makes a gateway's virtual machine trust it.
	 */
	List<String> flags() {
		return List.of("-Djavax.net.ssl.trustStore=" + trustStore(), "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
	}

	/**
	 * What makes a gateway know it, as the source {@code certified}.
	 */
	List<String> arguments() {
		return List.of("--naru.sources.certified.provider=acme");
	}

	/**
	 * A genuine request.
	 * @param path where its certificate is said to be
	 */
	byte[] signed(String path, String id) {
		byte[] body = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
		return request(path, Signing.base64(Signing.signed("SHA256withRSA", this.keys, body)), body);
	}

	/**
	 * A request that nobody signed.
	 */
	byte[] forged(String path) {
		return request(path, "AAAA", Requests.bytes("{}"));
	}

	private byte[] request(String path, String signature, byte[] body) {
		return Requests.request("certified", Map.of("Content-Type", "application/json", "Acme-Cert",
				"https://" + this.server.host() + path, "Acme-Signature", signature), body);
	}

	@Override
	public void close() {
		this.server.close();
	}

}
