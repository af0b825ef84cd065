package dev.naru.gateway.publication.kafka;

import dev.naru.gateway.publication.Availability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Believes the last word that was heard of Kafka.
 */
final class KafkaAvailability implements Availability {

	private static final Logger logger = LoggerFactory.getLogger(KafkaAvailability.class);

	private static final Status ANSWERS = new Status(true, "Kafka answers");

	private volatile Status status = new Status(false, "Kafka has not been reached yet");

	@Override
	public Status status() {
		return this.status;
	}

	/**
	 * Kafka has answered as it should.
	 */
	void answers() {
		if (!this.status.available()) {
			this.status = ANSWERS;
			logger.info("Kafka takes records");
		}
	}

	/**
	 * Kafka cannot take records.
	 */
	void fails(String reason) {
		boolean news = this.status.available();
		this.status = new Status(false, reason);
		if (news) {
			logger.warn("Kafka takes no records: {}", reason);
		}
	}

}
