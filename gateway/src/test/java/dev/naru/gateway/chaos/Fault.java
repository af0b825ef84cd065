package dev.naru.gateway.chaos;

/**
 * What was done to the house, and when.
 *
 * @param blow what was done
 * @param victim the number of the process it was done to, among its kind
 * @param what in words
 * @param from when it began, in microseconds of {@link Chronicle#now}
 * @param to when all was as before
 */
record Fault(Blow blow, int victim, String what, long from, long to) {

	/**
	 * What can be done to a process.
	 */
	enum Blow {

		GATEWAY_KILLED, GATEWAY_FROZEN, GATEWAY_STOPPED, BROKER_KILLED, BROKER_FROZEN, BROKER_STRICT, SENDER_KILLED

	}

	/**
	 * Whether an answer may be late because of it: a gateway that is killed or frozen
	 * cannot answer. Whatever else happens is no excuse.
	 */
	boolean delays(Answer answer) {
		return (this.blow == Blow.GATEWAY_KILLED || this.blow == Blow.GATEWAY_FROZEN) && meets(answer);
	}

	/**
	 * Whether there may be no answer at all because of it: there was no gateway for a
	 * while.
	 */
	boolean cuts(Answer answer) {
		return (this.blow == Blow.GATEWAY_KILLED || this.blow == Blow.GATEWAY_STOPPED) && meets(answer);
	}

	private boolean meets(Answer answer) {
		return this.victim == answer.gateway() && answer.sentAt() <= this.to && answer.answeredAt() >= this.from;
	}

}
