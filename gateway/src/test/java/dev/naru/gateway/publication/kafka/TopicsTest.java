package dev.naru.gateway.publication.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.budget.MemoryProperties;
import dev.naru.gateway.budget.RecordLimits;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.WantedTopics;
import dev.naru.gateway.source.ConfigurationException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.CreateTopicPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TopicsTest {

	private static final PublicationProperties.Topics FORM = new PublicationProperties.Topics(3, -1);

	private final String bootstrap = TestBroker.shared().bootstrapServers();

	@Test
	void createWhatIsMissing() throws Exception {
		// Given one topic that is there and one that is not
		String there = TestBroker.shared().newTopic("there", 1);
		String missing = TestBroker.newName("missing");

		// When they are ensured, twice
		try (Topics topics = topics(this.bootstrap, FORM, there, missing)) {
			topics.ensure();
			topics.ensure();
		}

		// Then the missing one has been created as configured, with room for large
		// records
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.bootstrap))) {
			Map<String, TopicDescription> described = admin.describeTopics(List.of(there, missing))
				.allTopicNames()
				.get();
			assertThat(described.get(there)).isNotNull().extracting((topic) -> topic.partitions().size()).isEqualTo(1);
			assertThat(described.get(missing)).isNotNull()
				.extracting((topic) -> topic.partitions().size())
				.isEqualTo(3);
			ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, missing);
			assertThat(admin.describeConfigs(List.of(resource)).all().get().get(resource)).isNotNull()
				.extracting((config) -> config.get("max.message.bytes").value())
				.isEqualTo("4194304");
		}
	}

	@Test
	void tellHowLargeTheirRecordsMayBe() {
		String small = TestBroker.shared().newTopic("small", 1, Map.of("max.message.bytes", "2000"));
		RecordLimits plain = new RecordLimits(4194304, new MemoryProperties(null), false);
		RecordLimits compressed = new RecordLimits(4194304, new MemoryProperties(null), true);

		for (RecordLimits limits : List.of(plain, compressed)) {
			try (Topics topics = new Topics(Map.of("bootstrap.servers", this.bootstrap),
					new WantedTopics(List.of(small)), FORM, limits)) {
				topics.ensure();
			}
		}

		assertThat(plain.of(small)).isEqualTo(2000);
		assertThat(plain.of("another")).isEqualTo(4194304);
		assertThat(compressed.of(small)).isEqualTo(4194304);
	}

	@Test
	void sayWhichTopicTheClusterForbids(@TempDir Path folder) {
		// Given a cluster whose policy forbids a topic
		try (TestBroker broker = TestBroker.start(folder,
				Map.of("create.topic.policy.class.name", NoForbidden.class.getName()));
				Topics topics = topics(broker.bootstrapServers(), FORM, "allowed", "forbidden")) {

			// When it is ensured, then the error names it, says why and what to do
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(topics::ensure)
				.withMessageContaining("topic forbidden")
				.withMessageContaining("not on my cluster")
				.satisfies((ex) -> assertThat(ex.cure()).contains("create the topic yourself"));
		}
	}

	@Test
	void sayThatThereAreTooFewBrokers() {
		// Given more replicas than there are brokers
		try (Topics topics = topics(this.bootstrap, new PublicationProperties.Topics(1, 3),
				TestBroker.newName("replicated"))) {

			// When the topic is ensured, then the error says so
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(topics::ensure)
				.withMessageContaining("InvalidReplicationFactorException")
				.withMessageContaining("replicated");
		}
	}

	@Test
	void tellAnAbsentKafkaFromOneThatCannotBeConfigured() {
		// Given nobody at the address, a name that does not resolve, and no address
		// When topics are ensured, then the first two may pass
		for (String absent : List.of("127.0.0.1:" + TestBroker.freePort(), "no-such-host.invalid:9092")) {
			try (Topics topics = topics(absent, FORM, "any")) {
				assertThatExceptionOfType(KafkaException.class).isThrownBy(topics::ensure);
			}
		}

		// And the third will not
		try (Topics topics = topics("no-port", FORM, "any")) {
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(topics::ensure)
				.withMessageContaining("no-port");
		}
	}

	private static Topics topics(String bootstrap, PublicationProperties.Topics form, String... names) {
		return new Topics(Map.of("bootstrap.servers", bootstrap), new WantedTopics(List.of(names)), form,
				new RecordLimits(4194304, new MemoryProperties(null), false));
	}

	/**
	 * A policy as an operator's cluster might have it.
	 */
	public static final class NoForbidden implements CreateTopicPolicy {

		@Override
		public void validate(RequestMetadata metadata) {
			if ("forbidden".equals(metadata.topic())) {
				throw new PolicyViolationException("not on my cluster");
			}
		}

		@Override
		public void configure(Map<String, ?> settings) {
		}

		@Override
		public void close() {
		}

	}

}
