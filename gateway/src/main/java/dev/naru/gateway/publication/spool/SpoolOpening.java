package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.source.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Opens the file of the spool, whatever state it is in.
 */
final class SpoolOpening {

	private static final Logger logger = LoggerFactory.getLogger(SpoolOpening.class);

	/** What SQLite's library needs, and some to spare. */
	private static final long LIBRARY_BYTES = 4 * 1024 * 1024;

	private SpoolOpening() {
	}

	/**
	 * @param patience how long to wait for another gateway that uses the folder
	 * @param use what is done with folder and file; if it fails they are given free
	 * @throws ConfigurationException if the folder must not be used
	 * @throws IOException if the disk does not let it be used
	 */
	static <T> T open(PublicationProperties.Spool properties, Clock clock, Duration patience, Use<T> use)
			throws IOException {
		requireNativeCode();
		SpoolDirectory directory = SpoolDirectory.open(properties.directory(), patience);
		SpoolFile file = null;
		boolean used = false;
		try {
			file = open(directory, clock);
			T result = use.of(directory, file);
			used = true;
			return result;
		}
		finally {
			if (!used) {
				release(directory, file);
			}
		}
	}

	/**
	 * SQLite's library is unpacked into the folder for temporary files and loaded from
	 * there.
	 */
	private static void requireNativeCode() throws IOException {
		try {
			SQLiteJDBCLoader.initialize();
		}
		catch (Exception ex) {
			Path folder = Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
			if (folder.toFile().canWrite() && folder.toFile().getUsableSpace() < LIBRARY_BYTES) {
				throw new IOException("the folder for temporary files, " + folder + ", is full", ex);
			}
			throw new ConfigurationException("java.io.tmpdir",
					"the native library of SQLite, which the spool needs, cannot be loaded from " + folder,
					"mount that folder without noexec and so that this user may write to it, or start Java with "
							+ "-Dorg.sqlite.tmpdir=FOLDER, a folder that takes programs; on another platform than the jar "
							+ "was built on, build it there");
		}
	}

	/**
	 * Gives the file free for others.
	 */
	static void release(SpoolDirectory directory, @Nullable SpoolFile file) {
		try (directory) {
			if (file != null) {
				file.close();
			}
		}
		catch (IOException ex) {
			logger.warn("The spool in {} could not be closed in order; nothing is lost by that", directory.path(), ex);
		}
	}

	/**
	 * A damaged file is set aside and a new one begun.
	 */
	private static SpoolFile open(SpoolDirectory directory, Clock clock) throws IOException {
		try {
			return openOrFail(directory);
		}
		catch (SpoolFileException ex) {
			if (!ex.isCorrupt()) {
				throw ex;
			}
			Path damaged = directory.file();
			Path aside = directory.setAside(clock.instant());
			logger.error("""
					The file of the spool, {}, is damaged ({}). It has been set aside as {}, and a new one begun. \
					Records in it are not yet on Kafka; to see what can be read of them: sqlite3 '{}' .recover""",
					damaged, ex.getMessage(), aside, aside);
			return openOrFail(directory);
		}
	}

	private static SpoolFile openOrFail(SpoolDirectory directory) throws IOException {
		if (directory.holdsOrphanedLog()) {
			throw SpoolFileException.corrupt("there is a log, but the file that it belongs to is gone", null);
		}
		SpoolFile file = SpoolFile.open(directory.file());
		try {
			putBack(file);
			long records = file.content().records();
			if (records > 0) {
				logger.info("{} records wait in the spool, {}, {} bytes in all", records, directory.path(),
						file.content().usedBytes());
			}
			return file;
		}
		catch (SpoolFileException ex) {
			file.close();
			throw ex;
		}
	}

	/**
	 * A full disk must not keep the spool from being opened and emptied.
	 */
	private static void putBack(SpoolFile file) throws SpoolFileException {
		try {
			long records = file.content().rejected();
			if (records > 0) {
				file.putBack();
				logger.info("{} records that Kafka refused before are tried once more", records);
			}
		}
		catch (SpoolFileException ex) {
			if (ex.isCorrupt()) {
				throw ex;
			}
			file.rollback();
			logger.warn("Records that Kafka refused before are not tried again until the next start: {}",
					ex.getMessage());
		}
	}

	/**
	 * Takes the spool into use.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	interface Use<T> {

		T of(SpoolDirectory directory, SpoolFile file) throws IOException;

	}

}
