package dev.naru.gateway.publication.spool;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.source.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;
import org.sqlite.JDBC;

/**
 * A process with a spool of its own. It appends records without end, many at a time, and
 * says which are safe.
 */
final class AnotherGateway implements AutoCloseable {

	private static final int IN_FLIGHT = 200;

	private final Process process;

	private final BufferedReader output;

	private AnotherGateway(Process process) {
		this.process = process;
		this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	static AnotherGateway start(Path directory) throws IOException {
		String java = ProcessHandle.current().info().command().orElse("java");
		// The native code of SQLite has a jar of its own.
		Stream<String> sqlite = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> entry.contains("sqlite-jdbc"));
		String classPath = Stream
			.concat(sqlite,
					Stream
						.of(Spool.class, AnotherGateway.class, JDBC.class, Logger.class, LoggerContext.class,
								Context.class, DataSize.class, Nullable.class)
						.map(AnotherGateway::whereIs))
			.distinct()
			.collect(Collectors.joining(File.pathSeparator));
		return new AnotherGateway(new ProcessBuilder(
				List.of(java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
						classPath, AnotherGateway.class.getName(), directory.toString()))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start());
	}

	/**
	 * The next position that it says is safe; null when it is no more.
	 */
	@Nullable Long nextSafe() throws IOException {
		String line = this.output.readLine();
		// The last line may be cut off: every whole one ends in a full stop.
		return (line != null && line.endsWith(".")) ? Long.valueOf(line.substring(0, line.length() - 1)) : null;
	}

	/**
	 * Why it could not begin.
	 */
	@Nullable String refusal() throws IOException {
		return this.output.readLine();
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * As {@code kill -9}. What it said before can still be read.
	 */
	void kill() {
		this.process.toHandle().destroyForcibly();
	}

	@Override
	public void close() throws IOException {
		kill();
		this.process.onExit().join();
		this.output.close();
	}

	private static String whereIs(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static void main(String[] arguments) throws Exception {
		((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
		try {
			append(new Folder(Path.of(arguments[0])).open());
		}
		catch (ConfigurationException ex) {
			System.out.println(ex.getMessage());
		}
	}

	private static void append(Spool spool) throws InterruptedException {
		Semaphore places = new Semaphore(IN_FLIGHT);
		while (true) {
			places.acquire();
			Future<?> unused = spool.append(Envelopes.of("topic", "key", new byte[700])).thenAccept((position) -> {
				System.out.println(position + ".");
				places.release();
			});
		}
	}

}
