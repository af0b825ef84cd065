package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.publication.PublicationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The folder of a spool, seen from outside.
 */
record Folder(Path path) {

	static final DataSize LARGE = DataSize.ofGigabytes(1);

	static final DataSize NONE = DataSize.ofBytes(0);

	private static final int LOG_HEADER = 32;

	private static final int FRAME_HEADER = 24;

	Spool open() {
		return open(LARGE, NONE);
	}

	Spool open(DataSize maxSize, DataSize minFreeDisk) {
		return Spool.open(properties(maxSize, minFreeDisk), Clock.systemUTC(), Duration.ZERO, Duration.ofMillis(200));
	}

	PublicationProperties.Spool properties(DataSize maxSize, DataSize minFreeDisk) {
		return new PublicationProperties.Spool(this.path, maxSize, minFreeDisk);
	}

	Path file() {
		return this.path.resolve("spool.db");
	}

	Path log() {
		return this.path.resolve("spool.db-wal");
	}

	/**
	 * The files whose names begin so.
	 */
	List<Path> files(String prefix) {
		try (var files = Files.list(this.path)) {
			return files.filter((file) -> file.getFileName().toString().startsWith(prefix)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	long fileSize() {
		return this.file().toFile().length();
	}

	/**
	 * How many transactions the log holds: the last frame of each says how large the file
	 * is after it, all others say 0 (SQLite's file format, section 4.1).
	 */
	int commits() throws IOException {
		ByteBuffer log = ByteBuffer.wrap(Files.readAllBytes(log()));
		int commits = 0;
		for (int frame = LOG_HEADER; frame + FRAME_HEADER <= log.limit(); frame += FRAME_HEADER
				+ SpoolFormat.PAGE_SIZE) {
			if (log.getInt(frame + 4) != 0) {
				commits++;
			}
		}
		return commits;
	}

	/**
	 * A copy as a power cut would leave it: the log ends somewhere.
	 */
	Folder copy(Path to, long logBytes) throws IOException {
		Files.createDirectories(to);
		Folder copy = new Folder(to);
		Files.copy(file(), copy.file());
		byte[] log = Files.readAllBytes(log());
		Files.write(copy.log(), java.util.Arrays.copyOf(log, (int) Math.min(log.length, logBytes)));
		return copy;
	}

	/**
	 * All records of a topic, in small portions.
	 */
	static List<Kept> readAll(Spool spool, String topic) {
		List<Kept> all = new ArrayList<>();
		List<Kept> next = soon(spool.read(topic, 0, 100, 1_000_000));
		while (!next.isEmpty()) {
			all.addAll(next);
			next = soon(spool.read(topic, next.get(next.size() - 1).position(), 100, 1_000_000));
		}
		return all;
	}

	/**
	 * What is answered within a minute.
	 */
	static <T> T soon(CompletableFuture<T> answer) {
		return answer.orTimeout(60, TimeUnit.SECONDS).join();
	}

}
