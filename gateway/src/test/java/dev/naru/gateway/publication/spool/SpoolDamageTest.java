package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

import dev.naru.gateway.publication.Envelopes;
import dev.naru.gateway.source.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.naru.gateway.publication.spool.Folder.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The file is not what was written.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SpoolDamageTest {

	@TempDir
	Path directory;

	private Folder folder;

	@BeforeEach
	void prepare() {
		this.folder = new Folder(this.directory.resolve("spool"));
	}

	enum Damage {

		HEADER(0, 100), FIRST_PAGE(100, 3000), SCHEMA(3000, 4096), MIDDLE(40 * 4096, 60 * 4096),
		ONE_PAGE(100 * 4096, 101 * 4096), REST(4096, 1_000_000);

		private final int from;

		private final int to;

		Damage(int from, int to) {
			this.from = from;
			this.to = to;
		}

		void strike(Path file) throws IOException {
			byte[] garbage = new byte[this.to - this.from];
			new Random(3).nextBytes(garbage);
			try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
				assertThat(bytes.length()).isGreaterThan(this.to);
				bytes.seek(this.from);
				bytes.write(garbage);
			}
		}

	}

	@ParameterizedTest
	@EnumSource
	void setsADamagedFileAsideAndBeginsANewOne(Damage damage, CapturedOutput output) throws Exception {
		// Given a spool that was closed, and whose file is damaged then
		fill(2000);
		damage.strike(this.folder.file());
		byte[] damaged = Files.readAllBytes(this.folder.file());

		// When it is opened
		try (Spool spool = this.folder.open()) {

			// Then the file lies beside, as it was, byte for byte
			Path aside = this.folder.files("spool-corrupt").get(0);
			assertThat(Files.readAllBytes(aside)).isEqualTo(damaged);

			// And the log says where, and how to recover what is in it
			assertThat(output).contains("ERROR", aside.toString(), "sqlite3 '" + aside + "' .recover");

			// And the new one works
			assertThat(spool.records()).isZero();
			soon(spool.append(Envelopes.of("topic")));
		}
		try (Spool spool = this.folder.open()) {
			assertThat(spool.records()).isEqualTo(1);
		}
		assertThat(this.folder.files("")).extracting((file) -> file.getFileName().toString())
			.hasSize(3)
			.contains("spool.db", "spool.lock");
	}

	@Test
	void setsTheLogAsideWithTheFile() throws Exception {
		// Given the files of a spool in use, as a power cut leaves them, and damaged
		Folder copy;
		fill(2000);
		try (Spool spool = this.folder.open()) {
			for (int i = 0; i < 100; i++) {
				soon(spool.append(Envelopes.of("topic", "key", new byte[700])));
			}
			copy = this.folder.copy(this.directory.resolve("copy"), Long.MAX_VALUE);
		}
		Damage.MIDDLE.strike(copy.file());
		byte[] damaged = Files.readAllBytes(copy.file());
		byte[] log = Files.readAllBytes(copy.log());

		// When it is opened
		try (Spool spool = copy.open()) {
			assertThat(spool.records()).isZero();
		}

		// Then both lie beside as they were, under names that belong together
		assertThat(copy.files("spool-corrupt")).hasSize(2);
		Path aside = copy.files("spool-corrupt").get(0);
		assertThat(Files.readAllBytes(aside)).isEqualTo(damaged);
		assertThat(Files.readAllBytes(Path.of(aside + "-wal"))).isEqualTo(log);
	}

	@Test
	void setsALogAsideThatHasLostItsFile(CapturedOutput output) throws Exception {
		// Given a log with records, whose file was emptied
		Folder copy;
		try (Spool spool = this.folder.open()) {
			soon(spool.append(Envelopes.of("topic")));
			copy = this.folder.copy(this.directory.resolve("copy"), Long.MAX_VALUE);
		}
		byte[] log = Files.readAllBytes(copy.log());
		Files.write(copy.file(), new byte[0]);

		// When it is opened, then the log is kept
		copy.open().close();
		assertThat(Files.readAllBytes(copy.files("spool-corrupt").get(1))).isEqualTo(log);
		assertThat(output).contains("ERROR");
	}

	@Test
	void givesEachDamagedFileAName() throws Exception {
		// Given a file that is damaged again and again
		for (int i = 0; i < 3; i++) {
			Files.createDirectories(this.folder.path());
			Files.writeString(this.folder.file(), "not a database, however one looks at it " + i);
			this.folder.open().close();
		}

		// Then each is kept
		assertThat(this.folder.files("spool-corrupt")).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void leavesAloneWhatAnotherVersionWrote(int version) throws Exception {
		// Given a file of another version
		fill(1);
		sql("PRAGMA user_version=" + version);
		byte[] before = Files.readAllBytes(this.folder.file());

		// When it is opened, then that is refused, with a cure
		assertThatThrownBy(() -> this.folder.open()).isInstanceOfSatisfying(ConfigurationException.class, (ex) -> {
			assertThat(ex.place()).isEqualTo("naru.publication.spool.directory");
			assertThat(ex).hasMessageContaining(this.folder.file().toString()).hasMessageContaining("another version");
			assertThat(ex.cure()).contains("start that version again");
		});

		// And the file is as it was, and free for that version
		assertThat(Files.readAllBytes(this.folder.file())).isEqualTo(before);
		sql("PRAGMA user_version=2");
		try (Spool spool = this.folder.open()) {
			assertThat(spool.records()).isEqualTo(1);
		}
	}

	@Test
	void leavesAloneWhatIsNotASpool() throws Exception {
		// Given another program's file
		Files.createDirectories(this.folder.path());
		sql("CREATE TABLE customers (name TEXT)");

		// When it is opened, then that is refused
		assertThatThrownBy(() -> this.folder.open()).isInstanceOf(ConfigurationException.class)
			.hasMessageContaining("is not a spool");
	}

	@Test
	void beginsAgainWhereItWasStoppedWhileBeginning() throws Exception {
		// Given a file that was begun, but has no tables yet
		Files.createDirectories(this.folder.path());
		sql("PRAGMA auto_vacuum=INCREMENTAL", "PRAGMA journal_mode=WAL");
		assertThat(this.folder.fileSize()).isPositive();

		// When it is opened, then it is a spool
		try (Spool spool = this.folder.open()) {
			soon(spool.append(Envelopes.of("topic")));
		}
		try (Spool spool = this.folder.open()) {
			assertThat(spool.records()).isEqualTo(1);
		}
	}

	@Test
	void opensAFileThatNeedsToBeRolledBackFirst() throws Exception {
		// Given a file with a journal that says that it was once empty
		Files.createDirectories(this.folder.path());
		byte[] journal = new byte[512];
		byte[] magic = { (byte) 0xd9, (byte) 0xd5, 0x05, (byte) 0xf9, 0x20, (byte) 0xa1, 0x63, (byte) 0xd7 };
		System.arraycopy(magic, 0, journal, 0, magic.length);
		journal[22] = 2;
		journal[26] = 16;
		Files.write(this.folder.path().resolve("spool.db-journal"), journal);
		Files.write(this.folder.file(), new byte[4096]);

		// When it is opened, then it is a spool
		try (Spool spool = this.folder.open()) {
			soon(spool.append(Envelopes.of("topic")));
		}
		assertThat(this.folder.files("")).extracting((file) -> file.getFileName().toString())
			.containsExactly("spool.db", "spool.lock");
	}

	private void fill(int records) {
		try (Spool spool = this.folder.open()) {
			for (int i = 0; i < records - 1; i++) {
				var unused = spool.append(Envelopes.of("topic", "key", new byte[700]));
			}
			soon(spool.append(Envelopes.of("topic")));
		}
	}

	private void sql(String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.folder.file());
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
