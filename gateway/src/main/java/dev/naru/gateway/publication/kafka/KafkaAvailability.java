package dev.naru.gateway.publication.kafka;

import dev.naru.gateway.logging.LimitedLogger;
import dev.naru.gateway.publication.Availability;

/**
 * Believes the last word that was heard of Kafka.
 */
final class KafkaAvailability implements Availability {

	private static final LimitedLogger logger = LimitedLogger.of(KafkaAvailability.class);

	private static final Status ANSWERS = new Status(true, "Kafka answers");

	private volatile boolean recordFailed;

	private volatile Status status = new Status(false, "Kafka has not been reached yet");

	@Override
	public Status status() {
		return this.status;
	}

	/**
	 * Kafka has answered a look. Whether it takes records again is for the next record to
	 * tell, if the last one failed.
	 */
	void answers() {
		if (!this.status.available()) {
			this.status = ANSWERS;
			if (!this.recordFailed) {
				logger.info("Kafka answers");
			}
		}
	}

	/**
	 * A record stands on Kafka.
	 */
	void acknowledges() {
		if (this.recordFailed || !this.status.available()) {
			this.recordFailed = false;
			this.status = ANSWERS;
			logger.info("Kafka takes records");
		}
	}

	/**
	 * Kafka cannot be reached.
	 */
	void fails(String reason) {
		boolean news = this.status.available() && !this.recordFailed;
		this.status = new Status(false, reason);
		if (news) {
			logger.warn("Kafka takes no records: {}", "", (line) -> line.addArgument(reason));
		}
	}

	/**
	 * A record has failed, and not for a reason of its own.
	 */
	void recordFails(String reason) {
		fails(reason);
		this.recordFailed = true;
	}

}
