package dev.naru.gateway.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import dev.naru.gateway.webhook.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Keeps the books in Micrometer.
 */
final class MicrometerLedger implements Ledger {

	private static final String NO_REASON = "none";

	private final MeterRegistry registry;

	private final Map<Tags, Counter> received = new ConcurrentHashMap<>();

	private final Map<Tags, Counter> settled = new ConcurrentHashMap<>();

	private final Map<Tags, Counter> verified = new ConcurrentHashMap<>();

	private final Map<Tags, Timer> acknowledge = new ConcurrentHashMap<>();

	MicrometerLedger(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void received(String source, String provider) {
		this.received.computeIfAbsent(Tags.of("source", source, "provider", provider), counter(Meters.RECEIVED))
			.increment();
	}

	@Override
	public void settled(String source, String provider, Outcome outcome, Duration elapsed) {
		Entry entry = entry(outcome);
		count(source, provider, entry);
		this.acknowledge
			.computeIfAbsent(Tags.of("source", source, "provider", provider, "outcome", entry.outcome()),
					(tags) -> Timer.builder(Meters.ACKNOWLEDGE.getName())
						.description(Meters.ACKNOWLEDGE.help())
						.tags(tags)
						.serviceLevelObjectives(Meters.BUCKETS)
						.register(this.registry))
			.record(elapsed);
	}

	@Override
	public void abandoned(String source, String provider) {
		count(source, provider, new Entry("abandoned", NO_REASON));
	}

	@Override
	public void verified(String source, String provider, String variant, int slot) {
		Tags tags = Tags.of("source", source, "provider", provider, "variant", variant, "slot",
				(slot < 0) ? "none" : Integer.toString(slot));
		this.verified.computeIfAbsent(tags, counter(Meters.VERIFIED)).increment();
	}

	private void count(String source, String provider, Entry entry) {
		Tags tags = Tags.of("source", source, "provider", provider, "outcome", entry.outcome(), "reason",
				entry.reason());
		this.settled.computeIfAbsent(tags, counter(Meters.SETTLED)).increment();
	}

	private java.util.function.Function<Tags, Counter> counter(Meters meter) {
		return (tags) -> Counter.builder(meter.getName()).description(meter.help()).tags(tags).register(this.registry);
	}

	private static Entry entry(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Published published -> new Entry("published", NO_REASON);
			case Outcome.Spooled spooled -> new Entry("spooled", NO_REASON);
			case Outcome.Duplicate duplicate -> new Entry("duplicate", NO_REASON);
			case Outcome.Answered answered -> new Entry("answered", NO_REASON);
			case Outcome.Quarantined quarantined -> new Entry("quarantined", quarantined.reason().label());
			case Outcome.Declined declined -> new Entry("quarantined", QuarantineReason.REFUSED_TYPE.label());
			case Outcome.Refused(Refusal refusal) -> new Entry("refused", refusal.reason());
			case Outcome.Unavailable unavailable -> new Entry("failed", "unavailable");
			case Outcome.Failed failed -> new Entry("failed", "internal");
		};
	}

	/**
	 * @param outcome which side of the balance
	 * @param reason why, or {@code none}
	 */
	private record Entry(String outcome, String reason) {
	}

}
