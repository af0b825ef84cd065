package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * The file of the spool: a database of SQLite's. Not safe for use by several threads.
 */
final class SpoolFile implements AutoCloseable {

	private static final String COLUMNS = "position, topic, source, id, key, spooled_at, headers, value";

	private final Connection connection;

	private final Statement statement;

	private final PreparedStatement begin;

	private final PreparedStatement commit;

	private final PreparedStatement append;

	private final PreparedStatement read;

	private final PreparedStatement delete;

	private final PreparedStatement reject;

	private final PreparedStatement pages;

	private final PreparedStatement freePages;

	private final PreparedStatement oldest;

	private SpoolFile(Connection connection) throws SQLException {
		this.connection = connection;
		this.statement = connection.createStatement();
		this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
		this.commit = connection.prepareStatement("COMMIT");
		this.append = connection.prepareStatement("INSERT INTO record (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?)");
		this.read = connection.prepareStatement("SELECT " + COLUMNS
				+ " FROM record INDEXED BY record_topic WHERE topic = ? AND position > ? ORDER BY position LIMIT ?");
		this.delete = connection.prepareStatement("DELETE FROM record WHERE position = ?");
		this.reject = connection.prepareStatement("INSERT INTO rejected (" + COLUMNS + ", reason, rejected_at) SELECT "
				+ COLUMNS + ", ?, ? FROM record WHERE position = ?");
		this.pages = connection.prepareStatement("PRAGMA page_count");
		this.freePages = connection.prepareStatement("PRAGMA freelist_count");
		this.oldest = connection.prepareStatement("SELECT spooled_at FROM record ORDER BY position LIMIT 1");
	}

	/**
	 * Checks and opens the file; an empty one becomes a new spool.
	 */
	static SpoolFile open(Path file) throws SpoolFileException {
		return attempt(() -> {
			if (file.toFile().length() > 0) {
				SpoolFormat.check(file);
			}
			Connection connection = SpoolFormat.open(file);
			try {
				return new SpoolFile(connection);
			}
			catch (SQLException ex) {
				connection.close();
				throw ex;
			}
		});
	}

	void begin() throws SpoolFileException {
		attempt(this.begin::executeUpdate);
	}

	/**
	 * Returns when all is on disk.
	 */
	void commit() throws SpoolFileException {
		attempt(this.commit::executeUpdate);
	}

	/**
	 * After an error SQLite may have rolled back already: it is no matter if it refuses.
	 */
	void rollback() {
		try {
			this.statement.executeUpdate("ROLLBACK");
		}
		catch (SQLException ex) {
			// If there is still a transaction, the next cannot begin, and this is tried
			// again.
		}
	}

	void append(long position, Instant now, Envelope envelope, byte[] headers) throws SpoolFileException {
		attempt(() -> {
			this.append.setLong(1, position);
			this.append.setString(2, envelope.topic());
			this.append.setString(3, envelope.source().value());
			this.append.setString(4, envelope.id().value());
			this.append.setString(5, envelope.key());
			this.append.setLong(6, now.toEpochMilli());
			this.append.setBytes(7, headers);
			this.append.setBytes(8, envelope.value());
			return this.append.executeUpdate();
		});
	}

	/**
	 * @return how many records were there to be deleted, one or none
	 */
	int delete(long position) throws SpoolFileException {
		return attempt(() -> {
			this.delete.setLong(1, position);
			return this.delete.executeUpdate();
		});
	}

	/**
	 * @return how many records were there to be set aside, one or none
	 */
	int reject(long position, String reason, Instant now) throws SpoolFileException {
		attempt(() -> {
			this.reject.setString(1, reason);
			this.reject.setLong(2, now.toEpochMilli());
			this.reject.setLong(3, position);
			return this.reject.executeUpdate();
		});
		return delete(position);
	}

	/**
	 * @return how many records that were set aside are now back in line
	 */
	int putBack() throws SpoolFileException {
		begin();
		int count = attempt(() -> {
			int copied = this.statement
				.executeUpdate("INSERT INTO record (" + COLUMNS + ") SELECT " + COLUMNS + " FROM rejected");
			this.statement.executeUpdate("DELETE FROM rejected");
			return copied;
		});
		commit();
		return count;
	}

	List<Kept> read(String topic, long after, int mostRecords, long mostBytes) throws SpoolFileException {
		return attempt(() -> {
			this.read.setString(1, topic);
			this.read.setLong(2, after);
			this.read.setInt(3, mostRecords);
			List<Kept> found = new ArrayList<>();
			try (ResultSet row = this.read.executeQuery()) {
				long bytes = 0;
				while (row.next()) {
					Kept kept = kept(row);
					bytes += kept.envelope().size();
					if (bytes > mostBytes && !found.isEmpty()) {
						break;
					}
					found.add(kept);
				}
			}
			return found;
		});
	}

	void forEach(Consumer<Waiting> visitor) throws SpoolFileException {
		attempt(() -> {
			try (ResultSet row = this.statement
				.executeQuery("SELECT position, topic, source, id, key FROM record ORDER BY position")) {
				while (row.next()) {
					visitor.accept(new Waiting(row.getLong(1), row.getString(2), row.getString(3), row.getString(4),
							row.getString(5)));
				}
			}
			return 0;
		});
	}

	long records() throws SpoolFileException {
		return attempt(() -> number("SELECT count(*) FROM record"));
	}

	long lastPosition() throws SpoolFileException {
		return attempt(() -> number("SELECT ifnull(max(position), 0) FROM record"));
	}

	Set<String> topics() throws SpoolFileException {
		return attempt(() -> {
			Set<String> topics = new HashSet<>();
			try (ResultSet row = this.statement.executeQuery("SELECT DISTINCT topic FROM record")) {
				while (row.next()) {
					topics.add(row.getString(1));
				}
			}
			return Set.copyOf(topics);
		});
	}

	@Nullable Instant oldest() throws SpoolFileException {
		long millis = attempt(() -> number(this.oldest));
		return (millis >= 0) ? Instant.ofEpochMilli(millis) : null;
	}

	/**
	 * What is used of the file.
	 */
	long usedBytes() throws SpoolFileException {
		return attempt(() -> number(this.pages) - number(this.freePages)) * SpoolFormat.PAGE_SIZE;
	}

	/**
	 * What is not: it is used again, or given back by {@link #shrink}.
	 */
	long freeBytes() throws SpoolFileException {
		return attempt(() -> number(this.freePages)) * SpoolFormat.PAGE_SIZE;
	}

	/**
	 * Gives free bytes back to the disk.
	 * @param bytes about how many at most; the more, the longer it takes
	 */
	void shrink(long bytes) throws SpoolFileException {
		attempt(() -> this.statement.executeUpdate("PRAGMA incremental_vacuum(" + bytes / SpoolFormat.PAGE_SIZE + ")"));
	}

	/**
	 * Gives all free bytes back; it takes the longer, the more is in use.
	 */
	void rewrite() throws SpoolFileException {
		attempt(() -> this.statement.executeUpdate("VACUUM"));
	}

	/**
	 * Moves all that is in the log into the file itself, and empties the log.
	 */
	void emptyLog() throws SpoolFileException {
		attempt(() -> number("PRAGMA wal_checkpoint(TRUNCATE)"));
	}

	/**
	 * Writes, and changes nothing, to see whether it can be done.
	 */
	void touch() throws SpoolFileException {
		attempt(() -> this.statement.executeUpdate("PRAGMA user_version=" + number("PRAGMA user_version")));
	}

	@Override
	public void close() throws SpoolFileException {
		attempt(() -> {
			this.connection.close();
			return 0;
		});
	}

	private static Kept kept(ResultSet row) throws SQLException, SpoolFileException {
		try {
			return new Kept(row.getLong(1), Instant.ofEpochMilli(row.getLong(6)),
					new Envelope(new SourceId(row.getString(3)), new EventId(row.getString(4)), row.getString(2),
							row.getString(5), HeaderCoding.decode(row.getBytes(7)), row.getBytes(8)));
		}
		catch (IOException | IllegalArgumentException ex) {
			throw SpoolFileException.corrupt("the record at " + row.getLong(1) + " cannot be read: " + ex, ex);
		}
	}

	private long number(String query) throws SQLException {
		try (ResultSet row = this.statement.executeQuery(query)) {
			return row.next() ? row.getLong(1) : -1;
		}
	}

	private static long number(PreparedStatement query) throws SQLException {
		try (ResultSet row = query.executeQuery()) {
			return row.next() ? row.getLong(1) : -1;
		}
	}

	private static <T> T attempt(Attempt<T> attempt) throws SpoolFileException {
		try {
			return attempt.run();
		}
		catch (SQLException ex) {
			throw SpoolFileException.of(ex);
		}
	}

	@FunctionalInterface
	private interface Attempt<T> {

		T run() throws SQLException, SpoolFileException;

	}

}
