package dev.naru.gateway.publication.spool;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the spool's thread tells all others about the state of the spool.
 */
final class Figures {

	volatile long records;

	volatile long rejected;

	volatile long bytes;

	volatile long freeBytes;

	volatile @Nullable Instant oldest;

	/** Why a record has no chance now; null if it has. */
	volatile @Nullable String shortage;

	/**
	 * Looks at all that is in the file.
	 */
	void count(SpoolContent content) throws SpoolFileException {
		this.records = content.records();
		this.rejected = content.rejected();
		measure(content);
	}

	/**
	 * Looks at what it costs nothing to look at.
	 */
	void measure(SpoolContent content) throws SpoolFileException {
		this.bytes = content.usedBytes();
		this.freeBytes = content.freeBytes();
		this.oldest = content.oldest();
	}

	/**
	 * Counts what was committed; one thread alone does so.
	 */
	void add(Batch batch) {
		long before = this.records;
		this.records = before + batch.records();
		long rejectedBefore = this.rejected;
		this.rejected = rejectedBefore + batch.rejected();
	}

}
