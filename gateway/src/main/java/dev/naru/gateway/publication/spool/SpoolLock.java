package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.naru.gateway.source.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all other gateways out of a folder. The operating system gives it free when the
 * process ends, however it ends.
 */
final class SpoolLock implements AutoCloseable {

	static final String FILE = "spool.lock";

	/**
	 * The folders that this JVM has locked. To the operating system all its channels are
	 * one: closing another that leads to the same file would end the lock.
	 */
	private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

	private final Path directory;

	private final FileChannel channel;

	private SpoolLock(Path directory, FileChannel channel) {
		this.directory = directory;
		this.channel = channel;
	}

	/**
	 * @param directory its real path
	 * @param patience how long to wait for whoever holds it
	 * @param attributes of the lock file, should it be made
	 * @throws ConfigurationException if another holds it all that time
	 */
	static SpoolLock take(Path directory, Duration patience, FileAttribute<?>... attributes) throws IOException {
		long start = System.nanoTime();
		SpoolLock lock = attempt(directory, attributes);
		while (lock == null) {
			if (System.nanoTime() - start > patience.toNanos() || !slept()) {
				throw new ConfigurationException(SpoolDirectory.PLACE,
						"another gateway" + owner(directory) + " uses the spool in " + directory,
						"stop it, or set " + SpoolDirectory.PLACE
								+ " (NARU_PUBLICATION_SPOOL_DIRECTORY) to a folder of this gateway's own");
			}
			lock = attempt(directory, attributes);
		}
		return lock;
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			LOCKED.remove(this.directory);
		}
	}

	private static @Nullable SpoolLock attempt(Path directory, FileAttribute<?>... attributes) throws IOException {
		if (!LOCKED.add(directory)) {
			return null;
		}
		SpoolLock lock = null;
		try {
			FileChannel channel = FileChannel.open(file(directory),
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), attributes);
			if (isLocked(channel)) {
				lock = new SpoolLock(directory, channel);
			}
			else {
				channel.close();
			}
			return lock;
		}
		finally {
			if (lock == null) {
				LOCKED.remove(directory);
			}
		}
	}

	private static boolean isLocked(FileChannel channel) throws IOException {
		try {
			if (channel.tryLock() == null) {
				return false;
			}
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
		sign(channel);
		return true;
	}

	/**
	 * Says who has it.
	 */
	private static void sign(FileChannel channel) {
		byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
		try {
			channel.truncate(0);
			channel.write(ByteBuffer.wrap(pid));
		}
		catch (IOException ex) {
			// A full disk, say. It is locked all the same.
		}
	}

	private static String owner(Path directory) {
		if (LOCKED.contains(directory)) {
			return " of this very process";
		}
		try (FileChannel channel = FileChannel.open(file(directory), StandardOpenOption.READ,
				LinkOption.NOFOLLOW_LINKS)) {
			ByteBuffer bytes = ByteBuffer.allocate(20);
			channel.read(bytes);
			String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
			return text.matches("[0-9]+") ? " (process " + text + ")" : "";
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static Path file(Path directory) {
		return directory.resolve(FILE);
	}

	private static boolean slept() {
		try {
			Thread.sleep(100);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
