package dev.naru.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.testing.Certificates;
import dev.naru.gateway.testkit.RunningGateway;
import dev.naru.gateway.testkit.Signed;
import io.netty.pkitesting.X509Bundle;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A Kafka that lets in who knows a password (SASL/SCRAM) over TLS, with Spring's own
 * settings.
 */
class SecuredKafkaTest {

	private static final byte[] BODY = "{\"event\":\"order.created\",\"data\":{\"id\":1}}"
		.getBytes(StandardCharsets.UTF_8);

	private static final String TOPIC = "secured";

	private static final String PASSWORD = "changeit";

	@TempDir
	static Path folder = Path.of("");

	private static TestBroker broker;

	@BeforeAll
	static void start() throws Exception {
		X509Bundle authority = Certificates.authority();
		Files.writeString(folder.resolve("authority.pem"), authority.getCertificatePEM());
		Path shown = Certificates.localhost(authority).toTempKeyStoreFile(PASSWORD.toCharArray()).toPath();
		String listener = "listener.name.proxied.";
		broker = TestBroker.start(folder.resolve("kafka"),
				Map.of("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:SASL_SSL",
						listener + "ssl.keystore.type", "PKCS12", listener + "ssl.keystore.location", shown.toString(),
						listener + "ssl.keystore.password", PASSWORD, listener + "ssl.key.password", PASSWORD,
						listener + "sasl.enabled.mechanisms", "SCRAM-SHA-512",
						listener + "scram-sha-512.sasl.jaas.config",
						"org.apache.kafka.common.security.scram.ScramLoginModule required;"));
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
			admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("naru",
					new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "right")))
				.all()
				.get();
		}
	}

	@AfterAll
	static void stop() {
		broker.close();
	}

	@Test
	void eventsReachItAndAreReadBack() {
		try (RunningGateway gateway = RunningGateway.start(broker.proxy().address(), properties("right"))) {
			assertThat(post(gateway)).isEqualTo(200);
			assertThat(gateway.scrape().sum("naru_webhooks_total", "outcome", "published")).isOne();
		}
		assertThat(broker.records(TOPIC)).hasSize(1);

		try (RunningGateway next = RunningGateway.start(broker.proxy().address(), properties("right"))) {
			org.awaitility.Awaitility.await()
				.until(() -> next.manage("/actuator/health/readiness").statusCode() == 200);
			assertThat(post(next)).isEqualTo(200);
			assertThat(next.scrape().sum("naru_webhooks_total", "outcome", "duplicate")).isOne();
		}
		assertThat(broker.records(TOPIC)).hasSize(1);
	}

	@Test
	void aWrongPasswordStopsTheStartAndIsNamed() {
		assertThatThrownBy(() -> RunningGateway.start(broker.proxy().address(), properties("wrong")).close())
			.rootCause()
			.isInstanceOf(ConfigurationException.class)
			.hasMessageContaining("does not accept the gateway's credentials");
	}

	private static int post(RunningGateway gateway) {
		return gateway.post("shop", Signed.steppay(Signed.STEPPAY_SECRET, RunningGateway.NOW, BODY), BODY).statusCode();
	}

	private static Map<String, Object> properties(String password) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("naru.sources.shop.provider", "steppay");
		properties.put("naru.sources.shop.secrets", Signed.STEPPAY_SECRET);
		properties.put("naru.sources.shop.topic", TOPIC);
		properties.put("spring.ssl.bundle.pem.kafka.truststore.certificate", "file:" + folder.resolve("authority.pem"));
		properties.put("spring.kafka.ssl.bundle", "kafka");
		properties.put("spring.kafka.security.protocol", "SASL_SSL");
		properties.put("spring.kafka.properties.sasl.mechanism", "SCRAM-SHA-512");
		properties.put("spring.kafka.properties.sasl.jaas.config",
				"org.apache.kafka.common.security.scram.ScramLoginModule required username=\"naru\" password=\""
						+ password + "\";");
		return properties;
	}

}
