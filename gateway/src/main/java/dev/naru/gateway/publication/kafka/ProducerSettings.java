package dev.naru.gateway.publication.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.naru.gateway.budget.MemoryProperties;
import dev.naru.gateway.publication.PublicationProperties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What the Kafka producer is told: the operator's settings, and over them what the
 * promise needs.
 */
final class ProducerSettings {

	/**
	 * The largest record that the producer takes unless the operator allows more, in
	 * bytes: a body of 1 MiB fits with its envelope, also as a form.
	 */
	static final int LARGEST_RECORD = 4 * 1024 * 1024;

	private static final Duration NEVER = Duration.ofDays(3650);

	private ProducerSettings() {
	}

	/**
	 * @param operators what stands under {@code spring.kafka}
	 */
	static Map<String, Object> of(Map<String, Object> operators, PublicationProperties properties,
			MemoryProperties memory) {
		Map<String, Object> settings = new HashMap<>(operators);
		settings.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "naru");
		fast(settings);
		safe(settings);
		inTime(settings, (int) properties.kafkaWithin().toMillis());
		patient(settings);
		neverBlocking(settings, memory.bytesToKafka());
		return settings;
	}

	/**
	 * Measured best: batches form by themselves while a request is out, and are sent one
	 * for each partition, so that a small one holds up the rest.
	 */
	private static void fast(Map<String, Object> settings) {
		settings.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
		settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
		settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
	}

	private static void safe(Map<String, Object> settings) {
		settings.put(ProducerConfig.ACKS_CONFIG, "all");
		settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
		settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
		settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
	}

	/**
	 * The client gives a record up before the caller is told so, and one dead connection
	 * leaves time for a try on another.
	 */
	private static void inTime(Map<String, Object> settings, int kafkaWithin) {
		int delivery = kafkaWithin - Math.min(500, kafkaWithin / 8);
		int request = delivery / 2;
		settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
		settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, request);
		settings.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, request);
		settings.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, request);
	}

	/**
	 * Brokers that are away for a moment are waited for: the client would otherwise
	 * forget where the topics are. {@link KafkaPublisher} sees to brokers that have
	 * moved.
	 */
	private static void patient(Map<String, Object> settings) {
		settings.putIfAbsent(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
		settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER.toMillis());
	}

	/**
	 * One thread hands all records to the producer, so that one that waits holds up the
	 * rest. The buffer is counted in whole batches, some half empty: hence twice the
	 * bytes, and something more for the batch that each partition has begun.
	 */
	private static void neverBlocking(Map<String, Object> settings, long bytesInFlight) {
		settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 100);
		settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String
			.valueOf(atLeast(settings, ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * bytesInFlight + 16 * 1024 * 1024)));
		settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(maxRequestSize(settings)));
	}

	/**
	 * The largest record that the producer takes, in bytes.
	 * @param operators what stands under {@code spring.kafka}
	 */
	static int maxRequestSize(Map<String, Object> operators) {
		return Math.toIntExact(atLeast(operators, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD));
	}

	/**
	 * Whether records are compressed.
	 */
	static boolean compresses(Map<String, Object> operators) {
		return !"none".equals(operators.getOrDefault(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"));
	}

	private static long atLeast(Map<String, Object> settings, String key, long least) {
		return Math.max(Long.parseLong(String.valueOf(settings.getOrDefault(key, 0)).trim()), least);
	}

}
