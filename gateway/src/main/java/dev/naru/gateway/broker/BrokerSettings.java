package dev.naru.gateway.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Kafka broker is told that stands alone.
 */
final class BrokerSettings {

	static final int NODE_ID = 1;

	static final String CONTROLLER_LISTENER = "CONTROLLER";

	private BrokerSettings() {
	}

	/**
	 * @param port where clients connect
	 * @param controllerPort where the controller listens, on this machine alone
	 */
	static Map<String, String> of(Path directory, int port, int controllerPort) {
		Map<String, String> settings = new TreeMap<>();
		settings.put("process.roles", "broker,controller");
		settings.put("node.id", String.valueOf(NODE_ID));
		settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
		settings.put("controller.listener.names", CONTROLLER_LISTENER);
		settings.put("inter.broker.listener.name", "PLAINTEXT");
		settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
		settings.put("listeners",
				"PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
		settings.put("log.dirs", directory.toString());
		settings.put("auto.create.topics.enable", "false");
		alone(settings);
		quick(settings);
		small(settings);
		return settings;
	}

	/**
	 * There is nobody to replicate to, to wait for or to hand over to.
	 */
	private static void alone(Map<String, String> settings) {
		settings.put("default.replication.factor", "1");
		settings.put("min.insync.replicas", "1");
		settings.put("offsets.topic.replication.factor", "1");
		settings.put("transaction.state.log.replication.factor", "1");
		settings.put("transaction.state.log.min.isr", "1");
		settings.put("share.coordinator.state.topic.replication.factor", "1");
		settings.put("share.coordinator.state.topic.min.isr", "1");
		settings.put("group.initial.rebalance.delay.ms", "0");
	}

	/**
	 * After a crash the broker may register again only when its last session has ended,
	 * so that a long one would hold up the start; a short one would end while a busy
	 * machine pauses.
	 */
	private static void quick(Map<String, String> settings) {
		settings.put("broker.session.timeout.ms", "6000");
		settings.put("broker.heartbeat.interval.ms", "500");
	}

	/**
	 * It shares its memory and cores with the gateway. The log cleaner alone would take
	 * 128 MiB by default.
	 */
	private static void small(Map<String, String> settings) {
		settings.put("offsets.topic.num.partitions", "1");
		settings.put("transaction.state.log.num.partitions", "1");
		settings.put("share.coordinator.state.topic.num.partitions", "1");
		settings.put("num.network.threads", "2");
		settings.put("num.io.threads", "2");
		settings.put("background.threads", "2");
		settings.put("log.cleaner.dedupe.buffer.size", "4194304");
		settings.put("log.cleaner.io.buffer.size", "65536");
	}

}
