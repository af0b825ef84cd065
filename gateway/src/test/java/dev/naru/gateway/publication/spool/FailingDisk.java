package dev.naru.gateway.publication.spool;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;

import dev.naru.gateway.publication.PublicationProperties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A disk that fails when it is told to.
 */
final class FailingDisk {

	private final Connection connection;

	private volatile @Nullable SQLiteErrorCode commitFailure;

	private FailingDisk(Connection connection) {
		this.connection = connection;
	}

	static FailingDisk at(Path file) throws Exception {
		return new FailingDisk(SpoolFormat.open(file));
	}

	/**
	 * From now on nothing can be committed; null mends it.
	 */
	void failCommits(@Nullable SQLiteErrorCode code) {
		this.commitFailure = code;
	}

	/**
	 * From now on the file may have so many pages, and no more.
	 */
	void limitPages(int pages) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("PRAGMA max_page_count=" + pages);
		}
	}

	Spool spool(PublicationProperties.Spool properties) throws Exception {
		SpoolDirectory directory = SpoolDirectory.open(properties.directory(), Duration.ZERO);
		Connection connection = (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					Object result = call(() -> method.invoke(this.connection, arguments));
					return (result instanceof PreparedStatement statement && arguments[0].equals("COMMIT"))
							? commit(statement) : result;
				});
		return new Spool(directory, new SpoolFile(connection), properties, Clock.systemUTC());
	}

	private PreparedStatement commit(PreparedStatement real) {
		return (PreparedStatement) Proxy.newProxyInstance(PreparedStatement.class.getClassLoader(),
				new Class<?>[] { PreparedStatement.class }, (proxy, method, arguments) -> {
					SQLiteErrorCode failure = this.commitFailure;
					if (failure != null && method.getName().startsWith("execute")) {
						throw new SQLiteException("[" + failure + "] made up", failure);
					}
					return call(() -> method.invoke(real, arguments));
				});
	}

	private static @Nullable Object call(Call call) throws Throwable {
		try {
			return call.run();
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	private interface Call {

		@Nullable Object run() throws Exception;

	}

}
