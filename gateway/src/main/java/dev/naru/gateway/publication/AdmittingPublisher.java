package dev.naru.gateway.publication;

import java.util.concurrent.atomic.AtomicLong;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.pending.Pending;
import reactor.core.publisher.Mono;

/**
 * Bounds what is in flight: records and their bytes. Past the bound it says no at once. A
 * place is freed when the next publisher answers, not when the caller goes away: the
 * record is in memory until then.
 */
public final class AdmittingPublisher implements Publisher {

	private final Publisher next;

	private final long maxRecords;

	private final long maxBytes;

	private final AtomicLong records = new AtomicLong();

	private final AtomicLong bytes = new AtomicLong();

	/**
	 * @param maxRecords how many records may be in flight at once
	 * @param maxBytes how many bytes, as {@link Envelope#size()} counts them
	 */
	public AdmittingPublisher(Publisher next, int maxRecords, long maxBytes) {
		this.next = next;
		this.maxRecords = maxRecords;
		this.maxBytes = maxBytes;
	}

	@Override
	public Mono<Published> publish(Envelope envelope) {
		int size = envelope.size();
		if (!admit(size)) {
			return Pending.failed(new PublicationException.Saturated());
		}
		// The place is free before the caller hears of it.
		return Pending.of(() -> this.next.publish(envelope)).whenKnown((published, fault) -> free(size));
	}

	/**
	 * Records that the next publisher has not answered for yet.
	 */
	public long inFlightRecords() {
		return this.records.get();
	}

	/**
	 * Bytes that those records hold.
	 */
	public long inFlightBytes() {
		return this.bytes.get();
	}

	/**
	 * How many records may be in flight at once.
	 */
	public long maxRecords() {
		return this.maxRecords;
	}

	/**
	 * How many bytes they may hold.
	 */
	public long maxBytes() {
		return this.maxBytes;
	}

	private boolean admit(int size) {
		if (!take(this.records, 1, this.maxRecords)) {
			return false;
		}
		if (!take(this.bytes, size, this.maxBytes)) {
			this.records.decrementAndGet();
			return false;
		}
		return true;
	}

	private void free(int size) {
		this.bytes.addAndGet(-size);
		this.records.decrementAndGet();
	}

	private static boolean take(AtomicLong taken, long amount, long bound) {
		long before = taken.get();
		while (before + amount <= bound) {
			long witness = taken.compareAndExchange(before, before + amount);
			if (witness == before) {
				return true;
			}
			before = witness;
		}
		return false;
	}

}
