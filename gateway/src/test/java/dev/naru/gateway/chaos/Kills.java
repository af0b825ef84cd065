package dev.naru.gateway.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import dev.naru.gateway.chaos.Fault.Blow;
import dev.naru.gateway.chaos.Victim.State;

/**
 * A run of kills: gateways, brokers and senders die every few seconds, some of them at
 * once and some while they start, under load and attack; and a judgement at the end.
 */
final class Kills {

	private static final Duration VICTIM_WITHIN = Duration.ofMinutes(5);

	/**
	 * One of so many kills, where there is a choice, is of a process that is starting.
	 */
	private static final int STARTING_EVERY = 5;

	private final KillPlan plan;

	private final Path directory;

	private final Chronicle chronicle;

	private final Random random;

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private Kills(KillPlan plan, Path directory) {
		this.plan = plan;
		this.directory = directory;
		this.chronicle = new Chronicle(directory.resolve("timeline.txt"));
		this.random = new Random(plan.seed());
	}

	/**
	 * @param cache with which gateways and brokers start
	 * @param directory an empty folder for all that it leaves behind
	 */
	static KillReport run(KillPlan plan, StartCache cache, Path directory) throws IOException {
		return new Kills(plan, directory).run(cache);
	}

	private KillReport run(StartCache cache) throws IOException {
		this.chronicle.note(this.plan.toString());
		try (Fleet fleet = new Fleet(this.directory, cache, this.plan, this.chronicle)) {
			this.chronicle.note("the fleet is up");
			long from = System.nanoTime();
			try (ExecutorService revivals = Executors.newVirtualThreadPerTaskExecutor()) {
				kill(fleet, revivals);
			}
			fail();
			long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from);
			this.chronicle.note("quiet");
			fleet.endLoad();
			fleet.gateways().forEach(Gateway::awaitReady);
			fleet.gateways().forEach((gateway) -> Chaos.drain(gateway, this.chronicle));
			return new KillReport(this.plan, this.chronicle, judge(fleet), seconds);
		}
	}

	private void kill(Fleet fleet, ExecutorService revivals) throws IOException {
		Acknowledged acknowledged = new Acknowledged(Fleet.journals(this.directory));
		Deque<Blow> coming = new ArrayDeque<>();
		pass(1, 3);
		for (int kills = 0; kills < this.plan.kills() || acknowledged.count() < this.plan.acknowledged(); kills++) {
			if (coming.isEmpty()) {
				coming.addAll(this.plan.round(this.random));
			}
			// Whatever is behind its share of the plan goes first: kills, or answers.
			boolean behind = (double) acknowledged.count() / this.plan.acknowledged() < (double) kills
					/ this.plan.kills();
			Victim victim = victim(fleet, coming.remove(), behind ? 1 : 0);
			this.chronicle.note((kills + 1) + ": " + victim + ", " + Report.words(victim.state()) + "; "
					+ acknowledged.count() + " acknowledged");
			if (!victim.kill()) {
				throw new AssertionError(victim + " is down, and nobody else kills");
			}
			double pause = this.random.nextDouble();
			revivals.execute(() -> {
				try {
					Kills.pass(pause);
					victim.revive();
				}
				catch (RuntimeException | AssertionError ex) {
					this.failures.add(ex);
				}
			});
			pass(1, 4);
			fail();
		}
	}

	/**
	 * The next to be killed, once there is one. One broker is left.
	 * @param gateways how many gateways are left
	 */
	private Victim victim(Fleet fleet, Blow blow, int gateways) {
		boolean early = this.random.nextInt(STARTING_EVERY) == 0;
		int spared = switch (blow) {
			case BROKER_KILLED -> 1;
			case GATEWAY_KILLED -> gateways;
			default -> 0;
		};
		long from = System.nanoTime();
		while (System.nanoTime() - from < VICTIM_WITHIN.toNanos()) {
			fail();
			List<Victim> up = fleet.victims(blow, State.UP);
			List<Victim> starting = early ? fleet.victims(blow, State.STARTING) : List.of();
			List<Victim> choice = starting.isEmpty() ? up : starting;
			int left = starting.isEmpty() ? up.size() - 1 : up.size();
			if (!choice.isEmpty() && left >= spared) {
				return choice.get(this.random.nextInt(choice.size()));
			}
			pass(0.1);
		}
		throw new AssertionError("nobody is up to be killed: " + blow);
	}

	private void fail() {
		Throwable failure = this.failures.peek();
		if (failure != null) {
			throw new AssertionError("a process failed, see its log in " + this.directory, failure);
		}
	}

	private void pass(double least, double most) {
		pass(least + this.random.nextDouble() * (most - least));
	}

	private static void pass(double seconds) {
		long until = System.nanoTime() + (long) (seconds * 1e9);
		for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private Verdict judge(Fleet fleet) throws IOException {
		long from = System.nanoTime();
		Judge judge = new Judge(this.chronicle.faults());
		for (Path journal : Fleet.journals(this.directory)) {
			try (Stream<String> lines = Files.lines(journal)) {
				lines.map(Answer::parse).forEach(judge::answered);
			}
		}
		for (String line : Files.readAllLines(fleet.tally())) {
			String[] parts = line.split("\t", -1);
			judge.attacked(Attack.valueOf(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
		}
		fleet.gateways().forEach((gateway) -> Chaos.books(gateway, judge, this.chronicle));
		Harvest.read(fleet.bootstrapServers(), judge::landed);
		Verdict verdict = judge.verdict();
		this.chronicle.note("judged, " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from) + " ms");
		return verdict;
	}

}
