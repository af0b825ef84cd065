package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

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
	 * Opens the file; a damaged one is set aside and a new one begun.
	 */
	static SpoolFile open(SpoolDirectory directory, Clock clock) throws IOException {
		try {
			if (directory.holdsOrphanedLog()) {
				throw SpoolFileException.corrupt("there is a log, but the file that it belongs to is gone", null);
			}
			return SpoolFile.open(directory.file());
		}
		catch (SpoolFileException ex) {
			if (!ex.isCorrupt()) {
				throw ex;
			}
			Path file = directory.file();
			Path aside = directory.setAside(clock.instant());
			logger.error("""
					The file of the spool, {}, is damaged ({}). It has been set aside as {}, and a new one begun. \
					Records in it are not yet on Kafka; to see what can be read of them: sqlite3 '{}' .recover""", file,
					ex.getMessage(), aside, aside);
			return SpoolFile.open(directory.file());
		}
	}

}
