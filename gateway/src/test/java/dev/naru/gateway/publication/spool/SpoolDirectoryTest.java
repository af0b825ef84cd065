package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.sun.security.auth.module.UnixSystem;
import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.source.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
					Duration.ofSeconds(30), Duration.ofSeconds(10))) {
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

	@Test
	void isNoFolderThatOthersMayWriteTo() throws Exception {
		assumeThat(Files.getFileStore(this.directory).supportsFileAttributeView("posix")).isTrue();
		Files.createDirectory(this.folder.path());

		// When others may write to the folder, then it is refused with the cure
		for (String permissions : List.of("rwxrwxrwx", "rwx----w-", "rwxr-xrwx")) {
			permit(permissions);
			assertThatThrownBy(() -> this.folder.open()).isInstanceOfSatisfying(ConfigurationException.class, (ex) -> {
				assertThat(ex).hasMessageContaining(permissions);
				assertThat(ex.cure()).contains("chmod 700 " + this.folder.path(), "NARU_PUBLICATION_SPOOL_DIRECTORY");
			});
		}

		// But where the gateway's own group may, as on a volume of Kubernetes, it is
		// taken
		permit("rwxrwx---");
		this.folder.open().close();
		permit("rwxrwxr-x");
		Files.setAttribute(this.folder.path(), "unix:mode", 02775);
		this.folder.open().close();
	}

	@Test
	void isNoFolderOfAnotherUsersNorOfAnotherGroups() throws Exception {
		assumeThat(Files.getFileStore(this.directory).supportsFileAttributeView("unix")).isTrue();
		assumeThat(new UnixSystem().getUid()).as("may give files away").isZero();
		Files.createDirectory(this.folder.path());

		// When the folder is another's, then it is refused
		Files.setAttribute(this.folder.path(), "unix:uid", 12345);
		assertThatThrownBy(() -> this.folder.open()).isInstanceOf(ConfigurationException.class)
			.hasMessageContaining("another user (12345");

		// And if a group may write that this process is not in, marked or not
		Files.setAttribute(this.folder.path(), "unix:uid", 0);
		Files.setAttribute(this.folder.path(), "unix:gid", 12345);
		for (int mode : new int[] { 0770, 02770, 0720 }) {
			Files.setAttribute(this.folder.path(), "unix:mode", mode);
			assertThatThrownBy(() -> this.folder.open()).isInstanceOf(ConfigurationException.class)
				.hasMessageContaining("group 12345");
		}
		Files.setAttribute(this.folder.path(), "unix:mode", 0750);
		this.folder.open().close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "spool.lock", "spool.db", "spool.db-wal", "spool.db-shm", "spool.db-journal" })
	void followsNoLink(String name) throws Exception {
		// Given a link to another file, or to none, where a file of the spool belongs
		Files.createDirectory(this.folder.path());
		Path other = Files.writeString(this.directory.resolve("other"), "precious");
		for (Path target : List.of(other, this.directory.resolve("nowhere"))) {
			Path link = Files.createSymbolicLink(this.folder.path().resolve(name), target);

			// When the spool is opened, then that is refused, and the other is as it was
			assertThatThrownBy(() -> this.folder.open()).isInstanceOf(ConfigurationException.class)
				.hasMessageContaining(link.toString());
			assertThat(other).hasContent("precious");
			assertThat(this.directory.resolve("nowhere")).doesNotExist();
			Files.delete(link);
		}
	}

	@Test
	void theLockFollowsNoLink() throws Exception {
		Path other = Files.writeString(this.directory.resolve("other"), "precious");
		Files.createSymbolicLink(this.directory.resolve("spool.lock"), other);

		assertThatThrownBy(() -> SpoolLock.take(this.directory, Duration.ZERO)).isInstanceOf(IOException.class);
		assertThat(other).hasContent("precious");
	}

	private void permit(String permissions) throws IOException {
		Files.setPosixFilePermissions(this.folder.path(), PosixFilePermissions.fromString(permissions));
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
