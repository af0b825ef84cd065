package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that uses the file. It does what it is asked in batches: what has come
 * meanwhile shares one transaction, and so one wait for the disk.
 */
final class SpoolThread implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(SpoolThread.class);

	private static final long SECOND = 1_000_000_000L;

	/** When nothing has been asked for this long, there is time for other work. */
	private static final long LULL = SECOND / 50;

	/** So much can be given back to the disk without anyone noticing the wait. */
	private static final long SHRINK_STEP = 1024 * 1024;

	private final CommandQueue queue;

	private final SpoolFile file;

	private final Room room;

	private final Clock clock;

	private final Figures figures;

	private final Runnable atEnd;

	/** Changes other than appends that failed, to be tried again. */
	private final List<Command.Change> undone = new ArrayList<>();

	private long position;

	private long nextLook = System.nanoTime();

	private boolean logInUse = true;

	private boolean corrupt;

	/** Why the last write failed; null if it did not. */
	private @Nullable String failure;

	private @Nullable String logged;

	SpoolThread(CommandQueue queue, SpoolFile file, Room room, Clock clock, Figures figures, long lastPosition,
			Runnable atEnd) {
		this.queue = queue;
		this.file = file;
		this.room = room;
		this.clock = clock;
		this.figures = figures;
		this.position = lastPosition;
		this.atEnd = atEnd;
	}

	@Override
	public void run() {
		try {
			while (!this.queue.isClosing() || !this.queue.isEmpty()) {
				round();
			}
			retry();
		}
		finally {
			this.queue.close();
			this.undone.forEach((change) -> change.fail("the spool is closed, and its disk failed before"));
			this.atEnd.run();
		}
	}

	private void round() {
		long wait = Math.max(0, this.nextLook - System.nanoTime());
		List<Command> commands = this.queue.take(wantsToShrink() ? Math.min(wait, LULL) : wait);
		try {
			List<Command.Change> changes = new ArrayList<>(commands.size());
			for (Command command : commands) {
				switch (command) {
					case Command.Look look -> look(look);
					case Command.Change change -> changes.add(change);
				}
			}
			if (!changes.isEmpty()) {
				change(changes);
			}
			upkeep(commands.isEmpty());
		}
		catch (RuntimeException | Error ex) {
			logger.error("The spool failed in a way that was not foreseen, and goes on", ex);
			commands.forEach((command) -> command.fail("the spool failed: " + ex));
			this.file.rollback();
		}
		finally {
			this.queue.done(commands);
		}
	}

	/**
	 * Looks come before the changes of their batch: they see what is on disk, and do not
	 * depend on whether something can be written.
	 */
	private void look(Command.Look look) {
		try {
			switch (look) {
				case Command.Read read -> read.answer()
					.complete(this.file.read(read.topic(), read.after(), read.mostRecords(), read.mostBytes()));
				case Command.Visit visit -> {
					this.file.forEach(visit.visitor());
					visit.answer().complete(null);
				}
			}
		}
		catch (SpoolFileException ex) {
			failed(ex);
			look.fail("the spool cannot be read: " + ex.getMessage());
		}
		catch (RuntimeException ex) {
			look.answer().completeExceptionally(ex);
		}
	}

	private void change(List<Command.Change> changes) {
		if (this.corrupt) {
			changes.forEach((change) -> change.fail("the spool is damaged: " + this.failure));
			return;
		}
		Batch batch = new Batch(this.file, this.room, this.clock.instant(), this.position);
		try {
			this.room.look();
			this.file.begin();
			for (Command.Change change : changes) {
				batch.run(change);
			}
			this.file.commit();
			this.failure = null;
			this.logInUse = true;
			this.figures.add(batch);
			try {
				measure();
			}
			finally {
				batch.answer();
			}
		}
		catch (IOException ex) {
			this.file.rollback();
			failed(ex);
			for (Command.Change change : changes) {
				if (change instanceof Command.Append || this.corrupt) {
					change.fail("the spool cannot be written: " + ex.getMessage());
				}
				else {
					this.undone.add(change);
				}
			}
		}
		finally {
			this.position = batch.position();
		}
	}

	/**
	 * What failed is tried again, if only to see whether the disk works.
	 */
	private void retry() {
		if (!this.undone.isEmpty()) {
			List<Command.Change> again = List.copyOf(this.undone);
			this.undone.clear();
			change(again);
		}
		else if (this.failure != null && !this.corrupt) {
			try {
				this.file.touch();
				this.failure = null;
			}
			catch (SpoolFileException ex) {
				failed(ex);
			}
		}
	}

	/**
	 * @param idle whether nothing has been asked for lately
	 */
	private void upkeep(boolean idle) {
		try {
			if (idle && wantsToShrink()) {
				this.file.shrink(SHRINK_STEP);
				this.logInUse = true;
				measure();
			}
			if (this.nextLook - System.nanoTime() <= 0) {
				this.nextLook = System.nanoTime() + SECOND;
				retry();
				if (this.logInUse && this.figures.records == 0 && this.failure == null) {
					tidyUp();
				}
				this.room.look();
				measure();
				log();
			}
		}
		catch (IOException ex) {
			failed(ex);
		}
	}

	/**
	 * An empty file is rewritten in no time.
	 */
	private void tidyUp() throws SpoolFileException {
		if (this.figures.rejected == 0) {
			this.file.rewrite();
		}
		this.file.emptyLog();
		this.logInUse = false;
	}

	/**
	 * Only when most of the file is free: what is moved to shrink it is then less than
	 * what is won.
	 */
	private boolean wantsToShrink() {
		return this.failure == null && this.figures.records + this.figures.rejected > 0
				&& this.figures.freeBytes > Math.max(this.figures.bytes, SHRINK_STEP);
	}

	private void measure() throws SpoolFileException {
		String shortage = (this.failure != null) ? this.failure : this.room.shortage();
		this.figures.bytes = this.file.usedBytes();
		this.figures.freeBytes = this.file.freeBytes();
		this.figures.oldest = this.file.oldest();
		this.figures.shortage = shortage;
	}

	private void failed(IOException ex) {
		String message = String.valueOf(ex.getMessage());
		if (!this.corrupt && ex instanceof SpoolFileException damage && damage.isCorrupt()) {
			this.corrupt = true;
			logger.error("The file of the spool is damaged and takes no more records: {}. Restart the gateway: it will "
					+ "set the file aside, say how to recover what is in it, and begin a new one", message);
		}
		this.failure = message;
		this.figures.shortage = message;
	}

	/**
	 * Says once when the spool begins to take nothing, and once when it takes records
	 * again.
	 */
	private void log() {
		String shortage = this.figures.shortage;
		if (shortage != null && this.logged == null && !this.corrupt) {
			logger.warn("The spool takes no records for now: {}", shortage);
		}
		else if (shortage == null && this.logged != null) {
			logger.info("The spool takes records again");
		}
		this.logged = shortage;
	}

}
