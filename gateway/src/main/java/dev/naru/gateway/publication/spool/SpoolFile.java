package dev.naru.gateway.publication.spool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

import dev.naru.gateway.envelope.Envelope;

/**
 * The file of the spool: a database of SQLite's. Not safe for use by several threads.
 */
final class SpoolFile implements AutoCloseable {

	static final String COLUMNS = "position, topic, source, id, key, received_at, headers, value";

	private static final String APPEND = "INSERT INTO record (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?)";

	private static final String DELETE = "DELETE FROM record WHERE position = ?";

	private static final String REJECT = "INSERT INTO rejected (" + COLUMNS + ", reason, rejected_at) SELECT " + COLUMNS
			+ ", ?, ? FROM record WHERE position = ?";

	private static final String PUT_BACK = "INSERT INTO record (" + COLUMNS + ") SELECT " + COLUMNS + " FROM rejected";

	private final Connection connection;

	private final Statements statements;

	private final SpoolContent content;

	SpoolFile(Connection connection) {
		this.connection = connection;
		this.statements = new Statements(connection);
		this.content = new SpoolContent(this.statements);
	}

	/**
	 * Checks and opens the file; an empty one becomes a new spool.
	 */
	static SpoolFile open(Path file) throws SpoolFileException {
		try {
			return new SpoolFile(SpoolFormat.open(file));
		}
		catch (SQLException ex) {
			throw SpoolFileException.of(ex);
		}
	}

	/**
	 * What is in it.
	 */
	SpoolContent content() {
		return this.content;
	}

	void begin() throws SpoolFileException {
		this.statements.update("BEGIN IMMEDIATE");
	}

	/**
	 * Returns when all is on disk.
	 */
	void commit() throws SpoolFileException {
		this.statements.update("COMMIT");
	}

	/**
	 * After an error SQLite may have rolled back already, and refuses. Should it refuse
	 * for another reason, the next transaction cannot begin, and this is tried again.
	 */
	void rollback() {
		try {
			this.statements.update("ROLLBACK");
		}
		catch (SpoolFileException ex) {
			// Nothing is committed, which is all that is asked.
		}
	}

	void append(long position, Envelope envelope, byte[] headers) throws SpoolFileException {
		this.statements.run(APPEND, (append) -> {
			append.setLong(1, position);
			append.setString(2, envelope.topic());
			append.setString(3, envelope.source().value());
			append.setString(4, envelope.id().value());
			append.setString(5, envelope.key());
			append.setLong(6, envelope.receivedAt().toEpochMilli());
			append.setBytes(7, headers);
			append.setBytes(8, envelope.value());
			return append.executeUpdate();
		});
	}

	/**
	 * @return how many records were there to be deleted, one or none
	 */
	int delete(long position) throws SpoolFileException {
		return this.statements.run(DELETE, (delete) -> {
			delete.setLong(1, position);
			return delete.executeUpdate();
		});
	}

	/**
	 * @return how many records were there to be set aside, one or none
	 */
	int reject(long position, String reason, Instant now) throws SpoolFileException {
		this.statements.run(REJECT, (reject) -> {
			reject.setString(1, reason);
			reject.setLong(2, now.toEpochMilli());
			reject.setLong(3, position);
			return reject.executeUpdate();
		});
		return delete(position);
	}

	/**
	 * Puts all that was set aside back into line.
	 */
	void putBack() throws SpoolFileException {
		begin();
		this.statements.update(PUT_BACK);
		this.statements.update("DELETE FROM rejected");
		commit();
	}

	/**
	 * Gives free bytes back to the disk.
	 * @param bytes about how many at most; the more, the longer it takes
	 */
	void shrink(long bytes) throws SpoolFileException {
		execute("PRAGMA incremental_vacuum(" + bytes / SpoolFormat.PAGE_SIZE + ")");
	}

	/**
	 * Gives all free bytes back; it takes the longer, the more is in use.
	 */
	void rewrite() throws SpoolFileException {
		execute("VACUUM");
	}

	/**
	 * Moves all that is in the log into the file itself, and empties the log.
	 */
	void emptyLog() throws SpoolFileException {
		execute("PRAGMA wal_checkpoint(TRUNCATE)");
	}

	/**
	 * Writes, and changes nothing, to see whether it can be done.
	 */
	void touch() throws SpoolFileException {
		begin();
		execute("PRAGMA user_version=" + SpoolFormat.VERSION);
		commit();
	}

	@Override
	public void close() throws SpoolFileException {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw SpoolFileException.of(ex);
		}
	}

	/**
	 * Runs a statement to its end, as the driver does with unprepared ones alone.
	 */
	private void execute(String sql) throws SpoolFileException {
		try (Statement statement = this.connection.createStatement()) {
			statement.executeUpdate(sql);
		}
		catch (SQLException ex) {
			throw SpoolFileException.of(ex);
		}
	}

}
