package dev.naru.gateway.publication.spool;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes that share a transaction. Their answers are known when it is committed.
 */
final class Batch {

	private final SpoolFile file;

	private final Room room;

	private final Instant now;

	private final List<Runnable> answers = new ArrayList<>();

	private long position;

	private long records;

	private long rejected;

	/**
	 * @param position the last that was given to a record
	 */
	Batch(SpoolFile file, Room room, Instant now, long position) {
		this.file = file;
		this.room = room;
		this.now = now;
		this.position = position;
	}

	void run(Command.Change change) throws SpoolFileException {
		switch (change) {
			case Command.Append append -> append(append);
			case Command.Delete delete -> {
				for (long deleted : delete.positions()) {
					this.records -= this.file.delete(deleted);
				}
				this.answers.add(() -> delete.answer().complete(null));
			}
			case Command.Reject reject -> {
				int count = this.file.reject(reject.position(), reject.reason(), this.now);
				this.records -= count;
				this.rejected += count;
				this.answers.add(() -> reject.answer().complete(null));
			}
		}
	}

	private void append(Command.Append append) throws SpoolFileException {
		String shortage = this.room.take(append.bytes());
		if (shortage != null) {
			this.answers.add(() -> append.fail("the spool cannot take the record: " + shortage));
			return;
		}
		long given = ++this.position;
		this.file.append(given, append.envelope(), append.headers());
		this.records++;
		this.answers.add(() -> append.answer().complete(given));
	}

	/**
	 * Answers, now that all is on disk.
	 */
	void answer() {
		this.answers.forEach(Runnable::run);
	}

	/**
	 * The last position that was given to a record; none is given twice, even if the
	 * transaction fails.
	 */
	long position() {
		return this.position;
	}

	/**
	 * How many more records there are than before.
	 */
	long records() {
		return this.records;
	}

	/**
	 * How many more are set aside.
	 */
	long rejected() {
		return this.rejected;
	}

}
