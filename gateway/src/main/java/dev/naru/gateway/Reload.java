package dev.naru.gateway;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import dev.naru.gateway.ConfigurationReader.Configuration;
import dev.naru.gateway.ingress.BodyLimits;
import dev.naru.gateway.provider.Endpoints;
import dev.naru.gateway.provider.Profiles;
import dev.naru.gateway.publication.WantedTopics;
import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.webhook.Configured;
import dev.naru.gateway.webhook.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts changed sources, secrets and profiles to use while the gateway runs: all of them
 * at once, or none. What two looks in a row find is no longer being written.
 */
final class Reload implements Configured, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Reload.class);

	private final ConfigurationReader reader;

	private final ReloadProperties properties;

	private final Profiles profiles;

	private final Endpoints endpoints;

	private final BodyLimits limits;

	private final WantedTopics topics;

	private final Ledger ledger;

	private final ScheduledExecutorService thread = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("naru-reload").factory());

	private Found inUse;

	private Found seen;

	private NaruProperties ofStart;

	private final AtomicLong applied = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private volatile boolean current = true;

	/**
	 * @param reader reads what stands in the files
	 * @param started what the start found there
	 * @param profiles makes endpoints of it
	 * @param endpoints those that are in use
	 * @param limits says how large bodies may be
	 * @param topics is told of topics that are new
	 * @param ledger is told of sources that come and go
	 */
	Reload(ConfigurationReader reader, Configuration started, Profiles profiles, Endpoints endpoints, BodyLimits limits,
			WantedTopics topics, Ledger ledger) {
		this.reader = reader;
		this.properties = started.properties().reload();
		this.profiles = profiles;
		this.endpoints = endpoints;
		this.limits = limits;
		this.topics = topics;
		this.ledger = ledger;
		this.inUse = new Usable(started);
		this.seen = this.inUse;
		this.ofStart = started.properties().ofStart();
	}

	/** What a look finds. */
	private sealed interface Found {

	}

	private record Usable(Configuration configuration) implements Found {
	}

	private record Unusable(String problem, String cure) implements Found {
	}

	/**
	 * Begins to look.
	 */
	void start() {
		if (this.properties.every().isPositive()) {
			long every = this.properties.every().toMillis();
			Future<?> unused = this.thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public long applied() {
		return this.applied.get();
	}

	@Override
	public long refused() {
		return this.refused.get();
	}

	@Override
	public boolean isCurrent() {
		return this.current;
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	private void look() {
		try {
			Found found = read();
			boolean settled = found.equals(this.seen);
			this.seen = found;
			if (settled && !found.equals(this.inUse)) {
				this.inUse = found;
				take(found);
			}
		}
		catch (RuntimeException ex) {
			logger.error("The look after changed configuration failed", ex);
		}
	}

	private Found read() {
		try {
			return new Usable(this.reader.read());
		}
		catch (ConfigurationException ex) {
			return new Unusable(String.valueOf(ex.getMessage()), ex.cure());
		}
	}

	private void take(Found found) {
		switch (found) {
			case Usable(Configuration configuration) -> {
				try {
					apply(configuration);
				}
				catch (ConfigurationException ex) {
					refuse(String.valueOf(ex.getMessage()), ex.cure());
				}
			}
			case Unusable(String problem, String cure) -> refuse(problem, cure);
		}
	}

	private void apply(Configuration configuration) {
		Endpoints changed = this.profiles.endpoints(configuration.sources(), configuration.profiles());
		this.limits.check(changed.all());
		Map<String, String> before = owners(this.endpoints);
		Map<String, String> after = owners(changed);
		this.topics.add(changed.topics());
		this.endpoints.become(changed);
		after.forEach(this.ledger::account);
		without(before, after).forEach(this.ledger::retire);
		this.applied.incrementAndGet();
		this.current = true;
		logger.atInfo()
			.addKeyValue("sources", after.size())
			.addKeyValue("added", without(after, before).keySet())
			.addKeyValue("removed", without(before, after).keySet())
			.log("The changed configuration is in use");
		NaruProperties ofStart = configuration.properties().ofStart();
		if (!ofStart.equals(this.ofStart)) {
			this.ofStart = ofStart;
			logger.warn("Something other than sources, secrets and profiles has changed: "
					+ "it takes effect when the gateway is started again");
		}
	}

	private void refuse(String problem, String cure) {
		this.refused.incrementAndGet();
		this.current = false;
		logger.atError()
			.addKeyValue("problem", problem)
			.addKeyValue("cure", cure)
			.log("The changed configuration cannot be used, and the gateway goes on with the one before");
	}

	/**
	 * The provider of each source.
	 */
	private static Map<String, String> owners(Endpoints endpoints) {
		return endpoints.all()
			.stream()
			.collect(Collectors.toMap((endpoint) -> endpoint.source().id().value(),
					(endpoint) -> endpoint.profile().name()));
	}

	private static Map<String, String> without(Map<String, String> owners, Map<String, String> others) {
		Map<String, String> rest = new TreeMap<>(owners);
		rest.entrySet().removeAll(others.entrySet());
		return rest;
	}

}
