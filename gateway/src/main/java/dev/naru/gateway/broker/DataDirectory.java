package dev.naru.gateway.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.naru.gateway.source.ConfigurationException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Makes a folder ready to hold a broker's data.
 */
final class DataDirectory {

	private static final String PLACE = "naru.broker.directory";

	private DataDirectory() {
	}

	/**
	 * Creates and formats the folder unless a broker has used it before.
	 * @return the folder's absolute path
	 * @throws ConfigurationException if it cannot be written to, or a broker uses it now
	 */
	static Path prepare(Path wanted) {
		Path directory = wanted.toAbsolutePath().normalize();
		try {
			Files.createDirectories(directory);
			requireUnused(directory);
			if (!Files.exists(directory.resolve("meta.properties"))) {
				format(directory);
			}
			return directory;
		}
		catch (IOException ex) {
			throw new ConfigurationException(PLACE,
					"the embedded Kafka broker cannot write to " + directory + " (" + ex + ")",
					"make the folder writable, set naru.broker.directory (or NARU_BROKER_DIRECTORY) to one that is, "
							+ "or set spring.kafka.bootstrap-servers to use another broker");
		}
	}

	/**
	 * The broker holds a lock on this very file while it runs.
	 */
	private static void requireUnused(Path directory) throws IOException {
		try (FileChannel file = FileChannel.open(directory.resolve(".lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = file.tryLock()) {
			if (lock != null) {
				return;
			}
		}
		catch (OverlappingFileLockException ex) {
			// A broker of this very JVM: the same answer.
		}
		throw new ConfigurationException(PLACE, "a running Kafka broker, perhaps of another gateway, uses " + directory,
				"stop it, or set naru.broker.directory and naru.broker.port (NARU_BROKER_DIRECTORY, NARU_BROKER_PORT) "
						+ "to a folder and a port of this gateway's own");
	}

	private static void format(Path directory) throws IOException {
		Formatter formatter = new Formatter()
			.setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
			.setNodeId(BrokerSettings.NODE_ID)
			.setClusterId(Uuid.randomUuid().toString())
			.setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
			.setMetadataLogDirectory(directory.toString())
			.addDirectory(directory.toString());
		try {
			formatter.run();
		}
		catch (IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

}
