package dev.naru.gateway.publication.kafka;

/**
 * Hears what becomes of a line and its records. It is called on Kafka's own threads.
 */
interface LineListener {

	/**
	 * A record stands on Kafka.
	 */
	void acknowledged();

	/**
	 * A record failed; who waits for it has been told.
	 */
	void failed(Line line, Unanswered failed, Exception reason);

	/**
	 * The line carries no more records.
	 */
	void ended(Line line, Throwable reason);

}
