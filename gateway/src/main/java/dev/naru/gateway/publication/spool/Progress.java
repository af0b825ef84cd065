package dev.naru.gateway.publication.spool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import dev.naru.gateway.publication.Backlog;
import dev.naru.gateway.webhook.EventId;
import dev.naru.gateway.webhook.SourceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators hear of the spool, in the metrics and in the log.
 */
final class Progress implements Backlog {

	/** How often the log tells of a spool that is not empty. */
	static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Logger logger = LoggerFactory.getLogger(Progress.class);

	private final Spool spool;

	private final Clock clock;

	private final LongAdder drained = new LongAdder();

	private long reported;

	Progress(Spool spool, Clock clock) {
		this.spool = spool;
		this.clock = clock;
	}

	@Override
	public long records() {
		return this.spool.records();
	}

	@Override
	public long bytes() {
		return this.spool.bytes();
	}

	@Override
	public long maxBytes() {
		return this.spool.maxBytes();
	}

	@Override
	public long rejected() {
		return this.spool.rejected();
	}

	@Override
	public long drained() {
		return this.drained.sum();
	}

	/**
	 * A record has come from the spool to Kafka.
	 */
	void countDrained() {
		this.drained.increment();
	}

	@Override
	public Duration oldest() {
		Instant oldest = this.spool.oldest();
		Duration age = (oldest != null) ? Duration.between(oldest, this.clock.instant()) : Duration.ZERO;
		return age.isNegative() ? Duration.ZERO : age;
	}

	@Override
	public boolean takes() {
		return this.spool.takes();
	}

	@Override
	public void forEach(Visitor visitor) {
		this.spool.forEach((record) -> visitor.waits(record.topic(), new SourceId(record.source()),
				new EventId(record.id()), record.digest()));
	}

	@Override
	public Set<String> topics() {
		return this.spool.topics();
	}

	/**
	 * Tells the log, if there is something to tell. One thread at a time.
	 */
	void report() {
		long sum = drained();
		long since = sum - this.reported;
		this.reported = sum;
		long records = records();
		if (records > 0) {
			logger.info("Spool: {} records wait for Kafka, {} bytes, the oldest for {} s; {} records/s go to Kafka",
					records, bytes(), oldest().toSeconds(), since / INTERVAL.toSeconds());
		}
		else if (since > 0) {
			logger.info("Spool: empty again; {} records have gone to Kafka since the start", sum);
		}
	}

}
