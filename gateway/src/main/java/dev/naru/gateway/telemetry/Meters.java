package dev.naru.gateway.telemetry;

import java.time.Duration;
import java.util.Arrays;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The gateway's own meters. The values of their tags are closed sets: configured names,
 * and words of the code.
 */
enum Meters implements MeterDocumentation {

	/** Requests that came to a webhook's path; tags source, provider. */
	RECEIVED("naru.webhooks.received", Meter.Type.COUNTER, "Requests received"),

	/**
	 * Requests by what became of them; tags source, provider, outcome, reason. Their sum
	 * equals the requests received whenever the gateway is quiet.
	 */
	SETTLED("naru.webhooks", Meter.Type.COUNTER, "Requests by what became of them"),

	/**
	 * Events that came several in a request, by what became of each; tags source,
	 * provider, outcome, reason.
	 */
	BATCHED("naru.webhooks.batch.events", Meter.Type.COUNTER,
			"Events that came several in a request, by what became of each"),

	/**
	 * Genuine deliveries by the secret that matched; tags source, provider, variant,
	 * slot.
	 */
	VERIFIED("naru.webhooks.verified", Meter.Type.COUNTER, "Genuine deliveries by the secret that matched"),

	/** Events by their type; tags source, provider, type. */
	EVENTS("naru.webhooks.events", Meter.Type.COUNTER, "Events by their type"),

	/**
	 * When a genuine delivery came last, to the second; 0 if none has since the start;
	 * tags source, provider.
	 */
	LAST_VERIFIED("naru.webhooks.last.verified", Meter.Type.GAUGE, "When a genuine delivery came last, Unix time"),

	/** From the first byte of a request to its answer; tags source, provider, outcome. */
	ACKNOWLEDGE("naru.webhooks.acknowledge", Meter.Type.TIMER, "Time from receiving a request to answering it"),

	/** From handing a record over to its end; tag outcome. */
	PUBLISH("naru.publish", Meter.Type.TIMER, "Time until a record was safe, on Kafka or in the spool"),

	/** Events that duplicates are told by. */
	DEDUPLICATION_ENTRIES("naru.deduplication.entries", Meter.Type.GAUGE, "Events that duplicates are told by"),

	/** Events forgotten before their time: {@code max-entries} is too small. */
	DEDUPLICATION_FORGOTTEN("naru.deduplication.forgotten", Meter.Type.COUNTER,
			"Events forgotten before their time for want of room"),

	/** Records on Kafka without a mark of this fleet. */
	DEDUPLICATION_FOREIGN("naru.deduplication.foreign", Meter.Type.COUNTER,
			"Records on Kafka that no gateway of this fleet wrote"),

	/** How often changed configuration came; tag outcome: applied, refused. */
	CONFIGURATION_RELOADS("naru.configuration.reloads", Meter.Type.COUNTER,
			"Changed configurations, by what became of them"),

	/** 1 while the configuration in the files is in use, 0 while it cannot be used. */
	CONFIGURATION_CURRENT("naru.configuration.current", Meter.Type.GAUGE,
			"Whether the configuration in the files is in use"),

	/** Records on their way to where they are safe. */
	IN_FLIGHT_RECORDS("naru.publish.in.flight.records", Meter.Type.GAUGE, "Records that are not safe yet"),

	/** How many records may be on their way at once. */
	IN_FLIGHT_MAX_RECORDS("naru.publish.in.flight.max.records", Meter.Type.GAUGE,
			"How many records may be on their way at once"),

	/** The bytes of bodies and records that are held. */
	MEMORY_HELD("naru.memory.held.bytes", Meter.Type.GAUGE, "Bytes of bodies and records that are held in memory"),

	/** How many bytes bodies and records may hold together. */
	MEMORY_BUDGET("naru.memory.budget.bytes", Meter.Type.GAUGE, "How many bytes bodies and records may hold in memory"),

	/** Connections to the public port. */
	CONNECTIONS("naru.connections", Meter.Type.GAUGE, "Connections to the public port"),

	/** How many connections there may be. */
	CONNECTIONS_MAX("naru.connections.max", Meter.Type.GAUGE, "How many connections to the public port there may be"),

	/** Connections closed while they waited for their sender, to make room for others. */
	CONNECTIONS_EVICTED("naru.connections.evicted", Meter.Type.COUNTER,
			"Connections closed to make room for others, the one that had waited longest for its sender first"),

	/** 1 while Kafka takes records, 0 while it does not, as far as is known. */
	KAFKA_AVAILABLE("naru.kafka.available", Meter.Type.GAUGE, "1 while Kafka takes records, 0 while it does not"),

	/** 1 while the spool would take a record, 0 while it would not. */
	SPOOL_AVAILABLE("naru.spool.available", Meter.Type.GAUGE, "1 while the spool takes records, 0 while it does not"),

	/** Records that lie in the spool and wait for Kafka. */
	SPOOL_RECORDS("naru.spool.records", Meter.Type.GAUGE, "Records in the spool that wait for Kafka"),

	/** The bytes that the spool's file uses. */
	SPOOL_BYTES("naru.spool.bytes", Meter.Type.GAUGE, "Bytes of the spool that are used"),

	/** How many bytes the spool may use. */
	SPOOL_MAX_BYTES("naru.spool.max.bytes", Meter.Type.GAUGE, "Bytes that the spool may use"),

	/** For how long the oldest record in the spool has waited. */
	SPOOL_OLDEST("naru.spool.oldest", Meter.Type.GAUGE, "How long the oldest record in the spool has waited"),

	/** Records that have come from the spool to Kafka; their rate is the drain's. */
	SPOOL_DRAINED("naru.spool.drained", Meter.Type.COUNTER, "Records that went from the spool to Kafka"),

	/** Records that lie aside in the spool, since Kafka refuses them for ever. */
	SPOOL_REJECTED("naru.spool.rejected.records", Meter.Type.GAUGE, "Records set aside that Kafka refuses");

	/**
	 * Bucket bounds: fine around what Kafka usually takes, and the deadlines of
	 * providers.
	 */
	static final Duration[] BUCKETS = millis(5, 10, 25, 50, 100, 250, 500, 1000, 2000, 3000, 5000, 10_000, 30_000);

	private final String meterName;

	private final Meter.Type type;

	private final String help;

	Meters(String meterName, Meter.Type type, String help) {
		this.meterName = meterName;
		this.type = type;
		this.help = help;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	/**
	 * What the scrape says of it.
	 */
	String help() {
		return this.help;
	}

	private static Duration[] millis(long... bounds) {
		return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
	}

}
