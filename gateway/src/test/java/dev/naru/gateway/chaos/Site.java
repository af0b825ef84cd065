package dev.naru.gateway.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.naru.gateway.chaos.Fault.Blow;

/**
 * The house that troubles come over: a gateway and its brokers.
 */
final class Site implements AutoCloseable {

	private final Chronicle chronicle;

	private final Random random;

	private final Brokers brokers;

	private final Gateway gateway;

	Site(Path directory, int brokers, Chronicle chronicle, Random random) {
		this.chronicle = chronicle;
		this.random = random;
		this.brokers = new Brokers(directory, brokers, Java.SMALL);
		List<String> arguments = new ArrayList<>(Origin.arguments());
		arguments.add("--spring.kafka.bootstrap-servers=" + this.brokers.bootstrapServers());
		arguments.add("--naru.publication.topics.replication-factor=" + brokers);
		this.gateway = new Gateway(directory.resolve("gateway"), Java.SMALL, arguments);
	}

	Brokers brokers() {
		return this.brokers;
	}

	Gateway gateway() {
		return this.gateway;
	}

	/**
	 * Lets time pass.
	 */
	void pass(double least, double most) {
		long until = System.nanoTime() + (long) ((least + this.random.nextDouble() * (most - least)) * 1e9);
		for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	/**
	 * One of the other brokers.
	 */
	int another(int broker) {
		int count = this.brokers.count();
		return (broker + 1 + this.random.nextInt(count - 1)) % count;
	}

	/**
	 * The gateway is killed, and lives again when something else has happened.
	 */
	void killGateway(Runnable meanwhile) {
		this.chronicle.during(Blow.GATEWAY_KILLED, 0, "kill -9 gateway", () -> {
			this.gateway.kill();
			meanwhile.run();
			this.gateway.start();
			this.gateway.awaitLive();
		});
	}

	/**
	 * The gateway is asked to stop, and started again.
	 */
	void restartGateway() {
		this.chronicle.during(Blow.GATEWAY_STOPPED, 0, "restart gateway", () -> {
			this.gateway.stop();
			this.gateway.start();
			this.gateway.awaitLive();
		});
	}

	void freezeGateway(Runnable meanwhile) {
		this.chronicle.during(Blow.GATEWAY_FROZEN, 0, "freeze gateway", () -> this.gateway.freeze(meanwhile));
	}

	void killBroker(int index, Runnable meanwhile) {
		this.chronicle.during(Blow.BROKER_KILLED, index, "kill -9 broker " + index, () -> {
			this.brokers.kill(index);
			meanwhile.run();
			this.brokers.revive();
			this.brokers.awaitReady();
		});
	}

	void freezeBroker(int index, Runnable meanwhile) {
		this.chronicle.during(Blow.BROKER_FROZEN, index, "freeze broker " + index,
				() -> this.brokers.freeze(index, meanwhile));
	}

	/**
	 * All brokers want all of them to have a record.
	 */
	void demandAllReplicas(Runnable meanwhile) {
		this.chronicle.during(Blow.BROKER_STRICT, 0, "all replicas demanded", () -> {
			this.brokers.demand(this.brokers.count());
			meanwhile.run();
			this.brokers.demand(this.brokers.count() - 1);
		});
	}

	/**
	 * Waits until the gateway says that it can take webhooks.
	 */
	void recover() {
		long from = System.nanoTime();
		this.gateway.awaitReady();
		long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
		this.chronicle.note("  the gateway is ready, after " + took + " ms");
	}

	@Override
	public void close() {
		this.gateway.close();
		this.brokers.close();
	}

}
