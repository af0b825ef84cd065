package dev.naru.gateway.bench;

import dev.naru.gateway.chaos.Brokers;

/**
 * Reads the counters of a server and its broker before and after a load.
 */
final class Meter {

	private final Server server;

	private final Brokers brokers;

	private final Records records;

	private final String topic;

	private final long cpu;

	private final long brokerCpu;

	private final long allocated;

	private final long stood;

	Meter(Server server, Brokers brokers, Records records, String topic) {
		this.server = server;
		this.brokers = brokers;
		this.records = records;
		this.topic = topic;
		this.stood = records.on(topic);
		this.allocated = server.allocated();
		this.brokerCpu = Server.cpuMicros(brokers.pid(0));
		this.cpu = server.cpuMicros();
	}

	Sample sample(long answers, double rate, double p50, double p99, double p999) {
		double took = this.server.cpuMicros() - this.cpu;
		double brokerTook = Server.cpuMicros(this.brokers.pid(0)) - this.brokerCpu;
		double allocatedSince = this.server.allocated() - this.allocated;
		return new Sample(rate, p50, p99, p999, took / answers, brokerTook / answers, allocatedSince / answers,
				this.server.rssMebibytes(), this.records.on(this.topic) - this.stood - answers);
	}

}
