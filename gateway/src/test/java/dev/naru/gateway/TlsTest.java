package dev.naru.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.SSLContext;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.testing.Certificates;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import io.netty.pkitesting.X509Bundle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Both ports speak TLS with Spring's SSL bundles, know their clients by certificate, and
 * take a new certificate without a restart.
 */
class TlsTest {

	private static final byte[] BODY = "{\"event\":\"order.created\",\"data\":{\"id\":1}}"
		.getBytes(StandardCharsets.UTF_8);

	@TempDir
	Path folder = Path.of("");

	@Test
	void bothPortsSpeakTlsAndKnowTheirClients() throws IOException {
		X509Bundle server = serve();
		X509Bundle client = Certificates.issued(Certificates.named("CN=client"), Certificates.authority());
		Files.writeString(this.folder.resolve("clients.pem"), client.getRootCertificatePEM());
		Map<String, Object> properties = properties();
		properties.put("server.ssl.client-auth", "need");
		properties.put("management.server.ssl.client-auth", "need");
		try (RunningGateway gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties)) {
			SSLContext known = Certificates.tls(client, server);
			SSLContext stranger = Certificates.tls(null, server);

			assertThat(post(gateway, known)).isEqualTo(200);
			assertThat(health(gateway, known)).isEqualTo(200);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> post(gateway, stranger));
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> health(gateway, stranger));
			assertThat(gateway.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
				.doesNotContain("HTTP/1.1 2");
		}
	}

	@Test
	void aNewCertificateIsTakenWithoutARestart() throws IOException {
		SSLContext before = Certificates.tls(null, serve());
		try (RunningGateway gateway = RunningGateway.start(TestBroker.shared().bootstrapServers(), properties())) {
			assertThat(post(gateway, before)).isEqualTo(200);
			assertThat(health(gateway, before)).isEqualTo(200);

			SSLContext after = Certificates.tls(null, serve());

			Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
				assertThat(post(gateway, after)).isEqualTo(200);
				assertThat(health(gateway, after)).isEqualTo(200);
			});
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> post(gateway, before));
		}
	}

	/**
	 * Puts a certificate to where the gateway reads it.
	 */
	private X509Bundle serve() throws IOException {
		X509Bundle certificate = Certificates.localhost(Certificates.authority());
		Files.writeString(this.folder.resolve("tls.key"), certificate.getPrivateKeyPEM());
		Files.writeString(this.folder.resolve("tls.crt"), certificate.getCertificatePEM());
		if (!Files.exists(this.folder.resolve("clients.pem"))) {
			Files.writeString(this.folder.resolve("clients.pem"), certificate.getRootCertificatePEM());
		}
		return certificate;
	}

	private Map<String, Object> properties() {
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.sources.shop.provider", "steppay");
		properties.put("naru.sources.shop.secrets", Signed.STEPPAY_SECRET);
		properties.put("naru.sources.shop.topic", TestBroker.newName("tls"));
		String bundle = "spring.ssl.bundle.pem.ports.";
		properties.put(bundle + "reload-on-update", "true");
		properties.put(bundle + "keystore.certificate", "file:" + this.folder.resolve("tls.crt"));
		properties.put(bundle + "keystore.private-key", "file:" + this.folder.resolve("tls.key"));
		properties.put(bundle + "truststore.certificate", "file:" + this.folder.resolve("clients.pem"));
		properties.put("spring.ssl.bundle.watch.file.quiet-period", "500ms");
		properties.put("server.ssl.bundle", "ports");
		properties.put("management.server.ssl.bundle", "ports");
		return properties;
	}

	private static int post(RunningGateway gateway, SSLContext tls) throws IOException {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("https://localhost:" + gateway.port() + "/webhooks/shop"))
			.POST(HttpRequest.BodyPublishers.ofByteArray(BODY));
		Signed.steppay(Signed.STEPPAY_SECRET, RunningGateway.NOW, BODY).forEach(request::header);
		return send(tls, request);
	}

	private static int health(RunningGateway gateway, SSLContext tls) throws IOException {
		return send(tls, HttpRequest
			.newBuilder(URI.create("https://localhost:" + gateway.managementPort() + "/actuator/health/liveness")));
	}

	private static int send(SSLContext tls, HttpRequest.Builder request) throws IOException {
		try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
			return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
