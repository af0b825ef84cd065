package dev.naru.gateway.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import dev.naru.gateway.testkit.Signed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two gateways on one Kafka, each asked to stop and started again in turn, under load:
 * senders hear a yes or find nobody, and what was answered with a yes is on Kafka.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = "cores", mode = ResourceAccessMode.READ)
class RollingUpdateTest {

	private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

	private static final int SENDERS = 8;

	private static final long PAUSE_NANOS = 20_000_000;

	private final Payments payments = new Payments("portone");

	private final AtomicLong numbers = new AtomicLong();

	private final AtomicBoolean over = new AtomicBoolean();

	private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();

	private final Set<String> safe = ConcurrentHashMap.newKeySet();

	@TempDir
	Path folder = Path.of("");

	@Test
	void sendersHearAYesOrFindNobody() {
		try (Brokers brokers = new Brokers(this.folder, 1, SMALL);
				Gateway one = gateway("one", brokers);
				Gateway other = gateway("other", brokers);
				ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
			one.awaitReady();
			other.awaitReady();
			for (int sender = 0; sender < SENDERS; sender++) {
				List<Gateway> preferred = (sender % 2 == 0) ? List.of(one, other) : List.of(other, one);
				senders.execute(() -> send(preferred.get(0).port(), preferred.get(1).port()));
			}
			try {
				for (Gateway gateway : List.of(one, other)) {
					awaitMore(200);
					gateway.stop();
					awaitMore(200);
					gateway.start();
					gateway.awaitReady();
				}
				awaitMore(200);
			}
			finally {
				// Closing waits for them, however this ends.
				this.over.set(true);
			}
			senders.shutdown();
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(senders::isTerminated);

			assertThat(this.answers).as("answers by status, and what went wrong on the wire")
				.containsOnlyKeys(200, Wire.UNCONNECTED);
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> one.scrape().sum("naru_spool_records") + other.scrape().sum("naru_spool_records") == 0);
			Set<String> landed = new HashSet<>();
			Harvest.read(brokers.bootstrapServers(), (record) -> landed.add(record.key().replaceFirst(".*/", "")));
			assertThat(landed).containsAll(this.safe);
		}
	}

	private Gateway gateway(String name, Brokers brokers) {
		return new Gateway(this.folder.resolve(name), SMALL,
				List.of("--naru.sources.portone.provider=portone",
						"--naru.sources.portone.secrets=" + Signed.STANDARD_SECRET,
						"--spring.kafka.bootstrap-servers=" + brokers.bootstrapServers(),
						"--naru.publication.topics.replication-factor=1"));
	}

	/**
	 * Keeps its connections, and goes to the other gateway when nobody is there.
	 */
	private void send(int first, int second) {
		try (Wire wire = new Wire(first); Wire otherWire = new Wire(second)) {
			while (!this.over.get()) {
				long number = this.numbers.incrementAndGet();
				byte[] request = this.payments.request(number);
				int status = heard(wire, request);
				if (status == Wire.UNCONNECTED) {
					status = heard(otherWire, request);
				}
				if (status == 200) {
					this.safe.add("msg-" + number);
				}
				// Some hundred requests a second: who starts has a share of the cores.
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}
	}

	/**
	 * Who connects while the door is being shut may find that nobody takes his first
	 * request: he has met nobody, as one who comes a moment later.
	 */
	private int heard(Wire wire, byte[] request) {
		int heard = wire.exchange(request);
		int status = (heard == Wire.BROKEN && !wire.wasKept()) ? Wire.UNCONNECTED : heard;
		this.answers.computeIfAbsent(status, (absent) -> new LongAdder()).increment();
		return status;
	}

	private void awaitMore(int events) {
		int since = this.safe.size();
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> this.safe.size() >= since + events);
	}

}
