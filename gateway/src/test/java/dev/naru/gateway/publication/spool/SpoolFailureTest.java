package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.PublicationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.sqlite.SQLiteErrorCode;

import static dev.naru.gateway.publication.spool.Folder.readAll;
import static dev.naru.gateway.publication.spool.Folder.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The disk fails, and works again.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SpoolFailureTest {

	private static final Envelope RECORD = Envelopes.of("topic", "key", new byte[10_000]);

	@TempDir
	Path directory;

	private Folder folder;

	@BeforeEach
	void prepare() {
		this.folder = new Folder(this.directory);
	}

	@ParameterizedTest
	@EnumSource(names = { "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_WRITE", "SQLITE_FULL" })
	void neverSaysYesToWhatIsNotOnDisk(SQLiteErrorCode failure) throws Exception {
		// Given a spool with two records
		FailingDisk disk = FailingDisk.at(this.folder.file());
		long first;
		long second;
		try (Spool spool = disk.spool(this.folder.properties(Folder.LARGE, Folder.NONE))) {
			first = soon(spool.append(RECORD));
			second = soon(spool.append(RECORD));

			// When the disk fails, then records are refused, and the reason is given
			disk.failCommits(failure);
			List<CompletableFuture<Long>> refused = List.of(spool.append(RECORD), spool.append(RECORD));
			for (CompletableFuture<Long> answer : refused) {
				assertThatThrownBy(() -> soon(answer)).hasCauseInstanceOf(PublicationException.NotAcknowledged.class)
					.hasMessageContaining(failure.name());
			}
			assertThat(spool.takes()).isFalse();
			assertThat(spool.records()).isEqualTo(2);

			// And what is there can still be read, and what is taken out is not forgotten
			assertThat(readAll(spool, "topic")).extracting(Kept::position).containsExactly(first, second);
			CompletableFuture<Void> deleted = spool.delete(List.of(first));
			CompletableFuture<Void> rejected = spool.reject(second, "too large");
			assertThatThrownBy(() -> soon(spool.append(RECORD))).hasMessageContaining(failure.name());
			assertThat(List.of(deleted, rejected)).noneMatch(CompletableFuture::isDone);

			// When the disk works again
			disk.failCommits(null);

			// Then that is made up for, and without anyone's doing it takes records again
			soon(deleted);
			soon(rejected);
			assertThat(spool.rejected()).isEqualTo(1);
			await().until(spool::takes);
			assertThat(soon(spool.append(RECORD))).isGreaterThan(second);
			assertThat(spool.records()).isEqualTo(1);
		}

		// And no refused record is there after a restart
		try (Spool spool = this.folder.open()) {
			assertThat(readAll(spool, "topic")).hasSize(2);
		}
	}

	@Test
	void noticesByItselfThatTheDiskWorksAgain() throws Exception {
		// Given a spool that failed
		FailingDisk disk = FailingDisk.at(this.folder.file());
		try (Spool spool = disk.spool(this.folder.properties(Folder.LARGE, Folder.NONE))) {
			disk.failCommits(SQLiteErrorCode.SQLITE_IOERR_FSYNC);
			assertThatThrownBy(() -> soon(spool.append(RECORD))).hasMessageContaining("FSYNC");
			assertThat(spool.takes()).isFalse();

			// When the disk works again and nobody asks, then it takes records again
			disk.failCommits(null);
			await().until(spool::takes);
		}
	}

	@Test
	void endsWithAnAnswerForAllEvenIfTheDiskFailsToTheLast() throws Exception {
		// Given a spool whose disk fails
		FailingDisk disk = FailingDisk.at(this.folder.file());
		Spool spool = disk.spool(this.folder.properties(Folder.LARGE, Folder.NONE));
		long position = soon(spool.append(RECORD));
		disk.failCommits(SQLiteErrorCode.SQLITE_IOERR);
		CompletableFuture<Void> deleted = spool.delete(List.of(position));

		// When it is closed, then the one who waits hears of it
		spool.close();
		assertThat(deleted).isCompletedExceptionally();

		// And the record is still there
		try (Spool reopened = this.folder.open()) {
			assertThat(reopened.records()).isEqualTo(1);
		}
	}

	@Test
	void goesOnAfterSqliteHadNoRoom() throws Exception {
		// Given a file that may not grow beyond 50 pages, which SQLite sees to
		FailingDisk disk = FailingDisk.at(this.folder.file());
		disk.limitPages(50);
		try (Spool spool = disk.spool(this.folder.properties(Folder.LARGE, Folder.NONE))) {

			// When more records come than fit in
			List<Long> taken = new ArrayList<>();
			assertThatThrownBy(() -> {
				while (true) {
					taken.add(soon(spool.append(RECORD)));
				}
			}).hasCauseInstanceOf(PublicationException.NotAcknowledged.class).hasMessageContaining("SQLITE_FULL");

			// Then what was taken is there, and can be taken out, and then there is room
			assertThat(taken).hasSizeBetween(5, 20);
			assertThat(readAll(spool, "topic")).extracting(Kept::position).isEqualTo(taken);
			soon(spool.delete(taken));
			soon(spool.append(RECORD));
		}
	}

	@Test
	void stopsTakingRecordsWhenTheFileTurnsOutToBeDamaged(CapturedOutput output) throws Exception {
		// Given a spool
		FailingDisk disk = FailingDisk.at(this.folder.file());
		try (Spool spool = disk.spool(this.folder.properties(Folder.LARGE, Folder.NONE))) {
			soon(spool.append(RECORD));

			// When SQLite finds damage, then it takes nothing more and says so once
			disk.failCommits(SQLiteErrorCode.SQLITE_CORRUPT);
			assertThatThrownBy(() -> soon(spool.append(RECORD))).hasMessageContaining("SQLITE_CORRUPT");
			disk.failCommits(null);
			assertThatThrownBy(() -> soon(spool.append(RECORD)))
				.hasCauseInstanceOf(PublicationException.NotAcknowledged.class)
				.hasMessageContaining("damaged");
			assertThat(spool.delete(List.of(1L))).failsWithin(10, TimeUnit.SECONDS);
			Thread.sleep(1500);
			assertThat(spool.takes()).isFalse();
			assertThat(output.toString().split("is damaged and takes no more records", -1)).hasSize(2);
		}
	}

	@Test
	void outlivesAFullDisk() throws Exception {
		// Given a spool on a disk of 4 MB
		Path disk = this.directory.resolve("disk");
		Files.createDirectory(disk);
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString())).as("may mount a disk")
			.isTrue();
		try {
			Folder small = new Folder(disk.resolve("spool"));
			List<Long> taken = new ArrayList<>();
			try (Spool spool = small.open()) {

				// When it is full, because others write there as well
				soon(spool.append(RECORD));
				Files.write(disk.resolve("other"), new byte[1024 * 1024]);
				assertThatThrownBy(() -> {
					while (true) {
						taken.add(soon(spool.append(RECORD)));
					}
				}).hasCauseInstanceOf(PublicationException.NotAcknowledged.class);
				fill(disk.resolve("rest"));
				assertThatThrownBy(() -> soon(spool.append(RECORD)))
					.hasCauseInstanceOf(PublicationException.NotAcknowledged.class);
				assertThat(spool.takes()).isFalse();

				// Then all that was taken is there
				assertThat(readAll(spool, "topic")).hasSize(taken.size() + 1);
			}

			// And so it is after a restart on the full disk
			try (Spool spool = small.open()) {
				assertThat(readAll(spool, "topic")).hasSize(taken.size() + 1);
				assertThat(spool.takes()).isFalse();

				// And when there is room again, it takes records again
				Files.delete(disk.resolve("rest"));
				Files.delete(disk.resolve("other"));
				await().until(spool::takes);
				soon(spool.append(RECORD));
				soon(spool.delete(taken));
				assertThat(spool.records()).isEqualTo(2);
			}
		}
		finally {
			run("umount", disk.toString());
		}
	}

	@SuppressWarnings("EmptyCatch")
	private static void fill(Path file) throws IOException {
		try (var out = Files.newOutputStream(file)) {
			while (true) {
				out.write(new byte[512]);
			}
		}
		catch (IOException ex) {
			// Now it is full.
		}
	}

	private static boolean run(String... command) throws IOException, InterruptedException {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
