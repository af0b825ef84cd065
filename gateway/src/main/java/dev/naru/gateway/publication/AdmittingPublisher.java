package dev.naru.gateway.publication;

import dev.naru.gateway.budget.Budget;
import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.pending.Pending;
import reactor.core.publisher.Mono;

/**
 * Admission of records: bounds how many are in flight and the bytes that they hold, with
 * a fair share for each source. Past that it refuses at once. A place is freed when the
 * next publisher answers, not when the caller goes away: the record is in memory until
 * then.
 */
public final class AdmittingPublisher implements Publisher {

	private final Publisher next;

	private final Budget records;

	private final Budget bytes;

	private final int copies;

	/**
	 * @param records how many records may be in flight at once
	 * @param bytes how many bytes, as {@link Envelope#size()} counts them; others may
	 * take from the same budget
	 * @param copies how often a record in flight stands in memory
	 */
	public AdmittingPublisher(Publisher next, Budget records, Budget bytes, int copies) {
		this.next = next;
		this.records = records;
		this.bytes = bytes;
		this.copies = copies;
	}

	@Override
	public Mono<Published> publish(Envelope envelope) {
		if (!admits(envelope)) {
			return Pending.failed(new PublicationException.Saturated());
		}
		// The place is free before the caller hears of it.
		return Pending.of(() -> this.next.publish(envelope)).whenKnown((published, fault) -> free(envelope));
	}

	/**
	 * How many records the next publisher has not answered for yet, of how many that it
	 * may have.
	 */
	public Budget records() {
		return this.records;
	}

	private boolean admits(Envelope envelope) {
		if (!this.records.take(envelope.source(), 1)) {
			return false;
		}
		if (!this.bytes.take(envelope.source(), bytes(envelope))) {
			this.records.giveBack(envelope.source(), 1);
			return false;
		}
		return true;
	}

	private void free(Envelope envelope) {
		this.bytes.giveBack(envelope.source(), bytes(envelope));
		this.records.giveBack(envelope.source(), 1);
	}

	private long bytes(Envelope envelope) {
		return (long) this.copies * envelope.size();
	}

}
