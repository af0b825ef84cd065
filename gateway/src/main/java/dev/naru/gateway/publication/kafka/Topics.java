package dev.naru.gateway.publication.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.naru.gateway.budget.RecordLimits;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.publication.WantedTopics;
import dev.naru.gateway.source.ConfigurationException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the topics are there. Blocks; one thread at a time.
 */
final class Topics implements AutoCloseable {

	/**
	 * After which time Kafka counts as away.
	 */
	static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);

	private final Map<String, Object> settings;

	private final WantedTopics wanted;

	private final PublicationProperties.Topics form;

	private final RecordLimits limits;

	private @Nullable Admin admin;

	/**
	 * @param operators the admin client's settings
	 * @param form what missing topics look like
	 * @param limits what records they are to take, and is told what they take
	 */
	Topics(Map<String, Object> operators, WantedTopics wanted, PublicationProperties.Topics form, RecordLimits limits) {
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
	}

	/**
	 * Asks Kafka for the topics and creates those that are missing.
	 * @throws ConfigurationException if Kafka refuses
	 * @throws KafkaException if it does not answer
	 */
	void ensure() {
		List<NewTopic> missing = new ArrayList<>();
		client().describeTopics(this.wanted.names()).topicNameValues().forEach((name, described) -> {
			if (awaited(name, described) instanceof UnknownTopicOrPartitionException) {
				missing.add(topic(name));
			}
		});
		client().createTopics(missing).values().forEach(this::awaited);
		learnLimits();
	}

	/**
	 * Without the right to ask, records that are too large are found out by Kafka.
	 */
	private void learnLimits() {
		List<ConfigResource> topics = this.wanted.names()
			.stream()
			.map((name) -> new ConfigResource(ConfigResource.Type.TOPIC, name))
			.toList();
		client().describeConfigs(topics).values().forEach((topic, described) -> {
			try {
				ConfigEntry limit = described.get().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
				if (limit != null && limit.value() != null) {
					this.limits.learn(topic.name(), Integer.parseInt(limit.value()));
				}
			}
			catch (InterruptedException ex) {
				throw new InterruptException(ex);
			}
			catch (ExecutionException ex) {
				// What was known stands.
			}
		});
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
		return new NewTopic(name, partitions, replicas)
			.configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(this.limits.largest())));
	}

	/**
	 * @return null, or why the topic is not there, or that it is there already
	 */
	private @Nullable Throwable awaited(String topic, KafkaFuture<?> answer) {
		try {
			answer.get();
			return null;
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
		catch (ExecutionException ex) {
			return judged(topic, Objects.requireNonNullElse(ex.getCause(), ex));
		}
	}

	private Throwable judged(String topic, Throwable failure) {
		return switch (failure) {
			case TopicExistsException ex -> ex;
			case UnknownTopicOrPartitionException ex -> ex;
			case RetriableException ex -> throw ex;
			case AuthenticationException ex -> throw new ConfigurationException("spring.kafka",
					"Kafka does not accept the gateway's credentials (" + Failures.say(ex) + ")",
					"correct the security settings under spring.kafka (security, ssl, properties)");
			default -> throw new ConfigurationException("naru.publication.topics",
					"Kafka does not let the gateway have topic " + topic + " (" + Failures.say(failure) + ")",
					"create the topic yourself, with max.message.bytes " + this.limits.largest()
							+ " or more, and allow the gateway to describe it and write to it; or let it create "
							+ "topics, with a number of partitions and replicas that the cluster takes");
		};
	}

}
