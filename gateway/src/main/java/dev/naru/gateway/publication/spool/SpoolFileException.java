package dev.naru.gateway.publication.spool;

import java.io.IOException;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The spool's file could not be read or written.
 */
final class SpoolFileException extends IOException {

	private static final long serialVersionUID = 1L;

	private final boolean corrupt;

	private SpoolFileException(String message, boolean corrupt, @Nullable Exception cause) {
		super(message, cause);
		this.corrupt = corrupt;
	}

	static SpoolFileException of(SQLException ex) {
		return new SpoolFileException(String.valueOf(ex.getMessage()), isCorruption(ex), ex);
	}

	/**
	 * Its content is not what was written.
	 */
	static SpoolFileException corrupt(String problem, @Nullable Exception cause) {
		return new SpoolFileException(problem, true, cause);
	}

	/**
	 * Whether the file is damaged, so that trying again is of no use.
	 */
	boolean isCorrupt() {
		return this.corrupt;
	}

	/**
	 * The lower byte of SQLite's extended codes is the code that they extend.
	 */
	static boolean isCorruption(SQLException ex) {
		int code = (ex instanceof SQLiteException sqlite) ? sqlite.getResultCode().code & 0xff : 0;
		return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
	}

}
