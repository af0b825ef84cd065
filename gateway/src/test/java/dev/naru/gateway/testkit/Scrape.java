package dev.naru.gateway.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of metrics in Prometheus' text format.
 *
 * @param samples its lines
 */
public record Scrape(List<Sample> samples) {

	private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

	/**
	 * @param name the metric's name
	 * @param labels its labels
	 * @param value its value
	 */
	public record Sample(String name, Map<String, String> labels, double value) {
	}

	/**
	 * Reads a page.
	 */
	public static Scrape parse(String page) {
		List<Sample> samples = new ArrayList<>();
		page.lines().filter((line) -> !line.startsWith("#")).forEach((line) -> {
			Matcher matcher = LINE.matcher(line);
			if (matcher.matches()) {
				Map<String, String> labels = new HashMap<>();
				Matcher label = LABEL.matcher(String.valueOf(matcher.group(2)));
				while (label.find()) {
					labels.put(label.group(1), label.group(2));
				}
				samples.add(new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3))));
			}
		});
		return new Scrape(samples);
	}

	/**
	 * The sum of all samples of that name that have these labels.
	 * @param labels names and values in turn
	 */
	public double sum(String name, String... labels) {
		return this.samples.stream()
			.filter((sample) -> sample.name().equals(name))
			.filter((sample) -> has(sample, labels))
			.mapToDouble(Sample::value)
			.sum();
	}

	/**
	 * How many webhooks were received and have no outcome: none, while a gateway is
	 * quiet.
	 */
	public double unaccounted() {
		return sum("naru_webhooks_received_total") - sum("naru_webhooks_total");
	}

	/**
	 * The values that a label has.
	 */
	public Set<String> values(String name, String label) {
		Set<String> values = new HashSet<>();
		this.samples.stream()
			.filter((sample) -> sample.name().equals(name) && sample.labels().containsKey(label))
			.forEach((sample) -> values.add(sample.labels().getOrDefault(label, "")));
		return values;
	}

	private static boolean has(Sample sample, String... labels) {
		for (int i = 0; i < labels.length; i += 2) {
			if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
				return false;
			}
		}
		return true;
	}

}
