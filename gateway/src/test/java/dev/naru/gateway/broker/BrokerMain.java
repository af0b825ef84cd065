package dev.naru.gateway.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.naru.gateway.testkit.Lifeline;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A broker as a process of its own, alone or one of several that all are controllers as
 * well. It starts again on the same ports and the same data, however it ended.
 */
public final class BrokerMain {

	private static final String CLUSTER = new Uuid(0x6e617275L, 0x6e617275L).toString();

	private BrokerMain() {
	}

	/**
	 * @param args which of the brokers this is, counted from 0; where its data lies; the
	 * file that it makes when it takes records; the ports of all brokers; the ports of
	 * their controllers
	 */
	public static void main(String[] args) throws Exception {
		Lifeline.hold();
		int index = Integer.parseInt(args[0]);
		Path directory = Path.of(args[1]);
		List<String> ports = List.of(args[3].split(","));
		List<String> controllers = List.of(args[4].split(","));
		if (!Files.exists(directory.resolve("meta.properties"))) {
			format(directory, index + 1);
		}
		EmbeddedBroker broker = EmbeddedBroker.start(
				new BrokerProperties(Integer.parseInt(ports.get(index)), directory),
				(settings) -> tune(settings, index, ports, controllers));
		Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
		Files.createFile(Path.of(args[2]));
		Thread.currentThread().join();
	}

	private static void tune(Map<String, String> settings, int index, List<String> ports, List<String> controllers) {
		settings.put("node.id", String.valueOf(index + 1));
		settings.put("controller.quorum.voters",
				IntStream.range(0, ports.size())
					.mapToObj((node) -> (node + 1) + "@127.0.0.1:" + controllers.get(node))
					.collect(Collectors.joining(",")));
		settings.put("listeners",
				"PLAINTEXT://127.0.0.1:" + ports.get(index) + ",CONTROLLER://127.0.0.1:" + controllers.get(index));
		// Dead and stuck brokers are to be missed within seconds.
		settings.put("broker.session.timeout.ms", "4000");
		settings.put("replica.lag.time.max.ms", "5000");
		// Topics that are to stay small are looked at often.
		settings.put("log.retention.check.interval.ms", "5000");
		if (ports.size() > 1) {
			settings.put("default.replication.factor", "3");
			settings.put("min.insync.replicas", "2");
			settings.put("offsets.topic.replication.factor", "3");
		}
	}

	private static void format(Path directory, int node) throws Exception {
		Files.createDirectories(directory);
		new Formatter().setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
			.setNodeId(node)
			.setClusterId(CLUSTER)
			.setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
			.setMetadataLogDirectory(directory.toString())
			.addDirectory(directory.toString())
			.run();
	}

}
