package dev.naru.gateway.publication.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.naru.gateway.budget.RecordLimits;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.TopicFindings;
import dev.naru.gateway.publication.TopicFindings.Finding;
import dev.naru.gateway.publication.WantedTopics;
import dev.naru.gateway.source.ConfigurationException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates topics that are missing, and looks once at the settings of those that are
 * there. Blocks; one thread at a time.
 */
final class Topics implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Topics.class);

	/**
	 * After which time Kafka counts as away.
	 */
	static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);

	private final Map<String, Object> settings;

	private final WantedTopics wanted;

	private final PublicationProperties.Topics form;

	private final RecordLimits limits;

	private final TopicSettings right;

	private final TopicFindings findings;

	private final Timestamps timestamps;

	private final Set<String> compared = new HashSet<>();

	private @Nullable Admin admin;

	/**
	 * @param operators the admin client's settings
	 * @param form what missing topics look like
	 * @param limits what records they are to take, and is told what they take
	 * @param findings takes in what is to be mended about topics that are there
	 * @param timestamps learns how old records of each topic may be
	 */
	Topics(Map<String, Object> operators, WantedTopics wanted, PublicationProperties.Topics form, RecordLimits limits,
			TopicFindings findings, Timestamps timestamps) {
		this.settings = new HashMap<>(operators);
		this.settings.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "naru-topics");
		int timeout = (int) ANSWERS_WITHIN.toMillis();
		this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
		this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
		this.settings.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, timeout / 2);
		this.settings.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, timeout / 2);
		this.wanted = wanted;
		this.form = form;
		this.limits = limits;
		this.right = new TopicSettings(form, limits.largest());
		this.findings = findings;
		this.timestamps = timestamps;
	}

	/**
	 * Asks Kafka for the topics and creates those that are missing.
	 * @throws ConfigurationException if Kafka refuses
	 * @throws KafkaException if it does not answer
	 */
	void ensure() {
		List<NewTopic> missing = new ArrayList<>();
		Map<String, TopicDescription> there = new HashMap<>();
		client().describeTopics(this.wanted.names()).topicNameValues().forEach((name, described) -> {
			TopicDescription found = awaited(name, described);
			if (found == null) {
				missing.add(topic(name));
			}
			else {
				there.put(name, found);
			}
		});
		client().createTopics(missing).values().forEach(this::awaited);
		look(there);
	}

	List<String> names() {
		return this.wanted.names();
	}

	@Override
	public void close() {
		Admin client = this.admin;
		if (client != null) {
			client.close(Duration.ofSeconds(1));
		}
	}

	/**
	 * Made when first needed: the client cannot be made while no broker's name resolves.
	 */
	private Admin client() {
		Admin client = this.admin;
		if (client == null) {
			try {
				client = Admin.create(this.settings);
			}
			catch (KafkaException ex) {
				throw Failures.ofClient(ex);
			}
			this.admin = client;
		}
		return client;
	}

	private NewTopic topic(String name) {
		Optional<Integer> partitions = Optional.of(this.form.partitions()).filter((number) -> number > 0);
		Optional<Short> replicas = Optional.of((short) this.form.replicationFactor()).filter((number) -> number > 0);
		return new NewTopic(name, partitions, replicas).configs(this.right.ofNew());
	}

	/**
	 * Learns what topics take, and compares each once with what it should be. That Kafka
	 * does not tell their settings keeps nobody from publishing: records that are too
	 * large are found out by Kafka then.
	 */
	private void look(Map<String, TopicDescription> topics) {
		List<ConfigResource> resources = topics.keySet()
			.stream()
			.map((name) -> new ConfigResource(ConfigResource.Type.TOPIC, name))
			.toList();
		client().describeConfigs(resources).values().forEach((resource, described) -> {
			Finding finding = look(Objects.requireNonNull(topics.get(resource.name())), described);
			if (finding != null) {
				this.findings.add(finding);
				logger.warn("{}", finding);
			}
		});
	}

	private @Nullable Finding look(TopicDescription topic, KafkaFuture<Config> described) {
		try {
			Config found = described.get();
			this.timestamps.learn(topic.name(), found);
			String largest = TopicSettings.value(found, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
			if (largest != null) {
				this.limits.learn(topic.name(), Integer.parseInt(largest));
			}
			return this.compared.add(topic.name())
					? this.right.compare(topic.name(), topic.partitions().get(0).replicas().size(), found) : null;
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = Objects.requireNonNullElse(ex.getCause(), ex);
			return (cause instanceof RetriableException || !this.compared.add(topic.name())) ? null
					: new Finding(topic.name(), "its settings cannot be read (" + Failures.say(cause) + ")",
							"Allow the gateway to describe the configuration of its topics (DescribeConfigs)");
		}
	}

	/**
	 * @return the answer, or null if the topic is not there, or is there already
	 */
	private <T> @Nullable T awaited(String topic, KafkaFuture<T> answer) {
		try {
			return answer.get();
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = Objects.requireNonNullElse(ex.getCause(), ex);
			if (cause instanceof TopicExistsException || cause instanceof UnknownTopicOrPartitionException) {
				return null;
			}
			throw judged(topic, cause);
		}
	}

	private RuntimeException judged(String topic, Throwable failure) {
		return switch (failure) {
			case RetriableException ex -> ex;
			case AuthenticationException ex -> new ConfigurationException("spring.kafka",
					"Kafka does not accept the gateway's credentials (" + Failures.say(ex) + ")",
					"correct the security settings under spring.kafka (security, ssl, properties)");
			default -> new ConfigurationException("naru.publication.topics",
					"Kafka does not let the gateway have topic " + topic + " (" + Failures.say(failure) + ")",
					"create the topic yourself, with max.message.bytes " + this.limits.largest()
							+ " or more, and allow the gateway to describe it and write to it; or let it create "
							+ "topics, with partitions, replicas and settings (config) that the cluster takes");
		};
	}

}
