package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.source.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool while its disk does not let it be opened: it takes nothing, has nothing, and
 * tries again from time to time. Whoever then finds records that nobody knew of leaves
 * them alone: newer ones have gone to Kafka meanwhile.
 */
final class Absence implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Absence.class);

	private final PublicationProperties.Spool properties;

	private final Clock clock;

	private final Duration retry;

	private final CommandQueue queue;

	private final Figures figures;

	/**
	 * @param reason why it could not be opened
	 * @param retry how often to try again
	 */
	Absence(IOException reason, PublicationProperties.Spool properties, Clock clock, Duration retry, CommandQueue queue,
			Figures figures) {
		this.properties = properties;
		this.clock = clock;
		this.retry = retry;
		this.queue = queue;
		this.figures = figures;
		tell(reason.toString(), "make room on its disk, or mount it so that this user may write to it");
	}

	@Override
	public void run() {
		SpoolThread opened = null;
		long next = System.nanoTime() + this.retry.toNanos();
		while (opened == null && !this.queue.isClosing()) {
			List<Command> commands = this.queue.take(Math.max(0, next - System.nanoTime()));
			commands.forEach(this::answer);
			this.queue.done(commands);
			if (next - System.nanoTime() <= 0) {
				opened = open();
				next = System.nanoTime() + this.retry.toNanos();
			}
		}
		if (opened != null) {
			opened.run();
		}
		else {
			this.queue.close();
		}
	}

	private void answer(Command command) {
		switch (command) {
			case Command.Read read -> read.answer().complete(List.of());
			case Command.Visit visit -> visit.answer().complete(null);
			case Command.Change change -> change.fail("the spool cannot be opened: " + this.figures.shortage);
		}
	}

	private @Nullable SpoolThread open() {
		try {
			SpoolThread opened = SpoolOpening.open(this.properties, this.clock, Duration.ZERO, this::take);
			logger.info("The spool in {} can be used now", this.properties.directory());
			return opened;
		}
		catch (ConfigurationException ex) {
			tell(ex.problem(), ex.cure());
		}
		catch (IOException | RuntimeException ex) {
			tell(ex.toString(), "make room on its disk, or mount it so that this user may write to it");
		}
		return null;
	}

	private SpoolThread take(SpoolDirectory directory, SpoolFile file) throws IOException {
		long records = file.content().records();
		if (records > 0) {
			throw new ConfigurationException(SpoolDirectory.PLACE, records
					+ " records lie in it that were not there when the gateway started, and later ones have gone "
					+ "to Kafka since",
					"restart the gateway, which brings them to Kafka: there they stand behind newer ones");
		}
		return SpoolThread.of(directory, file, this.properties, this.clock, this.queue, this.figures);
	}

	/**
	 * Once for each reason.
	 */
	private void tell(String reason, String cure) {
		if (!reason.equals(this.figures.shortage)) {
			this.figures.shortage = reason;
			logger.error(
					"The spool in {} cannot be used ({}), and there is Kafka alone: while Kafka is away, senders "
							+ "hear 503. The cure: {}. It is tried again every {} s",
					this.properties.directory(), reason, cure, this.retry.toSeconds());
		}
	}

}
