package dev.naru.gateway.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.naru.gateway.webhook.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * Bounded number of places, in fair shares: by source first, within a source by network.
 * When all are taken, whoever holds fewer takes one from whoever holds more; among equals
 * a place is safe for one turn. Not safe for use by several threads.
 *
 * @param <T> what holds a place, told by identity
 */
final class Places<T> {

	private final int most;

	private final Duration turn;

	/** The oldest first. */
	private final Map<T, Place> places = new LinkedHashMap<>();

	/**
	 * @param most how many places there are
	 * @param turn how long a place is safe from one's equals
	 */
	Places(int most, Duration turn) {
		this.most = most;
		this.turn = turn;
	}

	/**
	 * Gives a place to a newcomer.
	 * @return who has no place now: null if there was one to spare, the newcomer if there
	 * was none to be had
	 */
	@Nullable T take(T newcomer, Sender sender, Instant now) {
		T loser = null;
		if (this.places.size() >= this.most) {
			loser = loser(sender, now);
			if (loser == null) {
				return newcomer;
			}
			this.places.remove(loser);
		}
		this.places.put(newcomer, new Place(sender, now));
		return loser;
	}

	/**
	 * Gives a place back.
	 */
	void leave(T holder) {
		this.places.remove(holder);
	}

	/**
	 * The oldest that has to give way, or null if none has.
	 */
	private @Nullable T loser(Sender newcomer, Instant now) {
		Map<SourceId, Integer> bySource = new HashMap<>();
		Map<Sender, Integer> bySender = new HashMap<>();
		for (Place place : this.places.values()) {
			bySource.merge(place.sender().source(), 1, Integer::sum);
			bySender.merge(place.sender(), 1, Integer::sum);
		}
		for (Map.Entry<T, Place> each : this.places.entrySet()) {
			Sender other = each.getValue().sender();
			boolean neighbour = other.source().equals(newcomer.source());
			int mine = neighbour ? bySender.getOrDefault(newcomer, 0) : bySource.getOrDefault(newcomer.source(), 0);
			int theirs = neighbour ? bySender.getOrDefault(other, 0) : bySource.getOrDefault(other.source(), 0);
			if (mine + 1 < theirs || (mine <= theirs && Elapsed.atLeast(this.turn, each.getValue().since(), now))) {
				return each.getKey();
			}
		}
		return null;
	}

	private record Place(Sender sender, Instant since) {
	}

}
