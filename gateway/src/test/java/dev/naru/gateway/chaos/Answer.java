package dev.naru.gateway.chaos;

import java.util.Locale;

/**
 * What a sender heard: one line of the journal.
 *
 * @param kind what was to become of the message
 * @param source the source
 * @param id the event's id
 * @param subject the event's subject
 * @param sequence which of the subject's events
 * @param digest the body's hash
 * @param sentAt when it was sent, in microseconds of {@link Chronicle#now}
 * @param answeredAt when the answer was there, or there was no more hope
 * @param status the HTTP status, or what went wrong on the {@link Wire};
 * {@link Wire#PENDING} in a line that only says that the message is about to be sent
 * @param gateway the number of the gateway that it was sent to
 */
record Answer(Message.Kind kind, String source, String id, String subject, int sequence, String digest, long sentAt,
		long answeredAt, int status, int gateway) {

	static Answer to(Message message, long sentAt, long answeredAt, int status, int gateway) {
		return new Answer(message.kind(), message.source(), message.id(), message.subject(), message.sequence(),
				message.digest(), sentAt, answeredAt, status, gateway);
	}

	static Answer parse(String line) {
		String[] parts = line.split("\t", -1);
		return new Answer(Message.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1].intern(), parts[2],
				parts[3], Integer.parseInt(parts[4]), parts[5], Long.parseLong(parts[6]), Long.parseLong(parts[7]),
				Integer.parseInt(parts[8]), Integer.parseInt(parts[9]));
	}

	String line() {
		return String.join("\t", this.kind.name().toLowerCase(Locale.ROOT), this.source, this.id, this.subject,
				String.valueOf(this.sequence), this.digest, String.valueOf(this.sentAt),
				String.valueOf(this.answeredAt), String.valueOf(this.status), String.valueOf(this.gateway));
	}

	/**
	 * What identifies the event for ever.
	 */
	String key() {
		return this.source + "/" + this.id;
	}

	/**
	 * Whether it says no more than that the message is about to be sent.
	 */
	boolean isPending() {
		return this.status == Wire.PENDING;
	}

	boolean isYes() {
		return this.status >= 200 && this.status < 300;
	}

	/**
	 * Whether there was an answer at all. Silence counts as a late one.
	 */
	boolean isAnswer() {
		return this.status != Wire.UNCONNECTED && this.status != Wire.BROKEN && this.status != Wire.PENDING;
	}

	/**
	 * Whether it promises that the event is on Kafka, sooner or later.
	 */
	boolean isAcknowledgement() {
		return isYes() && this.kind != Message.Kind.HANDSHAKE && this.kind != Message.Kind.FORGED;
	}

	long millis() {
		return (this.answeredAt - this.sentAt) / 1000;
	}

}
