package dev.naru.gateway.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.naru.gateway.chaos.Fault.Blow;
import dev.naru.gateway.chaos.Victim.State;

/**
 * Three brokers, two gateways on the same topics, and three senders, each of which can be
 * killed; and a stranger.
 */
final class Fleet implements AutoCloseable {

	private static final int BROKERS = 3;

	private static final int GATEWAYS = 2;

	private static final int SENDERS = 3;

	/** Forty attacks a second; genuine requests are many times as many. */
	private static final int HOSTILE_PAUSE_MILLIS = 25;

	private static final List<String> SENDER_FLAGS = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

	private final Brokers brokers;

	private final List<Gateway> gateways;

	private final List<SenderLife> senders;

	private final Child hostile;

	private final Path tally;

	private final List<Victim> victims = new ArrayList<>();

	/**
	 * Starts them all, and returns when the gateways take requests.
	 */
	Fleet(Path directory, StartCache cache, KillPlan plan, Chronicle chronicle) {
		this.brokers = new Brokers(directory, BROKERS, cache.broker());
		List<String> arguments = new ArrayList<>(Origin.arguments());
		arguments.add("--spring.kafka.bootstrap-servers=" + this.brokers.bootstrapServers());
		arguments.add("--naru.publication.topics.replication-factor=" + BROKERS);
		this.gateways = IntStream.range(0, GATEWAYS)
			.mapToObj((index) -> new Gateway(directory.resolve("gateway-" + index), cache.gateway(), arguments))
			.toList();
		this.gateways.forEach(Gateway::awaitReady);
		List<Integer> ports = this.gateways.stream().map(Gateway::port).toList();
		Path captured = directory.resolve("captured");
		this.senders = IntStream.range(0, SENDERS)
			.mapToObj((index) -> new SenderLife(index, directory,
					Load.arguments(index, ports, journal(directory, index), plan.seed() + index, plan.pauseMillis(),
							captured)))
			.toList();
		captured.toFile().mkdirs();
		this.tally = directory.resolve("hostile.tsv");
		this.hostile = Child.start("hostile", directory, SENDER_FLAGS, Hostile.class,
				Hostile.arguments(ports, captured, plan.seed(), HOSTILE_PAUSE_MILLIS, this.tally));
		for (int index = 0; index < BROKERS; index++) {
			this.victims.add(new Victim(Blow.BROKER_KILLED, index, this.brokers.life(index), chronicle));
		}
		for (int index = 0; index < GATEWAYS; index++) {
			this.victims.add(new Victim(Blow.GATEWAY_KILLED, index, this.gateways.get(index), chronicle));
		}
		for (int index = 0; index < SENDERS; index++) {
			this.victims.add(new Victim(Blow.SENDER_KILLED, index, this.senders.get(index), chronicle));
		}
	}

	private static Path journal(Path directory, int sender) {
		return directory.resolve("journal-" + sender + ".tsv");
	}

	static List<Path> journals(Path directory) {
		return IntStream.range(0, SENDERS).mapToObj((index) -> journal(directory, index)).toList();
	}

	String bootstrapServers() {
		return this.brokers.bootstrapServers();
	}

	List<Gateway> gateways() {
		return this.gateways;
	}

	/**
	 * Those of one kind that are so far now.
	 */
	List<Victim> victims(Blow blow, State state) {
		return this.victims.stream().filter((victim) -> victim.blow() == blow && victim.state() == state).toList();
	}

	/**
	 * Senders and stranger end; what they heard is written down then.
	 */
	void endLoad() {
		List<Child> load = new ArrayList<>(this.senders.stream().map((sender) -> sender.child).toList());
		load.add(this.hostile);
		load.forEach((child) -> child.tell("over"));
		load.forEach((child) -> child.awaitEnd(Duration.ofMinutes(2)));
	}

	/**
	 * What the stranger heard, see {@link Hostile#arguments}.
	 */
	Path tally() {
		return this.tally;
	}

	@Override
	public void close() {
		this.hostile.kill();
		this.senders.forEach(SenderLife::kill);
		this.gateways.forEach(Gateway::close);
		this.brokers.close();
	}

	/**
	 * A sender, one process after another on the same journal.
	 */
	private static final class SenderLife implements Victim.Life {

		private final String name;

		private final Path directory;

		private final List<String> arguments;

		private volatile Child child;

		private SenderLife(int number, Path directory, List<String> arguments) {
			this.name = "sender-" + number;
			this.directory = directory;
			this.arguments = arguments;
			this.child = launch();
		}

		private Child launch() {
			return Child.start(this.name, this.directory, SENDER_FLAGS, Load.class, this.arguments);
		}

		@Override
		public void kill() {
			this.child.kill();
		}

		@Override
		public void start() {
			this.child = launch();
		}

		@Override
		public boolean isAlive() {
			return this.child.isAlive();
		}

		@Override
		public boolean isUp() {
			return this.child.isAlive();
		}

	}

}
