package dev.naru.schemas.example;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Prints the events on the topics given as arguments, or on those of all providers: when,
 * what, about what, from which source, under which id. The broker is
 * {@code localhost:9092}, or what the system property or the environment variable
 * {@code KAFKA_BOOTSTRAP_SERVERS} names.
 * <p>
 * Each run reads from the beginning and leaves no trace. A subscriber that works on
 * events keeps one {@code group.id} instead and commits its offsets after the work is
 * done.
 */
public final class PrintEvents {

	private static final Pattern ALL_PROVIDERS = Pattern.compile("webhooks\\.(?!quarantine$).+");

	private static final String BOOTSTRAP_SERVERS = "KAFKA_BOOTSTRAP_SERVERS";

	private PrintEvents() {
	}

	/**
	 * Runs until {@code --max EVENTS} events are printed or no record has come for
	 * {@code --idle SECONDS}, for ever without these two.
	 * @param arguments the options and the topics
	 * @throws IllegalArgumentException if an option is unknown or its number is not one
	 * above 0
	 */
	public static void main(String[] arguments) {
		Options options = Options.of(arguments);
		try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(configuration(), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			subscribe(consumer, options);
			new EventPrinter(options, System.out, System::nanoTime).print(consumer);
		}
	}

	static void subscribe(Consumer<byte[], byte[]> consumer, Options options) {
		if (options.topics().isEmpty()) {
			consumer.subscribe(ALL_PROVIDERS);
		}
		else {
			consumer.subscribe(options.topics());
		}
	}

	private static Map<String, Object> configuration() {
		String servers = Optional.ofNullable(System.getProperty(BOOTSTRAP_SERVERS))
			.or(() -> Optional.ofNullable(System.getenv(BOOTSTRAP_SERVERS)))
			.orElse("localhost:9092");
		Map<String, Object> configuration = new HashMap<>();
		configuration.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
		configuration.put(ConsumerConfig.CLIENT_ID_CONFIG, "print-events");
		configuration.put(ConsumerConfig.GROUP_ID_CONFIG, "print-events-" + UUID.randomUUID());
		configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		configuration.put(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 1_000);
		configuration.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
		// A provider's topic appears with its first webhook: look for it every second,
		// not every 5 minutes.
		configuration.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 1_000);
		// Nothing is committed, so a new topic must not send the reader of the others
		// back to their beginning.
		configuration.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
				CooperativeStickyAssignor.class.getName());
		return configuration;
	}

}
