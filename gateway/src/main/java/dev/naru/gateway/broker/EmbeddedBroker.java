package dev.naru.gateway.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import dev.naru.gateway.source.ConfigurationException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker of one node, its own controller, on 127.0.0.1. What was written to
 * it is there again after a restart.
 */
public final class EmbeddedBroker implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedBroker.class);

	private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

	private final KafkaRaftServer server;

	private final String bootstrapServers;

	private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
		this.server = server;
		this.bootstrapServers = bootstrapServers;
	}

	/**
	 * Starts a broker and returns when it takes records.
	 * @throws ConfigurationException if the port is taken, or the directory cannot be
	 * written to or belongs to a broker that runs
	 */
	public static EmbeddedBroker start(BrokerProperties properties) {
		return start(properties, (settings) -> {
		});
	}

	/**
	 * @param tuning changes the broker's settings before it starts
	 */
	static EmbeddedBroker start(BrokerProperties properties, Consumer<Map<String, String>> tuning) {
		long began = System.nanoTime();
		Path directory = DataDirectory.prepare(properties.directory());
		int port = freePort(properties.port());
		Map<String, String> settings = BrokerSettings.of(directory, port, freePort(0));
		tuning.accept(settings);
		KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
		try {
			server.startup();
		}
		catch (Exception ex) {
			server.shutdown();
			throw isBind(ex) ? portTaken(port)
					: new IllegalStateException("the embedded Kafka broker does not start on " + directory, ex);
		}
		logger.info("Embedded Kafka broker on 127.0.0.1:{}, data in {}, started in {} ms", port, directory,
				Duration.ofNanos(System.nanoTime() - began).toMillis());
		return new EmbeddedBroker(server, "127.0.0.1:" + port);
	}

	/**
	 * Where clients connect: host and port.
	 */
	public String bootstrapServers() {
		return this.bootstrapServers;
	}

	/**
	 * Stops the broker and leaves its data whole. Waits 10 seconds at most.
	 */
	@Override
	public void close() {
		Thread closing = Thread.ofPlatform().daemon().name("broker-close").start(this.server::shutdown);
		try {
			if (closing.join(CLOSE_WITHIN)) {
				this.server.awaitShutdown();
				return;
			}
			logger.warn("The embedded broker did not stop within {} s and is left to end with the process",
					CLOSE_WITHIN.toSeconds());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static int freePort(int wanted) {
		try (ServerSocket probe = new ServerSocket()) {
			probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
			return probe.getLocalPort();
		}
		catch (IOException ex) {
			throw portTaken(wanted);
		}
	}

	private static boolean isBind(Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof BindException) {
				return true;
			}
		}
		return false;
	}

	private static ConfigurationException portTaken(int port) {
		return new ConfigurationException("naru.broker.port",
				"port " + port + " on 127.0.0.1, where the embedded Kafka broker would listen, is taken",
				"set naru.broker.port (or NARU_BROKER_PORT) to another port, 0 for any free one; "
						+ "or, if a Kafka broker already runs there, set spring.kafka.bootstrap-servers to 127.0.0.1:"
						+ port);
	}

}
