package dev.naru.gateway.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.naru.gateway.source.ConfigurationException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedBrokerTest {

	@TempDir
	Path folder;

	@Test
	void whatWasWrittenIsThereAfterARestart() throws Exception {
		// Given a broker to which a record was written, and which was stopped
		String topic;
		try (TestBroker broker = TestBroker.start(this.folder, Map.of())) {
			topic = broker.newTopic("kept", 1);
			write(broker, topic, "a ferry");
		}

		// When it starts again on the same folder
		try (TestBroker broker = TestBroker.start(this.folder, Map.of())) {

			// Then the record is still there, and another can be written
			write(broker, topic, "another");
			assertThat(broker.records(topic)).extracting((record) -> new String(record.value(), StandardCharsets.UTF_8))
				.containsExactly("a ferry", "another");
		}
	}

	@Test
	void closesWithinABound() {
		// Given a broker that runs
		EmbeddedBroker broker = EmbeddedBroker.start(new BrokerProperties(0, this.folder));

		// When it is closed, twice
		Instant began = Instant.now();
		broker.close();
		broker.close();

		// Then that took no longer than it may: ten seconds each, and what the machine
		// adds
		assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(30));
	}

	@Test
	void saysThatThePortIsTakenAndWhichSettingToChange() throws IOException {
		// Given somebody else on the port
		try (ServerSocket other = new ServerSocket()) {
			other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			int port = other.getLocalPort();

			// When the broker starts, then it names the setting
			assertThatExceptionOfType(ConfigurationException.class)
				.isThrownBy(() -> EmbeddedBroker.start(new BrokerProperties(port, this.folder)))
				.withMessageContaining("port " + port)
				.satisfies((ex) -> assertThat(ex.place()).isEqualTo("naru.broker.port"))
				.satisfies((ex) -> assertThat(ex.cure()).contains("NARU_BROKER_PORT"));
		}
	}

	@Test
	void saysThatTheFolderCannotBeWrittenTo() throws IOException {
		// Given a file where the folder should be: root may write to any folder
		Path file = Files.createFile(this.folder.resolve("file"));

		// When the broker starts, then it names the setting
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> EmbeddedBroker.start(new BrokerProperties(0, file.resolve("kafka"))))
			.withMessageContaining("cannot write")
			.satisfies((ex) -> assertThat(ex.place()).isEqualTo("naru.broker.directory"))
			.satisfies((ex) -> assertThat(ex.cure()).contains("NARU_BROKER_DIRECTORY"));
	}

	@Test
	void saysThatAnotherBrokerUsesTheFolder() {
		// Given a broker that runs on the folder
		EmbeddedBroker running = EmbeddedBroker.start(new BrokerProperties(0, this.folder));
		try (running) {

			// When a second one starts there, then it says so
			assertThatExceptionOfType(ConfigurationException.class)
				.isThrownBy(() -> EmbeddedBroker.start(new BrokerProperties(0, this.folder)))
				.withMessageContaining("running Kafka broker")
				.satisfies((ex) -> assertThat(ex.place()).isEqualTo("naru.broker.directory"));
		}
	}

	private static void write(TestBroker broker, String topic, String value) throws Exception {
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer())) {
			producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8))).get();
		}
	}

}
