package dev.naru.gateway.telemetry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.naru.gateway.webhook.Ledger;
import dev.naru.gateway.webhook.Outcome;
import dev.naru.gateway.webhook.QuarantineReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one source, each found once.
 */
final class MicrometerAccount implements Ledger.Account {

	/**
	 * What nobody hopes for, and an operator is called for when it happens once: counted
	 * from 0 on, since one that appears with 1 has not grown.
	 */
	private static final List<Entry> RARE = Stream
		.concat(Stream.of(Entry.UNAVAILABLE, Entry.INTERNAL, Entry.TOO_MANY_IN_FLIGHT, Entry.MEMORY_EXHAUSTED),
				Arrays.stream(QuarantineReason.values()).map(Entry::quarantined))
		.toList();

	/** A provider may name types that no profile knows, though hardly so many. */
	private static final int MOST_TYPES = 100;

	private static final String OTHER_TYPES = "other";

	private final MeterRegistry registry;

	private final Tags tags;

	private final Counter received;

	private final Map<Entry, Counter> settled = new ConcurrentHashMap<>();

	private final Map<Entry, Counter> batched = new ConcurrentHashMap<>();

	private final Map<String, Timer> acknowledge = new ConcurrentHashMap<>();

	private final Map<Proof, Counter> verified = new ConcurrentHashMap<>();

	private final Map<String, Counter> events = new ConcurrentHashMap<>();

	/**
	 * Unix time. Written once a second at most, so that threads do not quarrel over it.
	 */
	private volatile long lastVerifiedSecond;

	private final TimeGauge lastVerified;

	MicrometerAccount(MeterRegistry registry, String source, String provider) {
		this.registry = registry;
		this.tags = Tags.of("source", source, "provider", provider);
		this.received = counter(Meters.RECEIVED, this.tags);
		RARE.forEach(this::counterOf);
		this.lastVerified = TimeGauge
			.builder(Meters.LAST_VERIFIED.getName(), this, TimeUnit.SECONDS, (account) -> account.lastVerifiedSecond)
			.description(Meters.LAST_VERIFIED.help())
			.tags(this.tags)
			.register(registry);
	}

	@Override
	public void received() {
		this.received.increment();
	}

	@Override
	public void settled(Outcome outcome, long elapsedNanos) {
		Entry entry = Entry.of(outcome);
		count(entry);
		Timer timer = this.acknowledge.get(entry.outcome());
		((timer != null) ? timer : this.acknowledge.computeIfAbsent(entry.outcome(), this::timer)).record(elapsedNanos,
				TimeUnit.NANOSECONDS);
	}

	@Override
	public void batched(Outcome outcome) {
		Entry entry = Entry.of(outcome);
		this.batched
			.computeIfAbsent(entry,
					(absent) -> counter(Meters.BATCHED,
							this.tags.and("outcome", entry.outcome(), "reason", entry.reason())))
			.increment();
	}

	@Override
	public void abandoned() {
		count(Entry.ABANDONED);
	}

	@Override
	public void verified(String variant, int slot) {
		Proof proof = new Proof(variant, slot);
		Counter counter = this.verified.get(proof);
		((counter != null) ? counter
				: this.verified.computeIfAbsent(proof, (absent) -> counter(Meters.VERIFIED,
						this.tags.and("variant", variant, "slot", (slot < 0) ? "none" : Integer.toString(slot)))))
			.increment();
		long second = System.currentTimeMillis() / 1000;
		if (this.lastVerifiedSecond != second) {
			this.lastVerifiedSecond = second;
		}
	}

	/**
	 * What was counted stays; when the last one came is asked no more.
	 */
	void retire() {
		this.registry.remove(this.lastVerified);
	}

	@Override
	public void event(String type) {
		Counter counter = this.events.get(type);
		((counter != null) ? counter : eventsOf((this.events.size() < MOST_TYPES) ? type : OTHER_TYPES)).increment();
	}

	private Counter eventsOf(String type) {
		return this.events.computeIfAbsent(type, (absent) -> counter(Meters.EVENTS, this.tags.and("type", type)));
	}

	private void count(Entry entry) {
		Counter counter = this.settled.get(entry);
		((counter != null) ? counter : counterOf(entry)).increment();
	}

	private Counter counterOf(Entry entry) {
		return this.settled.computeIfAbsent(entry, (absent) -> counter(Meters.SETTLED,
				this.tags.and("outcome", entry.outcome(), "reason", entry.reason())));
	}

	private Counter counter(Meters meter, Tags all) {
		return Counter.builder(meter.getName()).description(meter.help()).tags(all).register(this.registry);
	}

	private Timer timer(String outcome) {
		return Timer.builder(Meters.ACKNOWLEDGE.getName())
			.description(Meters.ACKNOWLEDGE.help())
			.tags(this.tags.and("outcome", outcome))
			.serviceLevelObjectives(Meters.BUCKETS)
			.register(this.registry);
	}

	/**
	 * What a delivery was found genuine by.
	 */
	private record Proof(String variant, int slot) {
	}

}
