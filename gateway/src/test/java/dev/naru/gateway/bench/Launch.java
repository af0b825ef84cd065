package dev.naru.gateway.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import dev.naru.gateway.chaos.Brokers;
import dev.naru.gateway.chaos.Child;
import dev.naru.gateway.testkit.Signed;

/**
 * How the processes are started that are measured.
 */
final class Launch {

	/** The gateway's source; ids and signatures are PortOne's. */
	static final String SOURCE = "portone";

	/** What the gateway is told of it. */
	static final List<String> ONE_SOURCE = List.of("--naru.sources." + SOURCE + ".provider=portone",
			"--naru.sources." + SOURCE + ".secrets=" + Signed.STANDARD_SECRET);

	/** The topic of its events. */
	static final String TOPIC = "webhooks.portone";

	/** The topic of the ceiling. */
	static final String CEILING_TOPIC = "ceiling";

	/** The gateway as it is built. */
	static final List<String> JAR = List.of("-jar", built("naru-gateway.jar"));

	/** The gateway as it is extracted from that. */
	static final List<String> EXTRACTED = List.of("-jar", built("application/naru-gateway.jar"));

	/** What {@code deploy/image/train} makes. */
	static final Path AOT_CACHE = Path.of(built("application/naru.aot"));

	/** The gateway as it is extracted, with that. */
	static final List<String> CACHED = Stream.concat(Stream.of("-XX:AOTCache=" + AOT_CACHE), EXTRACTED.stream())
		.toList();

	private static final String OPTIONS = "@" + Path.of("..", "deploy", "jvm.options").toAbsolutePath();

	private Launch() {
	}

	private static String built(String file) {
		return Path.of("target").resolve(file).toAbsolutePath().toString();
	}

	/**
	 * Starts the gateway with its own settings, on a port.
	 * @param directory where it runs
	 * @param java how Java is told to run it
	 */
	static IntFunction<Child> gateway(Path directory, Brokers brokers, List<String> java) {
		return gateway(directory, brokers, java, ONE_SOURCE);
	}

	/**
	 * Starts the gateway, on a port.
	 * @param settings its sources, and what else is to be told
	 */
	static IntFunction<Child> gateway(Path directory, Brokers brokers, List<String> java, List<String> settings) {
		return (port) -> {
			List<String> command = new ArrayList<>(List.of(OPTIONS));
			command.addAll(java);
			command.addAll(List.of("--server.port=" + port, "--management.server.port=0",
					"--spring.kafka.bootstrap-servers=" + brokers.bootstrapServers()));
			command.addAll(settings);
			return Child.start("gateway", directory, command);
		};
	}

	/**
	 * Starts the ceiling, with the same options.
	 */
	static IntFunction<Child> ceiling(Path directory, Brokers brokers) {
		return (port) -> Child.start("ceiling", directory, List.of(OPTIONS), CeilingMain.class,
				List.of(String.valueOf(port), brokers.bootstrapServers(), CEILING_TOPIC));
	}

}
