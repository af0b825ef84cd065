package dev.naru.gateway.chaos;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.naru.gateway.chaos.Fault.Blow;
import dev.naru.gateway.chaos.Verdict.Charge;

/**
 * The result of a run.
 */
record Report(Plan plan, Chronicle chronicle, Verdict verdict) {

	/**
	 * All numbers, and below them what is wrong.
	 */
	String table() {
		Map<String, Object> rows = new LinkedHashMap<>();
		rows.put("brokers", this.plan.brokers());
		rows.put("seed", this.plan.seed());
		rows.put("duration", this.plan.length().toSeconds() + " s");
		for (Blow blow : Blow.values()) {
			rows.put(words(blow), this.chronicle.count(blow));
		}
		rows.put("requests", this.verdict.requests());
		rows.put("answered 2xx", this.verdict.yes());
		rows.put("answered 503", this.verdict.busy());
		rows.put("connections broken", this.verdict.broken());
		rows.put("records on Kafka", this.verdict.records());
		rows.put("duplicates on Kafka", this.verdict.duplicates());
		for (Charge charge : Charge.values()) {
			rows.put(words(charge), this.verdict.count(charge));
		}
		rows.put("slowest answer", this.verdict.slowest() + " ms");
		rows.put("slowest without excuse", this.verdict.slowestUnexcused() + " ms");
		return rows.entrySet()
			.stream()
			.map((row) -> String.format(Locale.ROOT, "| %-22s | %14s |", row.getKey(), row.getValue()))
			.collect(Collectors.joining("\n", "", "\n"))
				+ this.verdict.examples().stream().map((line) -> line + "\n").collect(Collectors.joining());
	}

	static String words(Enum<?> name) {
		return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
