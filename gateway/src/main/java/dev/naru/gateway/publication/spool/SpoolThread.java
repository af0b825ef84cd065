package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.naru.gateway.logging.LimitedLogger;
import dev.naru.gateway.publication.PublicationProperties;

/**
 * The one thread that uses the file. It does what it is asked in batches: what has come
 * meanwhile shares one transaction, and so one wait for the disk.
 */
final class SpoolThread implements Runnable {

	private static final LimitedLogger logger = LimitedLogger.of(SpoolThread.class);

	private final CommandQueue queue;

	private final SpoolFile file;

	private final Room room;

	private final Clock clock;

	private final Figures figures;

	private final Health health;

	private final Upkeep upkeep;

	private final Runnable atEnd;

	/** Changes other than appends that failed, to be tried again. */
	private final List<Command.Change> undone = new ArrayList<>();

	/** The last that was given to a record. */
	private long position;

	/**
	 * @param lastPosition the last that was given to a record before
	 * @param atEnd gives the file free
	 */
	SpoolThread(CommandQueue queue, SpoolFile file, Room room, Clock clock, Figures figures, long lastPosition,
			Runnable atEnd) {
		this.queue = queue;
		this.file = file;
		this.room = room;
		this.clock = clock;
		this.figures = figures;
		this.health = new Health(file, room, figures);
		this.upkeep = new Upkeep(file, this.health, figures);
		this.position = lastPosition;
		this.atEnd = atEnd;
	}

	/**
	 * The thread's work for a spool that was just opened, with its first figures.
	 */
	static SpoolThread of(SpoolDirectory directory, SpoolFile file, PublicationProperties.Spool properties, Clock clock,
			CommandQueue queue, Figures figures) throws IOException {
		figures.count(file.content());
		Room room = new Room(file.content(), directory, properties);
		room.look();
		figures.shortage = room.shortage();
		return new SpoolThread(queue, file, room, clock, figures, file.content().lastPosition(),
				() -> SpoolOpening.release(directory, file));
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
		List<Command> commands = this.queue.take(this.upkeep.nanosToNext());
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
			if (this.upkeep.isDue()) {
				retry();
			}
			this.upkeep.run(commands.isEmpty());
		}
		catch (RuntimeException | Error ex) {
			logger.error("The spool failed in a way that was not foreseen, and goes on", ex);
			this.file.rollback();
			commands.forEach((command) -> command.fail("the spool failed: " + ex));
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
					.complete(
							this.file.content().next(read.topic(), read.after(), read.mostRecords(), read.mostBytes()));
				case Command.Visit visit -> {
					this.file.content().forEach(visit.visitor());
					visit.answer().complete(null);
				}
			}
		}
		catch (SpoolFileException ex) {
			this.health.failed(ex);
			look.fail("the spool cannot be read: " + ex.getMessage());
		}
		catch (RuntimeException ex) {
			look.answer().completeExceptionally(ex);
		}
	}

	private void change(List<Command.Change> changes) {
		String damage = this.health.damage();
		if (damage != null) {
			changes.forEach((change) -> change.fail("the spool is damaged: " + damage));
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
			this.figures.add(batch);
			this.health.written();
			this.upkeep.written();
			batch.answer();
		}
		catch (IOException ex) {
			this.file.rollback();
			this.health.failed(ex);
			for (Command.Change change : changes) {
				if (change instanceof Command.Append) {
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
		else {
			this.health.probe();
		}
	}

}
