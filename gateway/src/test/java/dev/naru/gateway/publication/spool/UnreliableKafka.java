package dev.naru.gateway.publication.spool;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.envelope.Envelope;
import dev.naru.gateway.publication.Availability;
import dev.naru.gateway.publication.PublicationException;
import dev.naru.gateway.publication.Published;
import dev.naru.gateway.publication.Publisher;
import reactor.core.publisher.Mono;

/**
 * A Kafka that comes and goes: it takes records soon, late or not at all, and does not
 * always say so.
 */
final class UnreliableKafka implements Publisher, AutoCloseable {

	private final Random random;

	private final Duration deadline;

	private final List<String> log = new ArrayList<>();

	private final ScheduledExecutorService network = Executors.newSingleThreadScheduledExecutor();

	private volatile int failuresInTen;

	private volatile boolean known = true;

	/**
	 * @param deadline after which a record that was not acknowledged is given up
	 */
	UnreliableKafka(long seed, Duration deadline) {
		this.random = new Random(seed);
		this.deadline = deadline;
	}

	@Override
	public Mono<Published> publish(Envelope envelope) {
		return Mono.defer(() -> {
			CompletableFuture<Published> answer = new CompletableFuture<>();
			String value = new String(envelope.value(), StandardCharsets.UTF_8);
			synchronized (this) {
				boolean fails = this.random.nextInt(10) < this.failuresInTen;
				boolean arrives = !fails || this.random.nextBoolean();
				boolean late = fails && arrives && this.random.nextBoolean();
				long delay = late ? this.deadline.toMillis() * 2 : this.random.nextInt(5);
				after(delay, () -> {
					if (arrives) {
						write(value);
					}
					if (!fails || late) {
						answer.complete(new Published.OnKafka(envelope.topic(), 0, 0));
					}
				});
				if (fails && !late) {
					after(this.deadline.toMillis() - this.random.nextInt(20),
							() -> answer.completeExceptionally(new PublicationException.NotAcknowledged("expired")));
				}
			}
			return Mono.fromFuture(answer, true);
		});
	}

	Availability availability() {
		return () -> new Availability.Status(this.known, "as it happens");
	}

	/**
	 * Changes the weather.
	 * @param failuresInTen how many of ten records fail
	 * @param known whether the gateway knows that Kafka can be reached
	 */
	void weather(int failuresInTen, boolean known) {
		this.failuresInTen = failuresInTen;
		this.known = known;
	}

	synchronized List<String> log() {
		return List.copyOf(this.log);
	}

	@Override
	public void close() {
		this.network.shutdownNow();
	}

	private synchronized void write(String value) {
		this.log.add(value);
	}

	private void after(long millis, Runnable action) {
		Future<?> unused = this.network.schedule(action, millis, TimeUnit.MILLISECONDS);
	}

}
