package dev.naru.gateway.publication.kafka;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.budget.MemoryProperties;
import dev.naru.gateway.publication.AdmittingPublisher;
import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.Publisher;
import dev.naru.gateway.publication.Tail;
import dev.naru.gateway.publication.WantedTopics;
import dev.naru.gateway.source.ConfigurationException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KafkaConfigurationTest {

	private static final MemoryProperties MEMORY = new MemoryProperties(DataSize.ofMegabytes(64));

	private static final PublicationProperties PROPERTIES = new PublicationProperties(Duration.ofSeconds(4),
			Duration.ofSeconds(8), 1000,
			new PublicationProperties.Spool(Path.of("none"), DataSize.ofMegabytes(1), DataSize.ofMegabytes(1)),
			new PublicationProperties.Topics("webhooks.", "{provider}", 2, -1, Map.of()));

	private final String topic = TestBroker.newName("configured");

	private ApplicationContextRunner gateway(String bootstrapServers, String... topics) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withUserConfiguration(KafkaConfiguration.class)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(WantedTopics.class, () -> new WantedTopics(List.of(topics)))
			.withBean(PublicationProperties.class, () -> PROPERTIES)
			.withBean(MemoryProperties.class, () -> MEMORY)
			.withBean(Clock.class, Clock::systemUTC)
			.withPropertyValues("spring.kafka.bootstrap-servers=" + bootstrapServers);
	}

	@Test
	void publishesReadsBackAndMeasures() {
		// Given a gateway with a broker
		gateway(TestBroker.shared().bootstrapServers(), this.topic)
			.withPropertyValues("spring.kafka.producer.client-id=my-gateway")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(Tail.class);
				assertThat(context.getBean(Availability.class).status().available()).isTrue();

				// When it publishes
				Publisher publisher = context.getBean("kafka", AdmittingPublisher.class);
				publisher.publish(Envelopes.of(this.topic)).block(Duration.ofSeconds(10));

				// Then the record stands on Kafka
				assertThat(TestBroker.shared().records(this.topic)).hasSize(1);
				assertThat(context.getBean(Tail.class).follow(1, null).blockFirst(Duration.ofSeconds(10))).isNotNull();

				// And the client's own meters are there, under the operator's name for it
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				await().atMost(Duration.ofSeconds(10))
					.untilAsserted(() -> assertThat(
							meters.find("kafka.producer.record.send.total").tag("client.id", "my-gateway").meters())
						.isNotEmpty());
			});
	}

	@Test
	void doesNotStartOnAClusterThatForbidsATopic(@TempDir Path folder) {
		// Given a cluster whose policy forbids a topic
		try (TestBroker broker = TestBroker.start(folder,
				Map.of("create.topic.policy.class.name", TopicsTest.NoForbidden.class.getName()))) {

			// When the gateway starts, then it fails and names the topic
			gateway(broker.bootstrapServers(), "forbidden").run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ConfigurationException.class)
				.hasMessageContaining("topic forbidden"));
		}
	}

	@Test
	void setsWhatThePromiseNeedsOverTheOperatorsSettings() {
		// Given an operator who wants speed and small buffers
		// When the settings are made
		Map<String, Object> settings = ProducerSettings.of(Map.of("acks", "1", "enable.idempotence", "false", "retries",
				0, "delivery.timeout.ms", 120000, "max.block.ms", 60000, "buffer.memory", "1000", "max.request.size",
				8388608, "linger.ms", 5, "compression.type", "zstd", "transactional.id", "tx"), PROPERTIES, MEMORY);

		// Then those that the promise rests on are the gateway's, the rest the operator's
		assertThat(settings).containsEntry("acks", "all")
			.containsEntry("enable.idempotence", true)
			.containsEntry("retries", Integer.MAX_VALUE)
			.containsEntry("delivery.timeout.ms", 3500)
			.containsEntry("request.timeout.ms", 1750)
			.containsEntry("max.block.ms", 100)
			.containsEntry("buffer.memory", String.valueOf((32L + 16) * 1024 * 1024))
			.containsEntry("max.request.size", "8388608")
			.containsEntry("linger.ms", 5)
			.containsEntry("compression.type", "zstd")
			.containsEntry("max.in.flight.requests.per.connection", 1)
			.doesNotContainKey("transactional.id");
	}

}
