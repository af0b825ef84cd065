package dev.naru.gateway.publication.spool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.source.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static dev.naru.gateway.publication.spool.Folder.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

@Timeout(120)
class SpoolDirectoryTest {

	@TempDir
	Path directory;

	private Folder folder;

	@BeforeEach
	void prepare() {
		this.folder = new Folder(this.directory.resolve("spool"));
	}

	@Test
	void belongsToOneSpoolAtATime() throws Exception {
		// Given a spool in use
		try (Spool spool = this.folder.open()) {
			soon(spool.append(Envelopes.of("topic")));

			Path used = this.folder.path().toRealPath();

			// When another is opened in the same folder, by whatever name
			Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.folder.path());
			for (Path name : new Path[] { this.folder.path(), link, this.directory.resolve("x/../spool") }) {

				// Then that is refused, with a cure, and harms the first in nothing
				assertThatThrownBy(() -> new Folder(name).open()).isInstanceOfSatisfying(ConfigurationException.class,
						(ex) -> {
							assertThat(ex.place()).isEqualTo("naru.publication.spool.directory");
							assertThat(ex).hasMessageContaining(used.toString());
							assertThat(ex.cure()).contains("stop it", "NARU_PUBLICATION_SPOOL_DIRECTORY");
						});
			}
			soon(spool.append(Envelopes.of("topic")));

			// And another process is kept out as well, however often this one tried
			try (AnotherGateway other = AnotherGateway.start(this.folder.path())) {
				assertThat(other.refusal()).contains("another gateway (process " + ProcessHandle.current().pid() + ")");
			}
		}

		// But when it is closed, the folder is free
		try (Spool spool = this.folder.open()) {
			assertThat(spool.records()).isEqualTo(2);
		}
	}

	@Test
	void isKeptFromOtherProcesses() throws Exception {
		// Given another process that uses the spool
		try (AnotherGateway other = AnotherGateway.start(this.folder.path())) {
			assertThat(other.nextSafe()).isNotNull();

			// When it is opened here, then that is refused, and the other is named
			assertThatThrownBy(() -> this.folder.open()).isInstanceOf(ConfigurationException.class)
				.hasMessageContaining(this.folder.path().toString())
				.hasMessageContaining("process " + other.pid());

			// But when the other stops soon enough, it is opened
			var unused = CompletableFuture.runAsync(other::kill,
					CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
			try (Spool spool = Spool.open(this.folder.properties(Folder.LARGE, Folder.NONE), Clock.systemUTC(),
					Duration.ofSeconds(30))) {
				assertThat(spool.records()).isPositive();
			}
		}
	}

	@Test
	void isForItsOwnerOnly() throws Exception {
		assumeThat(Files.getFileStore(this.directory).supportsFileAttributeView("posix")).isTrue();

		// Given a new folder
		try (Spool spool = this.folder.open()) {
			soon(spool.append(Envelopes.of("topic")));

			// Then nobody else may look into it, nor into its files
			assertThat(permissions(this.folder.path())).isEqualTo("rwx------");
			assertThat(this.folder.files("spool")).hasSize(3).allMatch((file) -> permissions(file).equals("rw-------"));
		}

		// And a folder that was there before keeps its own, and its files are private
		Folder shared = new Folder(this.directory.resolve("shared"));
		Files.createDirectory(shared.path(),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
		shared.open().close();
		assertThat(permissions(shared.path())).isEqualTo("rwxr-x---");
		assertThat(shared.files("spool")).hasSize(2).allMatch((file) -> permissions(file).equals("rw-------"));
	}

	@Test
	void mustBeAFolder() throws Exception {
		// Given a file where the folder should be
		Files.writeString(this.folder.path(), "");

		// When it is opened, then that is refused, with a cure
		assertThatThrownBy(() -> this.folder.open()).isInstanceOfSatisfying(ConfigurationException.class, (ex) -> {
			assertThat(ex).hasMessageContaining(this.folder.path().toString());
			assertThat(ex.cure()).contains("write to");
		});
	}

	@Test
	void isFreeAgainIfItCouldNotBeOpened() throws Exception {
		// Given a folder in which something is in the way of the file
		Files.createDirectories(this.folder.file());
		assertThatThrownBy(() -> this.folder.open()).isInstanceOf(ConfigurationException.class);

		// When it is out of the way, then the folder can be used
		Files.delete(this.folder.file());
		this.folder.open().close();
	}

	private static String permissions(Path path) {
		try {
			return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
