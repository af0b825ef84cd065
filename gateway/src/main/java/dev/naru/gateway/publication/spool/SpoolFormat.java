package dev.naru.gateway.publication.spool;

import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.naru.gateway.source.ConfigurationException;
import org.sqlite.SQLiteConfig;

/**
 * What the file of the spool looks like, and whether it still does.
 */
final class SpoolFormat {

	static final int PAGE_SIZE = 4096;

	/** "Naru", so that it can be told from other files of SQLite. */
	private static final int APPLICATION_ID = 0x4e617275;

	static final int VERSION = 2;

	private static final int LOG_BYTES = 16 * 1024 * 1024;

	/**
	 * What a new file remembers. An old one must not be told again: that would be a
	 * write, and a full disk could then not be emptied.
	 */
	private static final List<String> NEW_SETTINGS = List.of("page_size=" + PAGE_SIZE, "auto_vacuum=INCREMENTAL");

	/**
	 * What is committed is on disk: synchronous=FULL. The file has one user, and so no
	 * need of shared memory.
	 */
	private static final List<String> SETTINGS = List.of("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON",
			"journal_size_limit=" + LOG_BYTES, "cache_size=-8192", "temp_store=MEMORY");

	private static final String COLUMNS = "(position INTEGER PRIMARY KEY, topic TEXT NOT NULL, source TEXT NOT NULL, "
			+ "id TEXT NOT NULL, key TEXT NOT NULL, received_at INTEGER NOT NULL, headers BLOB NOT NULL, "
			+ "value BLOB NOT NULL%s) STRICT";

	/**
	 * The value comes last, so that it need not be read where it is not wanted. In an
	 * index the position follows by itself.
	 */
	private static final List<String> TABLES = List.of("CREATE TABLE record" + COLUMNS.formatted(""),
			"CREATE TABLE rejected" + COLUMNS.formatted(", reason TEXT NOT NULL, rejected_at INTEGER NOT NULL"),
			"CREATE INDEX record_topic ON record (topic)", "PRAGMA application_id=" + APPLICATION_ID,
			"PRAGMA user_version=" + VERSION);

	private SpoolFormat() {
	}

	/**
	 * Looks at the whole file and opens it for writing; an empty one is filled.
	 * @throws SQLException if it cannot be read or written
	 * @throws SpoolFileException if it is damaged
	 * @throws ConfigurationException if it is not of this version
	 */
	static Connection open(Path file) throws SQLException, SpoolFileException {
		boolean sound = isSound(file);
		Connection connection = connect(file, new SQLiteConfig());
		try (Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA locking_mode=EXCLUSIVE");
			set(statement, (number(statement, "PRAGMA page_count") == 0) ? NEW_SETTINGS : List.of());
			set(statement, SETTINGS);
			if (!sound) {
				check(file, statement);
			}
			if (number(statement, "PRAGMA user_version") == 0) {
				statement.executeUpdate("BEGIN IMMEDIATE");
				for (String table : TABLES) {
					statement.executeUpdate(table);
				}
				statement.executeUpdate("COMMIT");
			}
			return connection;
		}
		catch (SQLException | SpoolFileException | ConfigurationException ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Checks the file and changes not a byte of it: of a damaged one nothing may be lost.
	 * @return false if that cannot be done, since SQLite wants to write first: a file
	 * that was just begun, or a disk that is full
	 */
	private static boolean isSound(Path file) throws SQLException, SpoolFileException {
		SQLiteConfig readOnly = new SQLiteConfig();
		readOnly.setReadOnly(true);
		File sharedMemory = new File(file + "-shm");
		boolean inUse = sharedMemory.exists();
		try (Connection connection = connect(file, readOnly); Statement statement = connection.createStatement()) {
			check(file, statement);
			return true;
		}
		catch (SQLException ex) {
			if (SpoolFileException.isCorruption(ex)) {
				throw ex;
			}
			return false;
		}
		finally {
			// Who only reads leaves it behind. If it stays, no harm is done.
			if (!inUse) {
				boolean unused = sharedMemory.delete();
			}
		}
	}

	/**
	 * Whether records may lie in a file that cannot be opened for writing. On a full disk
	 * it can be read as ever; on one that takes no writes it can, too, if all of it
	 * stands in the file itself.
	 * @param whole whether nothing stands in its log
	 */
	static boolean mayHoldRecords(Path file, boolean whole) {
		SQLiteConfig readOnly = new SQLiteConfig();
		readOnly.setReadOnly(true);
		return !(holdsNone(file.toUri().toString(), new SQLiteConfig())
				|| (whole && holdsNone(file.toUri() + "?immutable=1", readOnly)));
	}

	/**
	 * @return false also if that cannot be told
	 */
	private static boolean holdsNone(String uri, SQLiteConfig config) {
		try (Connection connection = connect(uri, config); Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA locking_mode=EXCLUSIVE");
			return number(statement, "SELECT count(*) FROM sqlite_schema WHERE name = 'record'") == 0
					|| number(statement, "SELECT count(*) FROM record") == 0;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static void check(Path file, Statement statement) throws SQLException, SpoolFileException {
		if (number(statement, "SELECT count(*) FROM sqlite_schema") > 0) {
			requireOurs(file, number(statement, "PRAGMA application_id"), number(statement, "PRAGMA user_version"));
		}
		try (ResultSet result = statement.executeQuery("PRAGMA integrity_check(1)")) {
			result.next();
			String verdict = result.getString(1);
			if (!verdict.equals("ok")) {
				throw SpoolFileException.corrupt(verdict.replace('\n', ' '), null);
			}
		}
	}

	private static void requireOurs(Path file, long application, long version) {
		if (application != APPLICATION_ID) {
			throw new ConfigurationException(SpoolDirectory.PLACE, file + " is not a spool of Naru's",
					"set it to a folder of the gateway's own, or move that file away");
		}
		if (version != VERSION) {
			throw new ConfigurationException(SpoolDirectory.PLACE,
					file + " was written by another version of Naru (format " + version + ", not " + VERSION + ")",
					"start that version again and let it empty the spool, or set it to another folder");
		}
	}

	/**
	 * As a URI, since a question mark in a name would begin the parameters.
	 */
	private static Connection connect(Path file, SQLiteConfig config) throws SQLException {
		return connect(file.toUri().toString(), config);
	}

	private static Connection connect(String uri, SQLiteConfig config) throws SQLException {
		// They would cost a query for each record.
		config.setGetGeneratedKeys(false);
		return config.createConnection("jdbc:sqlite:" + uri);
	}

	private static void set(Statement statement, List<String> settings) throws SQLException {
		for (String setting : settings) {
			statement.execute("PRAGMA " + setting);
		}
	}

	private static long number(Statement statement, String query) throws SQLException {
		try (ResultSet result = statement.executeQuery(query)) {
			result.next();
			return result.getLong(1);
		}
	}

}
