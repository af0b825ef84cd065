package dev.naru.gateway.publication.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Statements that are prepared when they are first run, and kept. One that fails is
 * prepared anew: the driver has closed it.
 */
final class Statements {

	private final Connection connection;

	private final Map<String, PreparedStatement> prepared = new HashMap<>();

	Statements(Connection connection) {
		this.connection = connection;
	}

	<T> T run(String sql, Use<T> use) throws SpoolFileException {
		try {
			PreparedStatement statement = this.prepared.get(sql);
			if (statement == null) {
				statement = this.connection.prepareStatement(sql);
				this.prepared.put(sql, statement);
			}
			return use.of(statement);
		}
		catch (SQLException ex) {
			discard(sql);
			throw SpoolFileException.of(ex);
		}
	}

	/**
	 * @return how many rows it changed
	 */
	int update(String sql) throws SpoolFileException {
		return run(sql, PreparedStatement::executeUpdate);
	}

	private void discard(String sql) {
		PreparedStatement failed = this.prepared.remove(sql);
		try {
			if (failed != null) {
				failed.close();
			}
		}
		catch (SQLException ex) {
			// It says again what it said before.
		}
	}

	/**
	 * Runs a statement.
	 */
	@FunctionalInterface
	interface Use<T> {

		T of(PreparedStatement statement) throws SQLException, SpoolFileException;

	}

}
