package dev.naru.schemas.example;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.naru.schemas.Event;

/**
 * Remembers the last events, because a record may come more than once. A subscriber whose
 * work must not be done twice keeps this in its database, in the transaction of the work.
 */
final class SeenEvents {

	private final Set<Key> keys;

	SeenEvents(int capacity) {
		this.keys = Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
				return size() > capacity;
			}

		});
	}

	/**
	 * Whether the event is new, so that a second call with the same one says no.
	 * @param digest the record's header {@code naru-digest}, there where the id alone
	 * tells nothing: a stranger may have used it first
	 */
	boolean add(Event event, Optional<String> digest) {
		return this.keys.add(new Key(event.source(), event.id(), digest));
	}

	private record Key(String source, String id, Optional<String> digest) {
	}

}
