package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import dev.naru.gateway.source.ConfigurationException;

/**
 * The folder of the spool, for as long as this gateway has it to itself. Payloads are
 * private: what is made here only its owner may read.
 */
final class SpoolDirectory implements AutoCloseable {

	static final String PLACE = "naru.publication.spool.directory";

	private static final String FILE = "spool.db";

	private static final List<String> FILES = List.of(FILE, FILE + "-wal", FILE + "-shm", FILE + "-journal",
			SpoolLock.FILE);

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private final Path path;

	private final SpoolLock lock;

	private final FileStore disk;

	private SpoolDirectory(Path path, SpoolLock lock, FileStore disk) {
		this.path = path;
		this.lock = lock;
		this.disk = disk;
	}

	/**
	 * Makes the folder if it is not there, and locks it.
	 * @param patience how long to wait for another gateway
	 * @throws ConfigurationException if it must not be used, or another gateway uses it
	 * @throws IOException if the disk does not let it be used
	 */
	static SpoolDirectory open(Path wanted, Duration patience) throws IOException {
		Path directory = wanted.toAbsolutePath().normalize();
		create(directory, directory);
		try {
			Path path = directory.toRealPath();
			if (isPosix(path)) {
				FolderRights.check(path);
			}
			FILES.forEach((name) -> FolderRights.checkFile(path.resolve(name)));
			FileStore disk = Files.getFileStore(path);
			return new SpoolDirectory(path, SpoolLock.take(path, patience, only("rw-------", path)), disk);
		}
		catch (AccessDeniedException ex) {
			throw unusable(directory, ex.toString());
		}
	}

	/**
	 * Why the gateway must not start with this spool, nor without it.
	 */
	static ConfigurationException unusable(Path directory, String problem) {
		return new ConfigurationException(PLACE, "the spool in " + directory + " cannot be used: " + problem,
				"make it a folder on a local disk with room, which this user may write to and no other program has "
						+ "open, or set " + PLACE + " (NARU_PUBLICATION_SPOOL_DIRECTORY) to another");
	}

	Path path() {
		return this.path;
	}

	/**
	 * The file of the spool, empty if it is new.
	 */
	Path file() throws IOException {
		Path file = this.path.resolve(FILE);
		if (!Files.exists(file)) {
			Files.createFile(file, only("rw-------", this.path));
		}
		return file;
	}

	/**
	 * Whether records may lie in a folder that could not be opened.
	 */
	static boolean mayHoldRecords(Path wanted) {
		Path file = wanted.resolve(FILE);
		Path log = wanted.resolve(FILE + "-wal");
		if (isEmpty(file) && isEmpty(log)) {
			return false;
		}
		return isEmpty(file) || SpoolFormat.mayHoldRecords(file, isEmpty(log));
	}

	private static boolean isEmpty(Path file) {
		return file.toFile().length() == 0;
	}

	/**
	 * Whether there is a log, but not the file that it belongs to.
	 */
	boolean holdsOrphanedLog() throws IOException {
		Path log = this.path.resolve(FILE + "-wal");
		return Files.exists(log) && Files.size(log) > 0 && Files.size(file()) == 0;
	}

	/**
	 * Renames the file and what belongs to it.
	 * @return its new name
	 */
	Path setAside(Instant now) throws IOException {
		String name = "spool-corrupt-" + TIMESTAMP.format(now);
		Path aside = this.path.resolve(name + ".db");
		for (int i = 2; Files.exists(aside); i++) {
			aside = this.path.resolve(name + "-" + i + ".db");
		}
		for (String part : List.of("-wal", "-journal", "")) {
			Path from = this.path.resolve(FILE + part);
			if (!part.isEmpty() && Files.exists(from) && Files.size(from) == 0) {
				Files.delete(from);
			}
			else if (Files.exists(from)) {
				Files.move(from, this.path.resolve(aside.getFileName() + part));
			}
		}
		force(this.path);
		return aside;
	}

	/**
	 * How many bytes may still be written to the disk.
	 */
	long usableSpace() throws IOException {
		return this.disk.getUsableSpace();
	}

	@Override
	public void close() {
		this.lock.close();
	}

	/**
	 * Records are only as durable as the folders that lead to them.
	 */
	private static void create(Path directory, Path wanted) throws IOException {
		Path parent = directory.getParent();
		if (parent == null || Files.isDirectory(directory)) {
			return;
		}
		if (Files.exists(directory)) {
			throw unusable(wanted, directory + " is not a folder");
		}
		create(parent, wanted);
		Files.createDirectory(directory, only("rwx------", parent));
		force(parent);
	}

	private static void force(Path directory) throws IOException {
		// Elsewhere folders cannot be opened.
		if (isPosix(directory)) {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	private static FileAttribute<?>[] only(String permissions, Path directory) throws IOException {
		return isPosix(directory)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	private static boolean isPosix(Path directory) throws IOException {
		return Files.getFileStore(directory).supportsFileAttributeView("posix");
	}

}
