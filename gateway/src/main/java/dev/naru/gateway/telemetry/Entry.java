package dev.naru.gateway.telemetry;

import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Refusal;

/**
 * What became of a request, in two words of a closed set.
 *
 * @param outcome which side of the balance
 * @param reason why, or {@code none}
 */
record Entry(String outcome, String reason) {

	private static final String NO_REASON = "none";

	static final Entry PUBLISHED = new Entry("published", NO_REASON);

	static final Entry SPOOLED = new Entry("spooled", NO_REASON);

	static final Entry DUPLICATE = new Entry("duplicate", NO_REASON);

	static final Entry ANSWERED = new Entry("answered", NO_REASON);

	static final Entry ABANDONED = new Entry("abandoned", NO_REASON);

	static final Entry UNAVAILABLE = new Entry("failed", "unavailable");

	static final Entry INTERNAL = new Entry("failed", "internal");

	static final Entry TOO_MANY_IN_FLIGHT = new Entry("refused", new Refusal.TooManyInFlight().reason());

	static final Entry MEMORY_EXHAUSTED = new Entry("refused", new Refusal.MemoryExhausted().reason());

	static Entry of(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Published published -> PUBLISHED;
			case Outcome.Spooled spooled -> SPOOLED;
			case Outcome.Duplicate duplicate -> DUPLICATE;
			case Outcome.Answered answered -> ANSWERED;
			case Outcome.Quarantined quarantined -> quarantined(quarantined.reason());
			case Outcome.Declined declined -> quarantined(QuarantineReason.REFUSED_TYPE);
			case Outcome.Refused(Refusal refusal) -> new Entry("refused", refusal.reason());
			case Outcome.Unavailable unavailable -> UNAVAILABLE;
			case Outcome.Failed failed -> INTERNAL;
		};
	}

	static Entry quarantined(QuarantineReason reason) {
		return new Entry("quarantined", reason.label());
	}

}
