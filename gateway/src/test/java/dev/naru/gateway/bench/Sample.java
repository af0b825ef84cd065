package dev.naru.gateway.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one server did under one load, for one round.
 *
 * @param rate webhooks a second
 * @param p50 the median time to answer, in milliseconds
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 * @param cpu processor time of the server for each webhook, in microseconds
 * @param brokerCpu and of the broker
 * @param allocated bytes of heap that the server allocates for each webhook
 * @param rss the server's resident memory at the end, in MiB
 * @param surplus records that came onto the topic, less answers
 */
record Sample(double rate, double p50, double p99, double p999, double cpu, double brokerCpu, double allocated,
		double rss, double surplus) {

	/**
	 * What several servers did that shared one load.
	 */
	static Sample together(List<Sample> parts) {
		Sample first = parts.get(0);
		return new Sample(first.rate, first.p50, first.p99, first.p999, sum(parts, Sample::cpu), first.brokerCpu,
				sum(parts, Sample::allocated), sum(parts, Sample::rss), first.surplus);
	}

	private static double sum(List<Sample> parts, ToDoubleFunction<Sample> figure) {
		return parts.stream().mapToDouble(figure).sum();
	}

}
