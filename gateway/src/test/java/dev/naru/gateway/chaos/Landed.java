package dev.naru.gateway.chaos;

/**
 * A record on Kafka, as much of it as counts.
 *
 * @param source the event's source, by its name
 * @param id the event's id
 * @param subject the id of what it is about
 * @param digest the hash of the provider's body
 * @param authenticity what the event was believed for
 * @param hostile whether it carries what only hostile senders send, {@link Attack#MARK}
 * @param flaw what breaks the promises made to subscribers, or nothing
 */
record Landed(String source, String id, String subject, String digest, String authenticity, boolean hostile,
		String flaw) {

	/**
	 * What identifies the event for ever.
	 */
	String key() {
		return this.source + "/" + this.id;
	}

}
