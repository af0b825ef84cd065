package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.PublicationProperties;
import dev.naru.gateway.source.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool: records that are safe on disk. All access to the file is on one thread of
 * its own. That thread also answers, so whoever hears the answer must not wait there.
 */
final class Spool implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Spool.class);

	/** The predecessor may just be stopping. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** A disk that was full may have room again. */
	private static final Duration RETRY = Duration.ofSeconds(10);

	private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

	private final CommandQueue queue = new CommandQueue();

	private final Figures figures = new Figures();

	private final Path path;

	private final Set<String> topics;

	private final long maxBytes;

	private final Thread thread;

	Spool(SpoolDirectory directory, SpoolFile file, PublicationProperties.Spool properties, Clock clock)
			throws IOException {
		this.path = directory.path();
		this.maxBytes = properties.maxSize().toBytes();
		this.topics = file.content().topics();
		this.thread = start(SpoolThread.of(directory, file, properties, clock, this.queue, this.figures));
	}

	/**
	 * A spool that takes nothing until it can be opened.
	 * @param absence why it cannot be
	 * @param retry how often to try again
	 */
	private Spool(IOException absence, PublicationProperties.Spool properties, Clock clock, Duration retry) {
		this.path = properties.directory();
		this.maxBytes = properties.maxSize().toBytes();
		this.topics = Set.of();
		this.thread = start(new Absence(absence, properties, clock, retry, this.queue, this.figures));
	}

	private static Thread start(Runnable work) {
		return Thread.ofPlatform().daemon().name("naru-spool").start(work);
	}

	/**
	 * Opens the spool, or makes it. A damaged file is set aside and a new one begun;
	 * records that Kafka once refused are put back into line. If the disk does not let it
	 * be opened and no records can lie in it, it takes nothing until it can be.
	 * @throws ConfigurationException if the folder must not be used, another gateway uses
	 * it, or records may lie in it that cannot be read
	 */
	static Spool open(PublicationProperties.Spool properties, Clock clock) {
		return open(properties, clock, PATIENCE, RETRY);
	}

	/**
	 * @param patience how long to wait for another gateway that uses the folder
	 * @param retry how often to try again if the disk does not let it be opened
	 */
	static Spool open(PublicationProperties.Spool properties, Clock clock, Duration patience, Duration retry) {
		try {
			return SpoolOpening.open(properties, clock, patience,
					(directory, file) -> new Spool(directory, file, properties, clock));
		}
		catch (IOException ex) {
			if (SpoolDirectory.mayHoldRecords(properties.directory())) {
				throw SpoolDirectory.unusable(properties.directory(), ex.getMessage()
						+ "; and records may lie in it, which have to be on Kafka before any others of their subjects");
			}
			return new Spool(ex, properties, clock, retry);
		}
	}

	/**
	 * Takes a record to safety.
	 * @return its position once it is on disk, greater than those of all calls before; or
	 * {@link PublicationException.NotAcknowledged}
	 */
	CompletableFuture<Long> append(Envelope envelope) {
		CompletableFuture<Long> answer = new CompletableFuture<>();
		this.queue.put(new Command.Append(envelope, HeaderCoding.encode(envelope.headers()), answer));
		return answer;
	}

	/**
	 * The next records of a topic, oldest first; it sees all appends that were completed
	 * before.
	 * @param after the position after which to begin
	 * @param mostBytes how many bytes at most, but always one record if there is one
	 */
	CompletableFuture<List<Kept>> read(String topic, long after, int mostRecords, long mostBytes) {
		CompletableFuture<List<Kept>> answer = new CompletableFuture<>();
		this.queue.put(new Command.Read(topic, after, mostRecords, mostBytes, answer));
		return answer;
	}

	/**
	 * Takes records out, now that they stand on Kafka. If the disk fails, that is tried
	 * again until it works or the spool is closed.
	 */
	CompletableFuture<Void> delete(Collection<Long> positions) {
		CompletableFuture<Void> answer = new CompletableFuture<>();
		this.queue.put(new Command.Delete(List.copyOf(positions), answer));
		return answer;
	}

	/**
	 * Sets a record aside that Kafka refuses for ever.
	 */
	CompletableFuture<Void> reject(long position, String reason) {
		CompletableFuture<Void> answer = new CompletableFuture<>();
		this.queue.put(new Command.Reject(position, reason, answer));
		return answer;
	}

	/**
	 * Shows all records that wait, oldest first, and returns when all have been seen.
	 */
	void forEach(Consumer<Waiting> visitor) {
		CompletableFuture<Void> answer = new CompletableFuture<>();
		this.queue.put(new Command.Visit(visitor, answer));
		try {
			answer.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/**
	 * How many records wait.
	 */
	long records() {
		return this.figures.records;
	}

	/**
	 * How many bytes of the file are in use.
	 */
	long bytes() {
		return this.figures.bytes;
	}

	/**
	 * How many bytes it may use.
	 */
	long maxBytes() {
		return this.maxBytes;
	}

	/**
	 * How many records have been set aside.
	 */
	long rejected() {
		return this.figures.rejected;
	}

	/**
	 * Since when the record waits that waits longest; null if none does.
	 */
	@Nullable Instant oldest() {
		return this.figures.oldest;
	}

	/**
	 * The topics with records waiting when the spool was opened.
	 */
	Set<String> topics() {
		return this.topics;
	}

	/**
	 * Whether the next append has a chance.
	 */
	boolean takes() {
		return this.figures.shortage == null && !this.queue.isClosing();
	}

	/**
	 * Does what has been asked for, and gives the folder free.
	 */
	@Override
	public void close() {
		this.queue.beginClosing();
		try {
			if (!this.thread.join(LONGEST_CLOSE)) {
				logger.warn("The spool in {} does not close within {} s: its disk does not answer", this.path,
						LONGEST_CLOSE.toSeconds());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
