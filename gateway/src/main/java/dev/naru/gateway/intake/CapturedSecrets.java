package dev.naru.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.naru.gateway.logging.LimitedLogger;
import dev.naru.gateway.source.Secret;
import dev.naru.gateway.webhook.SourceId;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Secrets that providers sent to sources which wait for one, until an operator asks for
 * them: each is shown once, and forgotten unseen after 24 hours. Only memory holds them,
 * and no more of a source than ten, since anyone can send one.
 */
public final class CapturedSecrets {

	private static final LimitedLogger logger = LimitedLogger.of(CapturedSecrets.class);

	private static final Duration KEPT_FOR = Duration.ofHours(24);

	private static final int MOST_OF_A_SOURCE = 10;

	private final Map<SourceId, Map<Secret, Kept>> bySource = new HashMap<>();

	private final Scheduler timer;

	private final Clock clock;

	/**
	 * @param clock tells when a secret came
	 */
	public CapturedSecrets(Clock clock) {
		this(Schedulers.parallel(), clock);
	}

	/**
	 * @param timer tells when a secret's time is over
	 */
	CapturedSecrets(Scheduler timer, Clock clock) {
		this.timer = timer;
		this.clock = clock;
	}

	private record Kept(Instant receivedAt, Disposable end) {
	}

	/**
	 * @param secret the secret
	 * @param receivedAt when it came
	 */
	public record Captured(Secret secret, Instant receivedAt) {
	}

	/**
	 * Keeps a secret for the operator, and tells him where to ask.
	 * @return false if there are so many of the source already that it is not kept
	 */
	synchronized boolean keep(SourceId source, Secret secret) {
		Map<Secret, Kept> kept = this.bySource.computeIfAbsent(source, (id) -> new HashMap<>());
		if (kept.containsKey(secret)) {
			return true;
		}
		if (kept.size() >= MOST_OF_A_SOURCE) {
			return false;
		}
		kept.put(secret, new Kept(this.clock.instant(),
				this.timer.schedule(() -> forget(source, secret), KEPT_FOR.toMillis(), TimeUnit.MILLISECONDS)));
		String path = "POST /captures/" + source;
		logger
			.warn("Somebody sent a secret for this source. The management port of this instance shows it once, within "
					+ "24 hours. If the provider shows the same, confirm it there, and set the source's secrets to it",
					source.value(), (line) -> line.addKeyValue("source", source).addKeyValue("ask", path));
		return true;
	}

	/**
	 * How many wait to be shown, of each source that has any.
	 */
	public synchronized Map<String, Integer> waiting() {
		Map<String, Integer> waiting = new TreeMap<>();
		this.bySource.forEach((source, kept) -> waiting.put(source.value(), kept.size()));
		return waiting;
	}

	/**
	 * Shows what came for a source, oldest first, and keeps nothing of it.
	 * @return those, none if there is nothing to show
	 */
	public synchronized List<Captured> take(SourceId source) {
		List<Captured> taken = new ArrayList<>();
		this.bySource.getOrDefault(source, Map.of()).forEach((secret, kept) -> {
			kept.end().dispose();
			taken.add(new Captured(secret, kept.receivedAt()));
		});
		this.bySource.remove(source);
		taken.sort(Comparator.comparing(Captured::receivedAt));
		return taken;
	}

	private synchronized void forget(SourceId source, Secret secret) {
		this.bySource.computeIfPresent(source, (id, kept) -> {
			kept.remove(secret);
			return kept.isEmpty() ? null : kept;
		});
	}

}
