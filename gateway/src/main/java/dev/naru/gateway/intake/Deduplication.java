package dev.naru.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.naru.gateway.pending.Pending;
import dev.naru.gateway.provider.Endpoint;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.Outcome;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lets an event through once. A copy of one that is safe is not published again; a copy
 * of one that is under way shares what becomes of it. Nothing is held back because of a
 * publication that may still fail.
 * <p>
 * Events are told by topic, source and id: what stands in quarantine does not keep the
 * same event off its own topic, for the profile may have been mended since. Where the id
 * is not proven with all the rest, the digest of what the event says tells it as well: a
 * stranger who takes an id first must not make the genuine event a copy of his.
 */
public final class Deduplication {

	private final SipHash hash = SipHash.withRandomKey();

	private final Map<Fingerprint, Pending<Outcome>> underWay = new ConcurrentHashMap<>();

	private final @Nullable Fingerprints safe;

	private final Clock clock;

	/**
	 * @param maxEntries how many events are remembered; 0 switches deduplication off
	 * @param longest the longest time for which any of them is of use
	 */
	public Deduplication(int maxEntries, Supplier<Duration> longest, Clock clock) {
		this.safe = (maxEntries > 0) ? new Fingerprints(maxEntries, longest) : null;
		this.clock = clock;
	}

	/**
	 * Publishes an event now, unless it is a copy.
	 * @param endpoint the endpoint that it came to
	 * @param source the source as the event's attribute says it
	 * @param topic the topic that it belongs on
	 * @param id its id
	 * @param digest what tells it from others of that id, or null if the id alone does
	 * @param ofCopy what becomes of it if it is a copy of one that is safe
	 * @param publication publishes it
	 * @return what became of it
	 */
	Pending<Outcome> once(Endpoint endpoint, String source, String topic, EventId id, @Nullable String digest,
			Outcome ofCopy, Supplier<? extends Mono<Outcome>> publication) {
		Duration window = endpoint.profile().duplicateWindow();
		Fingerprints remembered = this.safe;
		if (remembered == null || window.isZero()) {
			return Pending.of(publication);
		}
		Fingerprint event = fingerprint(topic, source, id.value(), digest);
		Pending<Outcome> mine = new Pending<>();
		Pending<Outcome> first = this.underWay.putIfAbsent(event, mine);
		if (first != null) {
			Pending<Outcome> copy = new Pending<>();
			first.whenKnown((outcome, fault) -> copy.know((outcome != null) ? shared(outcome, ofCopy) : null, fault));
			return copy;
		}
		// Not before this one is under way: an earlier one is remembered before it is no
		// longer.
		if (remembered.contains(event, this.clock.instant(), window)) {
			settle(event, mine, ofCopy, null);
		}
		else {
			Pending.of(publication).whenKnown((outcome, fault) -> {
				if (outcome != null && isSafe(outcome)) {
					remembered.remember(event, this.clock.instant());
				}
				settle(event, mine, outcome, fault);
			});
		}
		return mine;
	}

	/**
	 * Remembers an event that is known to be safe.
	 * @param topic the topic that it stands on, or is going to
	 * @param source the source as the event's attribute says it
	 * @param id its id
	 * @param digest what tells it from others of that id, or null if the id alone does
	 * @param at since when it is safe
	 */
	public void remember(String topic, String source, String id, @Nullable String digest, Instant at) {
		Fingerprints remembered = this.safe;
		if (remembered != null) {
			Instant now = this.clock.instant();
			remembered.remember(fingerprint(topic, source, id, digest), at.isAfter(now) ? now : at);
		}
	}

	/**
	 * Whether copies are told at all.
	 */
	boolean isOn() {
		return this.safe != null;
	}

	/**
	 * How many events are remembered.
	 */
	long events() {
		return (this.safe != null) ? this.safe.size() : 0;
	}

	/**
	 * How many had to be forgotten while they were still of use.
	 */
	long forgotten() {
		return (this.safe != null) ? this.safe.forgotten() : 0;
	}

	/**
	 * When anyone hears of the outcome, the next one of its kind is the first again.
	 */
	private void settle(Fingerprint event, Pending<Outcome> mine, @Nullable Outcome outcome,
			@Nullable Throwable fault) {
		this.underWay.remove(event);
		mine.know(outcome, fault);
	}

	private Fingerprint fingerprint(String topic, String source, String id, @Nullable String digest) {
		String event = topic + '\0' + source + '\0' + id;
		return this.hash.of((digest != null) ? event + '\0' + digest : event);
	}

	private static boolean isSafe(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Published published -> true;
			case Outcome.Spooled spooled -> true;
			case Outcome.Duplicate duplicate -> true;
			case Outcome.Quarantined quarantined -> true;
			case Outcome.Declined declined -> true;
			case Outcome.Answered answered -> false;
			case Outcome.Refused refused -> false;
			case Outcome.Unavailable unavailable -> false;
			case Outcome.Failed failed -> false;
		};
	}

	/**
	 * What is declined is declined to all: a success would decide something.
	 */
	private static Outcome shared(Outcome first, Outcome ofCopy) {
		return (isSafe(first) && !(first instanceof Outcome.Declined)) ? ofCopy : first;
	}

}
