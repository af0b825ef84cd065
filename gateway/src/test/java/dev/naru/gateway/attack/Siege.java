package dev.naru.gateway.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.naru.gateway.chaos.Brokers;
import dev.naru.gateway.chaos.Payments;
import dev.naru.gateway.testkit.SenderProfiles;
import dev.naru.gateway.testkit.Signed;

/**
 * One attack after another on one gateway, which is started again where it has died.
 */
final class Siege implements AutoCloseable {

	/** The proxy that the gateway trusts. */
	static final String PROXY = "127.0.8.1";

	private static final List<String> BROKER = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

	/** Until records go to the spool without waiting for Kafka. */
	private static final Duration TRIPPED_WITHIN = Duration.ofSeconds(4);

	private static final Duration WARM_WITHIN = Duration.ofSeconds(30);

	/** A few lines of each kind. */
	private static final long LOGGED_IN_TEN_SECONDS = 6_000;

	private final Path directory;

	private final Duration time;

	private final Brokers brokers;

	private final Signatory certificates;

	private final Victim victim;

	/**
	 * Starts the gateway and its broker.
	 * @param directory where all files go; it exists
	 * @param time how long an attack takes
	 */
	Siege(Path directory, Duration time) throws IOException {
		this.directory = directory;
		this.time = time;
		this.certificates = new Signatory(directory);
		this.brokers = new Brokers(directory, 1, BROKER);
		List<String> arguments = new ArrayList<>(this.certificates.arguments());
		arguments.addAll(List.of("--spring.kafka.bootstrap-servers=" + this.brokers.bootstrapServers(),
				"--naru.ingress.trusted-proxies=" + PROXY, "--naru.sources.calm.provider=portone",
				"--naru.sources.calm.secrets=" + Signed.STANDARD_SECRET, "--naru.sources.storm.provider=portone",
				"--naru.sources.storm.secrets=" + Signed.STANDARD_SECRET, "--naru.sources.hub.provider=github",
				"--naru.sources.hub.secrets=" + Requests.GITHUB_SECRET, "--naru.sources.addr.provider=github",
				"--naru.sources.addr.secrets=" + Requests.GITHUB_SECRET,
				"--naru.sources.addr.allowed-addresses=203.0.113.0/24", "--naru.sources.open.provider=open",
				"--naru.providers.locations=" + this.certificates.profiles() + "," + SenderProfiles.folder(),
				"--naru.fleet.keys=" + "key-of-the-fleet".repeat(3)));
		String more = System.getProperty("naru.attack.settings", "");
		if (!more.isEmpty()) {
			arguments.addAll(List.of(more.split(" ", -1)));
		}
		this.victim = new Victim(directory.resolve("gateway"), this.certificates.flags(), arguments);
	}

	/**
	 * Makes one attack.
	 */
	Row make(Attack attack) throws IOException {
		this.victim.revive();
		boolean quiet = warmUp();
		if (!attack.withoutKafka()) {
			return endure(attack, quiet);
		}
		AtomicReference<Row> row = new AtomicReference<>();
		this.brokers.freeze(0, () -> {
			Bystander first = calm();
			Bystander second = same();
			try (first; second) {
				Crowd.pause(TRIPPED_WITHIN);
			}
			try {
				row.set(endure(attack, quiet));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		return row.get();
	}

	/**
	 * A gateway that has just started is slow, and so is a machine that does other
	 * things: neither is the attack's doing.
	 * @return whether the genuine are served as they should be while nobody attacks
	 */
	private boolean warmUp() {
		try (Bystander first = calm(); Bystander second = same()) {
			long until = System.nanoTime() + WARM_WITHIN.toNanos();
			while (System.nanoTime() < until) {
				if (first.isServed(20) && second.isServed(20)) {
					return true;
				}
				Crowd.pause(Duration.ofMillis(100));
			}
			return false;
		}
	}

	private Bystander calm() {
		return new Bystander("127.0.9.9", this.victim.port(), new Payments("calm")::request);
	}

	/**
	 * The genuine of the attacked source, who come by way of the proxy.
	 */
	private Bystander same() {
		return new Bystander(PROXY, this.victim.port(),
				(number) -> Requests.github("hub", "genuine-" + number, Map.of("X-Forwarded-For", "192.0.2.10")));
	}

	private Row endure(Attack attack, boolean quiet) throws IOException {
		long logged = this.victim.logged();
		long fullStops = this.victim.fullStops();
		AtomicLong rss = new AtomicLong();
		Bystander others = calm();
		Bystander same = same();
		Thread sampler = Thread.ofVirtual().start(() -> {
			while (!Thread.currentThread().isInterrupted()) {
				rss.accumulateAndGet(this.victim.rss(), Math::max);
				Crowd.pause(Duration.ofMillis(200));
			}
		});
		Effect effect;
		try (others; same) {
			effect = attack.on(new Stage(this.victim, this.brokers, this.certificates, this.directory, this.time));
		}
		finally {
			sampler.interrupt();
		}
		return new Row(attack.title(), effect, this.victim.isAlive(), quiet, others.service(), same.service(),
				rss.get(), this.victim.fullStops() - fullStops, this.victim.logged() - logged,
				LOGGED_IN_TEN_SECONDS * (1 + this.time.toSeconds() / 10));
	}

	@Override
	public void close() {
		this.victim.close();
		this.brokers.close();
		this.certificates.close();
	}

}
