package dev.naru.gateway.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A real broker for tests: {@link #shared()} is one for the whole JVM, so name topics
 * with {@link #newTopic}. The same broker can also be reached through a proxy that plays
 * the broken network.
 */
public final class TestBroker implements AutoCloseable {

	private final EmbeddedBroker broker;

	private final TcpProxy proxy;

	private TestBroker(EmbeddedBroker broker, TcpProxy proxy) {
		this.broker = broker;
		this.proxy = proxy;
	}

	/**
	 * The broker of this JVM, started when first asked for.
	 */
	public static TestBroker shared() {
		return Shared.BROKER;
	}

	/**
	 * Starts a broker of one's own.
	 * @param directory where its data lies
	 * @param settings broker settings that go before the usual ones
	 */
	public static TestBroker start(Path directory, Map<String, String> settings) {
		return start(directory, 0, settings);
	}

	/**
	 * Starts a broker of one's own on a certain port.
	 */
	public static TestBroker start(Path directory, int port, Map<String, String> settings) {
		TcpProxy proxy = TcpProxy.to(freePort());
		Consumer<Map<String, String>> tuning = (usual) -> {
			String listeners = usual.getOrDefault("listeners", "");
			usual.put("listeners", listeners + ",PROXIED://127.0.0.1:" + proxy.targetPort());
			usual.put("advertised.listeners", listeners.split(",", 2)[0] + ",PROXIED://" + proxy.address());
			usual.merge("listener.security.protocol.map", "PROXIED:PLAINTEXT", (old, more) -> old + "," + more);
			// Tests write records of any time: none may be deleted for its age, and a
			// broker that looks each second would do so in every run.
			usual.put("log.retention.ms", "-1");
			usual.put("log.retention.check.interval.ms", "1000");
			usual.put("log.initial.task.delay.ms", "0");
			usual.putAll(settings);
		};
		return new TestBroker(EmbeddedBroker.start(new BrokerProperties(port, directory), tuning), proxy);
	}

	/**
	 * A port of 127.0.0.1 on which nobody listens.
	 */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where clients connect straight to the broker.
	 */
	public String bootstrapServers() {
		return this.broker.bootstrapServers();
	}

	/**
	 * The way to the broker that can be broken: its {@link TcpProxy#address()} is what
	 * clients connect to. Mend it after use.
	 */
	public TcpProxy proxy() {
		return this.proxy;
	}

	/**
	 * Creates a topic with a name that no other test uses.
	 */
	public String newTopic(String prefix, int partitions) {
		return newTopic(prefix, partitions, Map.of());
	}

	/**
	 * Creates a topic of its own for a test, with a configuration.
	 */
	public String newTopic(String prefix, int partitions, Map<String, String> configs) {
		String name = newName(prefix);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configs))).all().get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		return name;
	}

	/**
	 * A topic name that no other test uses; the topic is not created.
	 */
	public static String newName(String prefix) {
		return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
	}

	/**
	 * All records of a topic that stand there now, each partition in its order.
	 */
	public List<ConsumerRecord<String, byte[]>> records(String topic) {
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", bootstrapServers()), new StringDeserializer(),
				new ByteArrayDeserializer())) {
			Set<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((info) -> new TopicPartition(topic, info.partition()))
				.collect(Collectors.toSet());
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(200)).forEach(records::add);
			}
			return records;
		}
	}

	@Override
	public void close() {
		this.proxy.close();
		this.broker.close();
	}

	private static final class Shared {

		static final TestBroker BROKER = start();

		private static TestBroker start() {
			try {
				Path directory = Files.createTempDirectory("naru-broker");
				TestBroker broker = TestBroker.start(directory, Map.of());
				Runtime.getRuntime().addShutdownHook(new Thread(() -> {
					broker.close();
					delete(directory);
				}));
				return broker;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void delete(Path directory) {
			try (Stream<Path> files = Files.walk(directory)) {
				files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
