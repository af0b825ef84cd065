package dev.naru.gateway.publication.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.PublicationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import static dev.naru.gateway.publication.spool.Folder.readAll;
import static dev.naru.gateway.publication.spool.Folder.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * The bounds of the spool.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SpoolRoomTest {

	private static final DataSize SMALL = DataSize.ofMegabytes(2);

	private static final Envelope RECORD = Envelopes.of("topic", "key", new byte[700]);

	@TempDir
	Path directory;

	private Folder folder;

	@BeforeEach
	void prepare() {
		this.folder = new Folder(this.directory);
	}

	@Test
	void refusesWhatDoesNotFitAndKeepsWhatItHas(CapturedOutput output) {
		// Given a spool that is filled until it takes no more, many records at a time
		try (Spool spool = this.folder.open(SMALL, Folder.NONE)) {
			List<Long> taken = fill(spool);

			// Then it is nearly full and no more than full, and says why it refuses
			assertThat(spool.bytes()).isBetween(SMALL.toBytes() * 95 / 100, SMALL.toBytes());
			assertThat(taken).hasSizeGreaterThan(1800);
			assertThat(spool.takes()).isFalse();
			assertThatThrownBy(() -> soon(spool.append(RECORD)))
				.hasCauseInstanceOf(PublicationException.NotAcknowledged.class)
				.hasMessageContaining("naru.publication.spool.max-size");
			await().untilAsserted(() -> assertThat(output).contains("The spool takes no records for now: it is full"));

			// And all that was taken is there
			assertThat(readAll(spool, "topic")).extracting(Kept::position).isEqualTo(taken);

			// When a part of it is taken out, then there is room again
			soon(spool.delete(taken.subList(0, 500)));
			assertThat(spool.takes()).isTrue();
			soon(spool.append(RECORD));
			await().untilAsserted(() -> assertThat(output).contains("The spool takes records again"));
		}
	}

	@Test
	void takesASmallRecordWhereALargeOneDoesNotFit() {
		// Given a spool of 2 MB with a record of 1 MB
		try (Spool spool = this.folder.open(SMALL, Folder.NONE)) {
			Envelope large = Envelopes.of("topic", "key", new byte[1024 * 1024]);
			soon(spool.append(large));

			// When another comes together with small ones, then it alone is refused
			CompletableFuture<Long> first = spool.append(RECORD);
			CompletableFuture<Long> second = spool.append(large);
			CompletableFuture<Long> third = spool.append(RECORD);
			assertThatThrownBy(() -> soon(second)).hasCauseInstanceOf(PublicationException.NotAcknowledged.class);
			assertThat(soon(first)).isLessThan(soon(third));
			assertThat(spool.takes()).isTrue();
		}
	}

	@Test
	void givesTheDiskBackWhenItIsEmpty() {
		// Given a spool with 20 MB in it
		try (Spool spool = this.folder.open()) {
			List<CompletableFuture<Long>> answers = new ArrayList<>();
			for (int i = 0; i < 1000; i++) {
				answers.add(spool.append(Envelopes.of("topic", "key", new byte[20_000])));
			}
			List<Long> taken = answers.stream().map(Folder::soon).toList();
			long before = this.folder.fileSize();
			assertThat(before).isGreaterThan(10_000_000);

			// When all is taken out
			soon(spool.delete(taken));

			// Then the file and its log are small again, and what comes next is kept
			await().untilAsserted(() -> {
				assertThat(this.folder.fileSize()).isLessThan(before / 100);
				assertThat(this.folder.log()).isEmptyFile();
			});
			assertThat(spool.bytes()).isLessThan(100_000);
			soon(spool.append(RECORD));
		}
		try (Spool spool = this.folder.open()) {
			assertThat(spool.records()).isEqualTo(1);
		}
	}

	@Test
	void givesTheDiskBackWhenNearlyAllIsTakenOut() {
		// Given a spool with 20 MB in it
		long refused;
		try (Spool spool = this.folder.open()) {
			List<CompletableFuture<Long>> answers = new ArrayList<>();
			for (int i = 0; i < 1000; i++) {
				answers.add(spool.append(Envelopes.of("topic", "key", new byte[20_000])));
			}
			List<Long> taken = answers.stream().map(Folder::soon).toList();
			long before = this.folder.fileSize();

			// When all but the last is taken out, and one that Kafka refuses
			soon(spool.reject(taken.get(500), "too large"));
			soon(spool.delete(taken.subList(0, 999)));

			// Then the file becomes small all the same
			assertThat(spool.bytes()).isLessThan(200_000);
			await().untilAsserted(() -> {
				soon(spool.append(RECORD));
				assertThat(this.folder.fileSize()).isLessThan(before / 10);
			});
			assertThat(readAll(spool, "topic").get(0).position()).isEqualTo(taken.get(999));
			refused = taken.get(500);
		}

		// And nothing was lost over it
		try (Spool spool = this.folder.open()) {
			assertThat(readAll(spool, "topic").get(0).position()).isEqualTo(refused);
		}
	}

	@Test
	void leavesTheDiskWhatItIsToldTo() throws Exception {
		// Given a disk of which more is to be left free than there is
		long usable = this.directory.toFile().getUsableSpace();
		try (Spool spool = this.folder.open(Folder.LARGE, DataSize.ofBytes(2 * usable))) {

			// When a record comes, then it is refused
			assertThat(spool.takes()).isFalse();
			assertThatThrownBy(() -> soon(spool.append(RECORD)))
				.hasCauseInstanceOf(PublicationException.NotAcknowledged.class)
				.hasMessageContaining("naru.publication.spool.min-free-disk");
			assertThat(spool.records()).isZero();
		}
	}

	/**
	 * @return the positions of all that were taken
	 */
	private static List<Long> fill(Spool spool) {
		List<Long> taken = new ArrayList<>();
		boolean full = false;
		while (!full) {
			List<CompletableFuture<Long>> answers = new ArrayList<>();
			for (int i = 0; i < 300; i++) {
				answers.add(spool.append(RECORD));
			}
			for (CompletableFuture<Long> answer : answers) {
				try {
					taken.add(soon(answer));
				}
				catch (java.util.concurrent.CompletionException ex) {
					full = true;
				}
			}
		}
		return taken;
	}

}
