package dev.naru.gateway.publication.spool;

import java.io.IOException;

import dev.naru.gateway.logging.LimitedLogger;
import org.jspecify.annotations.Nullable;

/**
 * Whether the disk works, and whether there is room on it.
 */
final class Health {

	private static final LimitedLogger logger = LimitedLogger.of(Health.class);

	private final SpoolFile file;

	private final Room room;

	private final Figures figures;

	private @Nullable String damage;

	/** Why the last write failed; null if it did not. */
	private @Nullable String failure;

	/** The shortage that was last spoken of. */
	private @Nullable String logged;

	Health(SpoolFile file, Room room, Figures figures) {
		this.file = file;
		this.room = room;
		this.figures = figures;
	}

	/**
	 * Why the file is of no use any more; null if it is.
	 */
	@Nullable String damage() {
		return this.damage;
	}

	/**
	 * Whether the last write failed.
	 */
	boolean isFailing() {
		return this.failure != null;
	}

	/**
	 * Something was committed.
	 */
	void written() {
		this.failure = null;
		measure();
	}

	void failed(IOException ex) {
		String message = String.valueOf(ex.getMessage());
		if (this.damage == null && ex instanceof SpoolFileException failed && failed.isCorrupt()) {
			this.damage = message;
			logger.error(
					"The file of the spool is damaged and takes no more records: {}. Restart the gateway: it will "
							+ "set the file aside, say how to recover what is in it, and begin a new one",
					"", null, (line) -> line.addArgument(message));
		}
		this.failure = message;
		this.figures.shortage = message;
	}

	/**
	 * After a failure, looks whether the disk works again.
	 */
	void probe() {
		if (this.failure != null && this.damage == null) {
			try {
				this.file.touch();
				this.failure = null;
			}
			catch (SpoolFileException ex) {
				this.file.rollback();
				failed(ex);
			}
		}
	}

	void measure() {
		try {
			this.room.look();
			String shortage = this.room.shortage();
			this.figures.measure(this.file.content());
			this.figures.shortage = (this.failure != null) ? this.failure : shortage;
		}
		catch (IOException ex) {
			failed(ex);
		}
	}

	/**
	 * Says once when the spool begins to take nothing, and once when it takes records
	 * again.
	 */
	void log() {
		String shortage = this.figures.shortage;
		if (shortage != null && this.logged == null && this.damage == null) {
			logger.warn("The spool takes no records for now: {}", "", (line) -> line.addArgument(shortage));
		}
		else if (shortage == null && this.logged != null) {
			logger.info("The spool takes records again");
		}
		this.logged = shortage;
	}

}
