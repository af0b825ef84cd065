package dev.naru.gateway.publication.kafka;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.naru.gateway.broker.TestBroker;
import dev.naru.gateway.budget.MemoryProperties;
import dev.naru.gateway.budget.RecordLimits;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.TopicFindings;
import dev.naru.gateway.publication.WantedTopics;
import dev.naru.gateway.source.ConfigurationException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.policy.CreateTopicPolicy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class TopicsTest {

	private static final PublicationProperties.Topics FORM = form(3, -1, Map.of());

	private static final RecordLimits LIMITS = new RecordLimits(4194304, new MemoryProperties(null), false);

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
					new WantedTopics(List.of(small)), FORM, limits, new TopicFindings(),
					new Timestamps(Clock.systemUTC()))) {
				topics.ensure();
			}
		}

		assertThat(plain.of(small)).isEqualTo(2000);
		assertThat(plain.of("another")).isEqualTo(4194304);
		assertThat(compressed.of(small)).isEqualTo(4194304);
	}

	@Test
	void giveANewTopicItsSettings() throws Exception {
		// Given settings of the operator's
		String topic = TestBroker.newName("settings");
		try (Topics topics = topics(this.bootstrap,
				form(1, 1, Map.of("retention.ms", "3600000", "compression.type", "lz4")), topic)) {

			// When the topic is created
			topics.ensure();
		}

		// Then it has them
		assertThat(setting(topic, "retention.ms")).isEqualTo("3600000");
		assertThat(setting(topic, "compression.type")).isEqualTo("lz4");
		assertThat(setting(topic, "max.message.bytes")).isEqualTo("4194304");
	}

	@Test
	void wantTwoReplicasInSyncWhereThereAreThree() {
		assertThat(new TopicSettings(form(1, 3, Map.of()), 4194304).ofNew()).containsEntry("min.insync.replicas", "2");
		assertThat(new TopicSettings(form(1, 2, Map.of()), 4194304).ofNew()).doesNotContainKey("min.insync.replicas");
		assertThat(new TopicSettings(form(1, 3, Map.of("min.insync.replicas", "3")), 4194304).ofNew())
			.containsEntry("min.insync.replicas", "3");
		Config one = new Config(List.of(new ConfigEntry("min.insync.replicas", "1"),
				new ConfigEntry("max.message.bytes", "4194304"), new ConfigEntry("cleanup.policy", "delete"),
				new ConfigEntry("message.timestamp.type", "CreateTime")));
		assertThat(new TopicSettings(form(1, -1, Map.of()), 4194304).compare("t", 3, one)).hasToString(
				"topic t: min.insync.replicas is 1, and a record counts as safe that stands on one broker alone. "
						+ "Change it (kafka-configs.sh --alter --topic t --add-config min.insync.replicas=2), or "
						+ "naru.publication.topics.config");
		assertThat(new TopicSettings(form(1, -1, Map.of()), 4194304).compare("t", 2, one)).isNull();
	}

	@Test
	void sayOnceWhatIsWrongWithATopicThatIsThere(CapturedOutput output) throws Exception {
		// Given topics that somebody else has made
		String good = TestBroker.newName("good");
		String bad = TestBroker.newName("bad");
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.bootstrap))) {
			admin.createTopics(List.of(
					new NewTopic(good, 1, (short) 1)
						.configs(Map.of("retention.ms", "3600000", "max.message.bytes", "8388608")),
					new NewTopic(bad, 1, (short) 1).configs(Map.of("retention.ms", "60000", "cleanup.policy", "compact",
							"message.timestamp.type", "LogAppendTime"))))
				.all()
				.get();
		}

		// When they are looked at, twice
		TopicFindings findings = new TopicFindings();
		try (Topics topics = new Topics(Map.of("bootstrap.servers", this.bootstrap),
				new WantedTopics(List.of(good, bad)),
				form(1, -1, Map.of("retention.ms", "3600000", "retention.sm", "1")), LIMITS, findings,
				new Timestamps(Clock.systemUTC()))) {
			topics.ensure();
			topics.ensure();
		}

		// Then each has one line, with what is wrong and what helps
		assertThat(findings.all()).hasSize(2);
		assertThat(output.getOut().lines().filter((line) -> line.contains("topic " + bad))).singleElement()
			.asString()
			.contains("WARN", "max.message.bytes is 1048588", "cleanup.policy is compact",
					"message.timestamp.type is LogAppendTime", "retention.ms is 60000",
					"naru.publication.topics.config says 3600000", "kafka-configs.sh --alter --topic " + bad,
					"cleanup.policy=delete,max.message.bytes=4194304,message.timestamp.type=CreateTime,"
							+ "retention.ms=3600000");
		assertThat(output.getOut().lines().filter((line) -> line.contains("topic " + good))).singleElement()
			.asString()
			.contains("Kafka knows no setting retention.sm");
	}

	@Test
	void goOnWhereKafkaDoesNotTellSettings(@TempDir Path folder) throws Exception {
		// Given a cluster that does not let the gateway describe a topic's settings
		try (TestBroker broker = TestBroker.start(folder,
				Map.of("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
						"allow.everyone.if.no.acl.found", "true"));
				Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic("shut", 1, (short) 1))).all().get();
			admin
				.createAcls(
						List.of(new AclBinding(new ResourcePattern(ResourceType.TOPIC, "shut", PatternType.LITERAL),
								new AccessControlEntry("User:ANONYMOUS", "*", AclOperation.DESCRIBE_CONFIGS,
										AclPermissionType.DENY)),
								new AclBinding(new ResourcePattern(ResourceType.TOPIC, "shut", PatternType.LITERAL),
										new AccessControlEntry("User:ANONYMOUS", "*", AclOperation.DESCRIBE,
												AclPermissionType.ALLOW))))
				.all()
				.get();
			TopicFindings findings = new TopicFindings();
			try (Topics topics = new Topics(Map.of("bootstrap.servers", broker.bootstrapServers()),
					new WantedTopics(List.of("shut")), FORM, LIMITS, findings, new Timestamps(Clock.systemUTC()))) {

				// When the topic is looked at, then that is told, and nothing else
				// happens
				Awaitility.await().untilAsserted(() -> {
					topics.ensure();
					assertThat(findings.all()).singleElement()
						.extracting(TopicFindings.Finding::problem)
						.asString()
						.contains("TopicAuthorizationException");
				});
			}
		}
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
		try (Topics topics = topics(this.bootstrap, form(1, 3, Map.of()), TestBroker.newName("replicated"))) {

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
		return new Topics(Map.of("bootstrap.servers", bootstrap), new WantedTopics(List.of(names)), form, LIMITS,
				new TopicFindings(), new Timestamps(Clock.systemUTC()));
	}

	private static PublicationProperties.Topics form(int partitions, int replicas, Map<String, String> config) {
		return new PublicationProperties.Topics("webhooks.", "{provider}", partitions, replicas, config);
	}

	private String setting(String topic, String name) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", this.bootstrap))) {
			ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
			return Objects.requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource))
				.get(name)
				.value();
		}
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
