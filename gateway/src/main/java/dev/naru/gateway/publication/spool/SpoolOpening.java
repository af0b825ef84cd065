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

/**
 * Opens the file of the spool, whatever state it is in.
 */
final class SpoolOpening {

	private static final Logger logger = LoggerFactory.getLogger(SpoolOpening.class);

	private SpoolOpening() {
	}

	/**
	 * @param patience how long to wait for another gateway that uses the folder
	 * @throws ConfigurationException if the folder cannot be used
	 */
	static Spool open(PublicationProperties.Spool properties, Clock clock, Duration patience) {
		SpoolDirectory directory = SpoolDirectory.open(properties.directory(), patience);
		SpoolFile file = null;
		Spool spool = null;
		try {
			file = open(directory, clock);
			spool = new Spool(directory, file, properties, clock);
			return spool;
		}
		catch (IOException ex) {
			throw SpoolDirectory.unusable(directory.path(), ex);
		}
		finally {
			if (spool == null) {
				release(directory, file);
			}
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

}
