package dev.naru.gateway.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Samples of several rounds, by load and server, as medians.
 */
final class Table {

	private final Map<String, Map<String, List<Sample>>> rows = new LinkedHashMap<>();

	private final String reference;

	/**
	 * @param reference the server that the others are compared with
	 */
	Table(String reference) {
		this.reference = reference;
	}

	void add(String load, String server, Sample sample) {
		this.rows.computeIfAbsent(load, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(server, (key) -> new ArrayList<>())
			.add(sample);
		System.out.println(row(load, server, List.of(sample)));
	}

	/**
	 * The median of one figure.
	 */
	double median(String load, String server, ToDoubleFunction<Sample> figure) {
		return median(this.rows.getOrDefault(load, Map.of()).getOrDefault(server, List.of()), figure);
	}

	private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
		double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
		return sorted[sorted.length / 2];
	}

	private static String row(String load, String server, List<Sample> samples) {
		return String.format(Locale.ROOT,
				"| %s | %s | %,.0f | %.2f | %.2f | %.2f | %.1f | %.1f | %,.0f | %.0f | %.0f |", load, server,
				median(samples, Sample::rate), median(samples, Sample::p50), median(samples, Sample::p99),
				median(samples, Sample::p999), median(samples, Sample::cpu), median(samples, Sample::brokerCpu),
				median(samples, Sample::allocated), median(samples, Sample::rss), median(samples, Sample::surplus));
	}

	/**
	 * The medians of the ratios of the rounds.
	 */
	private String ratios(String load, String server, List<Sample> samples, List<Sample> ceiling) {
		return String.format(Locale.ROOT, "| %s | %s to %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | |",
				load, server, this.reference, ratio(samples, ceiling, Sample::rate),
				ratio(samples, ceiling, Sample::p50), ratio(samples, ceiling, Sample::p99),
				ratio(samples, ceiling, Sample::p999), ratio(samples, ceiling, Sample::cpu),
				ratio(samples, ceiling, Sample::brokerCpu), ratio(samples, ceiling, Sample::allocated),
				ratio(samples, ceiling, Sample::rss));
	}

	private static double ratio(List<Sample> samples, List<Sample> ceiling, ToDoubleFunction<Sample> figure) {
		double[] sorted = new double[Math.min(samples.size(), ceiling.size())];
		for (int round = 0; round < sorted.length; round++) {
			sorted[round] = figure.applyAsDouble(samples.get(round)) / figure.applyAsDouble(ceiling.get(round));
		}
		java.util.Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	/**
	 * As Markdown.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(
				"""
						| load | server | webhooks/s | p50 ms | p99 ms | p99.9 ms | CPU µs | broker's CPU µs | bytes allocated | RSS MiB | records − answers |
						|---|---|---|---|---|---|---|---|---|---|---|
						""");
		this.rows.forEach((load, servers) -> {
			servers.forEach((server, samples) -> text.append(row(load, server, samples)).append('\n'));
			List<Sample> ceiling = servers.get(this.reference);
			servers.forEach((server, samples) -> {
				if (ceiling != null && samples != ceiling) {
					text.append(ratios(load, server, samples, ceiling)).append('\n');
				}
			});
		});
		return text.toString();
	}

}
