package dev.naru.gateway.publication.spool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpoolFormatTest {

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "journal_mode,wal", "synchronous,2", "fullfsync,1", "locking_mode,exclusive", "auto_vacuum,2",
			"page_size,4096", "user_version,2", "application_id,1315009141" })
	void asksForDurabilityEachTime(String setting, String value) throws Exception {
		// Given a new file, and then an old one
		for (int i = 0; i < 2; i++) {
			try (Connection connection = SpoolFormat.open(this.directory.resolve("spool.db"));
					Statement statement = connection.createStatement();
					ResultSet result = statement.executeQuery("PRAGMA " + setting)) {

				// When SQLite is asked how it will write, then it is with care
				assertThat(result.next()).isTrue();
				assertThat(result.getString(1)).isEqualTo(value);
			}
		}
	}

}
