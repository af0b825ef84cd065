package dev.naru.schemas;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of one event, wherever its mode keeps them.
 */
interface Attributes {

	/** Where an attribute stands, for messages. */
	String place(String name);

	/** The text of an attribute, or null when the event has no such attribute. */
	@Nullable String text(String name) throws UnreadableEventException;

	default Optional<String> optional(String name) throws UnreadableEventException {
		String text = text(name);
		if (text != null && text.isEmpty()) {
			throw new UnreadableEventException(place(name) + " is empty");
		}
		return Optional.ofNullable(text);
	}

	default String required(String name) throws UnreadableEventException {
		return optional(name).orElseThrow(() -> new UnreadableEventException(place(name) + " is missing"));
	}

	default OffsetDateTime requiredTime(String name) throws UnreadableEventException {
		return time(place(name), required(name));
	}

	private static OffsetDateTime time(String place, String text) throws UnreadableEventException {
		try {
			return OffsetDateTime.parse(text);
		}
		catch (DateTimeParseException ex) {
			throw new UnreadableEventException(place + " is not an RFC 3339 time with an offset", ex);
		}
	}

}
