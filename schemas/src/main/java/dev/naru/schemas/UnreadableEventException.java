package dev.naru.schemas;

import org.jspecify.annotations.Nullable;

/**
 * A record is not an event of the gateway. It is checked because every subscriber has to
 * decide what becomes of such a record: reading it again never helps, and a consumer that
 * gives up on it stops the whole partition.
 */
public final class UnreadableEventException extends Exception {

	UnreadableEventException(String message) {
		this(message, null);
	}

	UnreadableEventException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
