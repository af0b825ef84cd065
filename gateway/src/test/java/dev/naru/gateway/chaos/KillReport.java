package dev.naru.gateway.chaos;

import dev.naru.gateway.chaos.Fault.Blow;
import dev.naru.gateway.chaos.Verdict.Charge;

/**
 * The result of a run of kills.
 *
 * @param seconds from the first kill until all had come again after the last
 */
record KillReport(KillPlan plan, Chronicle chronicle, Verdict verdict, long seconds) {

	static final String KILLS = "kills";

	static final String ACKNOWLEDGED = "acknowledged webhooks";

	/**
	 * All numbers.
	 */
	Table table() {
		Table table = new Table().row("parts", 1)
			.row("seconds of kills", this.seconds)
			.row(KILLS, count(Blow.GATEWAY_KILLED) + count(Blow.BROKER_KILLED) + count(Blow.SENDER_KILLED))
			.row("kills of a gateway", count(Blow.GATEWAY_KILLED))
			.row("kills of a broker", count(Blow.BROKER_KILLED))
			.row("kills of a sender", count(Blow.SENDER_KILLED))
			.row(ACKNOWLEDGED, this.verdict.acknowledged())
			.row("requests", this.verdict.requests())
			.row("answered 2xx", this.verdict.yes())
			.row("answered 503", this.verdict.busy())
			.row("connections broken", this.verdict.broken())
			.row("hostile requests", this.verdict.attacks())
			.row("hostile requests answered 2xx", this.verdict.attacksTaken())
			.row("records on Kafka", this.verdict.records())
			.row("hostile records, told as unproven", this.verdict.hostileRecords())
			.row("duplicates on Kafka", this.verdict.duplicates());
		for (Charge charge : Charge.values()) {
			table.row(Report.words(charge), this.verdict.count(charge));
		}
		return table.row("slowest answer, ms", this.verdict.slowest())
			.row("slowest answer without excuse, ms", this.verdict.slowestUnexcused());
	}

	private long count(Blow blow) {
		return this.chronicle.count(blow);
	}

}
