package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.source.ConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.naru.gateway.publication.spool.Folder.readAll;
import static dev.naru.gateway.publication.spool.Folder.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * A disk that is full or takes no writes when the gateway starts.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SpoolAbsenceTest {

	private static final Envelope RECORD = Envelopes.of("topic", "key", new byte[700]);

	@TempDir
	Path directory;

	private Path disk = Path.of("");

	private Folder folder = new Folder(this.disk);

	@BeforeEach
	void mount() throws Exception {
		this.disk = Files.createDirectory(this.directory.resolve("disk"));
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", this.disk.toString())).as("may mount a disk")
			.isTrue();
		this.folder = new Folder(this.disk.resolve("spool"));
	}

	@AfterEach
	void unmount() throws Exception {
		run("umount", "--recursive", this.disk.toString());
	}

	@Test
	void aFullDiskKeepsNoGatewayFromStarting(CapturedOutput output) throws Exception {
		// Given a full disk
		Path rest = fill();

		// When the spool is opened, then there is one that takes nothing and says why
		try (Spool spool = this.folder.open()) {
			assertThat(spool.takes()).isFalse();
			assertThat(output).contains("ERROR", this.folder.path().toString(), "The cure: make room");
			assertThatThrownBy(() -> soon(spool.append(RECORD)))
				.hasCauseInstanceOf(PublicationException.NotAcknowledged.class);
			assertThat(readAll(spool, "topic")).isEmpty();
			spool.forEach((record) -> {
				throw new AssertionError("there is none");
			});
			assertThat(spool.topics()).isEmpty();
			assertThat(spool.records()).isZero();

			// And when there is room, then it takes records by itself
			Files.delete(rest);
			await().until(spool::takes);
			soon(spool.append(RECORD));
			assertThat(readAll(spool, "topic")).hasSize(1);
		}
		assertThat(output.toString().split("cannot be used", -1)).hasSize(2);
		try (Spool spool = this.folder.open()) {
			assertThat(spool.records()).isEqualTo(1);
		}
	}

	@Test
	void aDiskThatTakesNoWritesKeepsNoGatewayFromStarting() throws Exception {
		// Given an empty spool from before, on a disk that now takes no writes
		this.folder.open().close();
		remount("ro");

		// When it is opened, then it takes nothing
		try (Spool spool = this.folder.open()) {
			assertThat(spool.takes()).isFalse();
			assertThat(soon(spool.read("topic", 0, 10, 1000))).isEmpty();

			// And when the disk does, then it takes records
			remount("rw");
			await().until(spool::takes);
			soon(spool.append(RECORD));
		}
	}

	@Test
	void recordsThatCannotBeTakenToKafkaStopTheStart() throws Exception {
		// Given a record in the spool, on a disk that now takes no writes
		try (Spool spool = this.folder.open()) {
			soon(spool.append(RECORD));
		}
		remount("ro");

		// When it is opened, then that is refused: others would overtake it
		assertThatThrownBy(() -> this.folder.open()).isInstanceOf(ConfigurationException.class)
			.hasMessageContaining("records may lie in it")
			.hasMessageContaining("Read-only file system");

		// And it is there when the disk takes writes again
		remount("rw");
		try (Spool spool = this.folder.open()) {
			assertThat(spool.records()).isEqualTo(1);
		}
	}

	@Test
	void whatAKilledGatewayLeftInTheLogStopsTheStart() throws Exception {
		// Given records of which nobody can say without writing whether they are there
		Folder killed;
		try (Spool spool = new Folder(this.directory.resolve("alive")).open()) {
			soon(spool.append(RECORD));
			killed = new Folder(this.directory.resolve("alive")).copy(this.folder.path(), Long.MAX_VALUE);
		}
		assertThat(killed.log()).isNotEmptyFile();
		remount("ro");

		// When it is opened, then that is refused
		assertThatThrownBy(killed::open).isInstanceOf(ConfigurationException.class)
			.hasMessageContaining("records may lie in it");
	}

	@Test
	void recordsThatTurnUpLaterAreLeftAlone(CapturedOutput output) throws Exception {
		// Given a spool that could not be opened, since its own disk was not there
		Folder other = new Folder(this.directory.resolve("other"));
		try (Spool before = other.open()) {
			soon(before.append(RECORD));
		}
		Files.createDirectory(this.folder.path());
		remount("ro");
		try (Spool spool = this.folder.open()) {
			assertThat(spool.takes()).isFalse();

			// When it is there, with a record that nobody knew of
			assertThat(run("mount", "--bind", other.path().toString(), this.folder.path().toString())).isTrue();

			// Then that is said, and it is not sent behind newer ones unasked
			await().untilAsserted(() -> assertThat(output).contains("1 records lie in it", "restart the gateway"));
			assertThat(spool.takes()).isFalse();
			assertThat(readAll(spool, "topic")).isEmpty();
		}
		try (Spool spool = this.folder.open()) {
			assertThat(readAll(spool, "topic")).hasSize(1);
		}
	}

	private void remount(String way) throws Exception {
		assertThat(run("mount", "-o", "remount," + way, this.disk.toString())).isTrue();
	}

	@SuppressWarnings("EmptyCatch")
	private Path fill() throws IOException {
		Path rest = this.disk.resolve("rest");
		try (var out = Files.newOutputStream(rest)) {
			while (true) {
				out.write(new byte[512]);
			}
		}
		catch (IOException ex) {
			// Now it is full.
		}
		return rest;
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
