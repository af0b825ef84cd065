package dev.naru.gateway.publication.spool;

import java.io.IOException;

import dev.naru.gateway.publication.PublicationProperties;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is room for one more record, in the file and on the disk.
 */
final class Room {

	/**
	 * What a record may take beside its own bytes: a new page of the table and one of the
	 * index, with the pages above them, should all have to be split.
	 */
	private static final long MOST_EXTRA_BYTES = 6 * SpoolFormat.PAGE_SIZE;

	private static final long COMMON_RECORD = 16 * 1024;

	private final SpoolContent content;

	private final SpoolDirectory directory;

	private final long maxSize;

	private final long minFreeDisk;

	/** Never less than what is in use. */
	private long used;

	/** How much may be written to the disk, as it was last seen, less what was since. */
	private long disk;

	Room(SpoolContent content, SpoolDirectory directory, PublicationProperties.Spool properties) {
		this.content = content;
		this.directory = directory;
		this.maxSize = properties.maxSize().toBytes();
		this.minFreeDisk = properties.minFreeDisk().toBytes();
	}

	/**
	 * Looks at the disk.
	 */
	void look() throws IOException {
		this.disk = this.directory.usableSpace() - this.minFreeDisk;
	}

	/**
	 * Sets room aside for a record.
	 * @return why it cannot be taken, or null if it can
	 */
	@Nullable String take(long bytes) throws SpoolFileException {
		String shortage = shortage(bytes);
		if (shortage == null) {
			this.used += most(bytes);
			this.disk -= written(bytes);
		}
		return shortage;
	}

	/**
	 * @return why a common record could not be taken, or null if it could
	 */
	@Nullable String shortage() throws SpoolFileException {
		this.used = this.content.usedBytes();
		return shortage(COMMON_RECORD);
	}

	private @Nullable String shortage(long bytes) throws SpoolFileException {
		if (this.used + most(bytes) > this.maxSize) {
			// That was an estimate from above; the truth costs a little more.
			this.used = this.content.usedBytes();
			if (this.used + most(bytes) > this.maxSize) {
				return "it is full: " + this.used + " bytes are in use, and naru.publication.spool.max-size is "
						+ this.maxSize;
			}
		}
		if (this.disk < written(bytes)) {
			return "the disk of " + this.directory.path() + " has no more than " + (this.disk + this.minFreeDisk)
					+ " bytes free, and naru.publication.spool.min-free-disk is " + this.minFreeDisk;
		}
		return null;
	}

	private static long most(long bytes) {
		return MOST_EXTRA_BYTES + bytes * SpoolFormat.PAGE_SIZE / (SpoolFormat.PAGE_SIZE - 8);
	}

	/**
	 * Once to the log, and once to the file.
	 */
	private static long written(long bytes) {
		return 2 * bytes + SpoolFormat.PAGE_SIZE;
	}

}
