package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
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
 * What is in the file of the spool.
 */
final class SpoolContent {

	private static final String NEXT = "SELECT " + SpoolFile.COLUMNS
			+ " FROM record INDEXED BY record_topic WHERE topic = ? AND position > ? ORDER BY position LIMIT ?";

	private static final String ALL = "SELECT position, topic, source, id, key, headers FROM record ORDER BY position";

	private static final String OLDEST = "SELECT received_at FROM record ORDER BY position LIMIT 1";

	private static final String LAST_POSITION = "SELECT max(ifnull((SELECT max(position) FROM record), 0), "
			+ "ifnull((SELECT max(position) FROM rejected), 0))";

	private final Statements statements;

	SpoolContent(Statements statements) {
		this.statements = statements;
	}

	/**
	 * The next records of a topic, oldest first.
	 * @param mostBytes how many bytes at most, but always one record if there is one
	 */
	List<Kept> next(String topic, long after, int mostRecords, long mostBytes) throws SpoolFileException {
		return this.statements.run(NEXT, (query) -> {
			query.setString(1, topic);
			query.setLong(2, after);
			query.setInt(3, mostRecords);
			List<Kept> found = new ArrayList<>();
			try (ResultSet row = query.executeQuery()) {
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

	/**
	 * All records, oldest first. Values come last in a row, and are not even read.
	 */
	void forEach(Consumer<Waiting> visitor) throws SpoolFileException {
		this.statements.run(ALL, (query) -> {
			try (ResultSet row = query.executeQuery()) {
				while (row.next()) {
					visitor.accept(new Waiting(row.getLong(1), row.getString(2), row.getString(3), row.getString(4),
							digest(row.getBytes(6)), row.getString(5)));
				}
			}
			return true;
		});
	}

	Set<String> topics() throws SpoolFileException {
		return this.statements.run("SELECT DISTINCT topic FROM record", (query) -> {
			Set<String> topics = new HashSet<>();
			try (ResultSet row = query.executeQuery()) {
				while (row.next()) {
					topics.add(row.getString(1));
				}
			}
			return Set.copyOf(topics);
		});
	}

	long records() throws SpoolFileException {
		return number("SELECT count(*) FROM record", 0);
	}

	/**
	 * How many have been set aside.
	 */
	long rejected() throws SpoolFileException {
		return number("SELECT count(*) FROM rejected", 0);
	}

	/**
	 * The last position that is taken, or 0.
	 */
	long lastPosition() throws SpoolFileException {
		return number(LAST_POSITION, 0);
	}

	/**
	 * When the oldest record was received, or null if there is none.
	 */
	@Nullable Instant oldest() throws SpoolFileException {
		long millis = number(OLDEST, Long.MIN_VALUE);
		return (millis != Long.MIN_VALUE) ? Instant.ofEpochMilli(millis) : null;
	}

	/**
	 * What is used of the file.
	 */
	long usedBytes() throws SpoolFileException {
		return number("PRAGMA page_count", 0) * SpoolFormat.PAGE_SIZE - freeBytes();
	}

	/**
	 * What is not: it is used again, or given back by {@link SpoolFile#shrink}.
	 */
	long freeBytes() throws SpoolFileException {
		return number("PRAGMA freelist_count", 0) * SpoolFormat.PAGE_SIZE;
	}

	private long number(String sql, long otherwise) throws SpoolFileException {
		return this.statements.run(sql, (query) -> {
			try (ResultSet row = query.executeQuery()) {
				return row.next() ? row.getLong(1) : otherwise;
			}
		});
	}

	/**
	 * Headers that cannot be read keep nobody from starting: the drain will tell of them.
	 */
	private static @Nullable String digest(byte[] headers) {
		try {
			return HeaderCoding.decode(headers).get(Envelope.DIGEST);
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static Kept kept(ResultSet row) throws SQLException, SpoolFileException {
		try {
			return new Kept(row.getLong(1),
					new Envelope(new SourceId(row.getString(3)), new EventId(row.getString(4)), row.getString(2),
							row.getString(5), Instant.ofEpochMilli(row.getLong(6)),
							HeaderCoding.decode(row.getBytes(7)), row.getBytes(8)));
		}
		catch (IOException | IllegalArgumentException ex) {
			throw SpoolFileException.corrupt("the record at " + row.getLong(1) + " cannot be read: " + ex, ex);
		}
	}

}
