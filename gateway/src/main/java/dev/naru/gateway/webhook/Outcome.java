package dev.naru.gateway.webhook;

/**
 * What became of a delivery. There is one answer to each, and the compiler sees to it.
 */
public sealed interface Outcome {

	/**
	 * What becomes of several events of one request: the worst. A question that nobody
	 * may answer with a yes weighs more than what is safe, and less than what is not.
	 * @return this one, unless the other is worse
	 */
	default Outcome worse(Outcome other) {
		return (other.badness() > badness()) ? other : this;
	}

	/**
	 * Whether it is kept, or nothing had to be.
	 */
	default boolean isSafe() {
		return !(this instanceof Unavailable || this instanceof Refused || this instanceof Failed);
	}

	private int badness() {
		return switch (this) {
			case Answered answered -> 0;
			case Duplicate duplicate -> 1;
			case Quarantined quarantined -> 2;
			case Published published -> 3;
			case Spooled spooled -> 4;
			case Declined declined -> 5;
			case Unavailable unavailable -> 6;
			case Refused refused -> 7;
			case Failed failed -> 8;
		};
	}

	/**
	 * Kafka has acknowledged the event.
	 *
	 * @param reply the provider's success answer
	 */
	record Published(Reply reply) implements Outcome {
	}

	/**
	 * The event lies safe on the disk of the gateway and goes to Kafka when Kafka takes
	 * it.
	 *
	 * @param reply the provider's success answer
	 */
	record Spooled(Reply reply) implements Outcome {
	}

	/**
	 * The event is safe already: an earlier delivery brought it.
	 *
	 * @param reply the provider's success answer
	 */
	record Duplicate(Reply reply) implements Outcome {
	}

	/**
	 * A handshake or a ping: answered, and no event.
	 *
	 * @param reply the handshake's answer
	 */
	record Answered(Reply reply) implements Outcome {
	}

	/**
	 * Genuine but unreadable: Kafka has acknowledged the raw bytes on the quarantine
	 * topic.
	 *
	 * @param reason what made it unreadable
	 * @param reply the provider's success answer
	 */
	record Quarantined(QuarantineReason reason, Reply reply) implements Outcome {
	}

	/**
	 * Genuine, but of a type whose acknowledgement would decide something (PortOne's
	 * {@code Transaction.Confirm} asks whether to go on with a payment): kept on the
	 * quarantine topic and answered with a no.
	 */
	record Declined() implements Outcome {
	}

	/**
	 * Turned away.
	 *
	 * @param refusal why
	 */
	record Refused(Refusal refusal) implements Outcome {
	}

	/**
	 * Neither Kafka nor the spool took the record in time. It may still come to stand on
	 * Kafka: the provider's retry carries the same id.
	 */
	record Unavailable() implements Outcome {
	}

	/**
	 * A fault of our own.
	 */
	record Failed() implements Outcome {
	}

}
