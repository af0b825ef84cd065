package dev.naru.gateway.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.naru.gateway.broker.BrokerMain;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;

/**
 * One broker, or several of one cluster: each a process with its ports and its data,
 * which it keeps whatever happens to it.
 */
public final class Brokers implements AutoCloseable {

	private static final Duration START_WITHIN = Duration.ofMinutes(5);

	private final Path directory;

	private final Java java;

	private final List<Integer> ports;

	private final List<Integer> controllerPorts;

	private final List<Child> children = new CopyOnWriteArrayList<>();

	/**
	 * Starts them all and waits until they take records.
	 * @param flags for the virtual machine of each
	 */
	public Brokers(Path directory, int count, List<String> flags) {
		this(directory, count, Java.of(flags));
	}

	Brokers(Path directory, int count, Java java) {
		this.directory = directory;
		this.java = java;
		this.ports = IntStream.range(0, count).mapToObj((index) -> Ports.free()).toList();
		this.controllerPorts = IntStream.range(0, count).mapToObj((index) -> Ports.free()).toList();
		for (int index = 0; index < count; index++) {
			this.children.add(launch(index));
		}
		awaitReady();
	}

	private Child launch(int index) {
		Path home = this.directory.resolve("broker-" + index);
		ready(index).toFile().delete();
		return Child.start("broker", home, this.java, BrokerMain.class, List.of(String.valueOf(index), "data",
				ready(index).toAbsolutePath().toString(), Ports.join(this.ports), Ports.join(this.controllerPorts)));
	}

	private Path ready(int index) {
		return this.directory.resolve("broker-" + index).resolve("ready");
	}

	int count() {
		return this.children.size();
	}

	public String bootstrapServers() {
		return this.ports.stream().map((port) -> "127.0.0.1:" + port).collect(Collectors.joining(","));
	}

	/**
	 * The process of one of them.
	 */
	public long pid(int index) {
		return this.children.get(index).pid();
	}

	/**
	 * Stops one of them, as SIGSTOP does, while something else happens.
	 */
	public void freeze(int index, Runnable meanwhile) {
		Freeze.during(this.children.get(index), meanwhile);
	}

	void kill(int index) {
		this.children.get(index).kill();
	}

	/**
	 * Asks one to stop and waits until it has.
	 */
	void stop(int index, Duration within) {
		this.children.get(index).terminate();
		this.children.get(index).awaitEnd(within);
	}

	/**
	 * One of them, to be killed on its own.
	 */
	Victim.Life life(int index) {
		return new Victim.Life() {

			@Override
			public void kill() {
				Brokers.this.kill(index);
			}

			@Override
			public void start() {
				Brokers.this.children.set(index, launch(index));
			}

			@Override
			public boolean isAlive() {
				return Brokers.this.children.get(index).isAlive();
			}

			@Override
			public boolean isUp() {
				return Files.exists(ready(index));
			}

		};
	}

	/**
	 * Starts those that are dead. Does not wait for them.
	 */
	void revive() {
		for (int index = 0; index < count(); index++) {
			if (!this.children.get(index).isAlive()) {
				this.children.set(index, launch(index));
			}
		}
	}

	/**
	 * Waits until all take records.
	 */
	void awaitReady() {
		for (int index = 0; index < count(); index++) {
			int broker = index;
			Awaitility.await("broker " + index + " takes records")
				.atMost(START_WITHIN)
				.failFast("broker " + index + " has ended", () -> !this.children.get(broker).isAlive())
				.until(() -> Files.exists(ready(broker)));
		}
	}

	/**
	 * The broker that leads the most partitions.
	 */
	int leader() {
		return ask((admin) -> admin.listTopics()
			.names()
			.toCompletionStage()
			.thenCompose((names) -> admin.describeTopics(names).allTopicNames().toCompletionStage())
			.thenApply((topics) -> topics.values()
				.stream()
				.flatMap((topic) -> topic.partitions().stream())
				.filter((partition) -> partition.leader() != null)
				.collect(Collectors.groupingBy((partition) -> partition.leader().id(), Collectors.counting())))
			.thenApply((led) -> led.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey() - 1)
			.toCompletableFuture());
	}

	/**
	 * From now on so many brokers must have a record before it counts as taken.
	 */
	void demand(int replicas) {
		AlterConfigOp change = new AlterConfigOp(
				new ConfigEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(replicas)),
				AlterConfigOp.OpType.SET);
		ask((admin) -> admin.listTopics()
			.names()
			.toCompletionStage()
			.thenCompose((names) -> admin
				.incrementalAlterConfigs(names.stream()
					.collect(Collectors.toMap((name) -> new ConfigResource(ConfigResource.Type.TOPIC, name),
							(name) -> List.of(change))))
				.all()
				.toCompletionStage())
			.toCompletableFuture());
	}

	private <T> T ask(Function<Admin, Future<T>> question) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
			return question.apply(admin).get(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException("the cluster does not answer", ex);
		}
	}

	@Override
	public void close() {
		this.children.forEach(Child::kill);
	}

}
