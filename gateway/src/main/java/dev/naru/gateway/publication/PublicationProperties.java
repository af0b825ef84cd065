package dev.naru.gateway.publication;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.naru.gateway.source.ConfigurationException;
import dev.naru.gateway.source.TopicNames;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How records are published, {@code naru.publication}.
 *
 * @param kafkaWithin how long Kafka has to acknowledge a record before it goes to the
 * spool, 1 to 30 s
 * @param answerWithin after how long a sender has an answer, whatever happens: at least a
 * second more than that, 60 s at most
 * @param maxRecordsInFlight how many records may be on their way at once
 * @param spool where records wait while Kafka is away
 * @param topics how topics are named, and created where they are missing
 */
public record PublicationProperties(@DefaultValue("2s") Duration kafkaWithin, @DefaultValue("5s") Duration answerWithin,
		@DefaultValue("10000") int maxRecordsInFlight, @DefaultValue Spool spool, @DefaultValue Topics topics) {

	/**
	 * @throws ConfigurationException if a value is out of range
	 */
	public PublicationProperties {
		if (kafkaWithin.toMillis() < 1000 || kafkaWithin.toMillis() > 30_000) {
			throw new ConfigurationException("naru.publication.kafka-within", kafkaWithin + " is out of range",
					"write 1s to 30s, such as 2s: a record that Kafka has not taken by then goes to the spool");
		}
		if (answerWithin.compareTo(kafkaWithin.plusSeconds(1)) < 0 || answerWithin.toMillis() > 60_000) {
			throw new ConfigurationException("naru.publication.answer-within", answerWithin + " is out of range",
					"write at least a second more than naru.publication.kafka-within and 60s at most, and less than "
							+ "your providers wait for an answer; 5s serves nearly all");
		}
		if (maxRecordsInFlight < 1) {
			throw new ConfigurationException("naru.publication.max-records-in-flight",
					maxRecordsInFlight + " records in flight admit none", "write 1 or more, such as 10000");
		}
	}

	/**
	 * Where records wait while Kafka is away, {@code naru.publication.spool}.
	 *
	 * @param directory the folder, which one gateway alone may use
	 * @param maxSize how large the file in it may become, 1 MB or more; when it is full,
	 * senders hear 503
	 * @param minFreeDisk how much of the disk the spool leaves free
	 */
	public record Spool(@DefaultValue("./data/spool") Path directory, @DefaultValue("1GB") DataSize maxSize,
			@DefaultValue("256MB") DataSize minFreeDisk) {

		/**
		 * @throws ConfigurationException if a value is out of range
		 */
		public Spool {
			if (maxSize.toBytes() < 1024 * 1024) {
				throw new ConfigurationException("naru.publication.spool.max-size", maxSize + " is too small",
						"write 1MB or more, such as 1GB: it has to hold what arrives while Kafka is away");
			}
			if (minFreeDisk.isNegative()) {
				throw new ConfigurationException("naru.publication.spool.min-free-disk", minFreeDisk + " is negative",
						"write 0B or more, such as 256MB");
			}
		}

	}

	/**
	 * How topics are named, and created where they are missing,
	 * {@code naru.publication.topics}.
	 *
	 * @param prefix what the names of all topics begin with, but for those that a source
	 * names itself; {@code <prefix>quarantine} holds what cannot be read
	 * @param name what follows the prefix in the name of an event's topic: a pattern of
	 * {provider}, {kind} (the first word of the type, such as {@code payment};
	 * {@code other} where the profile does not map it) and {source}; in YAML in quotes.
	 * With another one, earlier topics are read back no more
	 * @param partitions how many partitions it gets; -1 leaves it to the broker
	 * @param replicationFactor on how many brokers each stands; -1 leaves it to the
	 * broker
	 * @param config settings of Kafka's that a topic gets, such as {@code retention.ms};
	 * where a topic differs that is there already, the start says so. Beside them
	 * {@code max.message.bytes} is that of the largest record, 4194304 unless larger ones
	 * are allowed, and {@code min.insync.replicas} 2 where replication-factor is 3 or
	 * more
	 */
	public record Topics(@DefaultValue(TopicNames.PREFIX) String prefix, @DefaultValue(TopicNames.NAME) String name,
			@DefaultValue("6") int partitions, @DefaultValue("-1") int replicationFactor,
			@DefaultValue Map<String, String> config) {

		private static final String CONFIG = "naru.publication.topics.config.";

		/**
		 * @throws ConfigurationException if a value is out of range
		 */
		public Topics {
			if (partitions < 1 && partitions != -1) {
				throw new ConfigurationException("naru.publication.topics.partitions",
						"a topic cannot have " + partitions + " partitions",
						"write 1 or more, or -1 for the broker's default");
			}
			if (replicationFactor != -1 && (replicationFactor < 1 || replicationFactor > Short.MAX_VALUE)) {
				throw new ConfigurationException("naru.publication.topics.replication-factor",
						"a topic cannot stand on " + replicationFactor + " brokers",
						"write 1 or more (3 where losing a broker must lose nothing), or -1 for the broker's default");
			}
			config.forEach(Topics::checkPresent);
			checkFixed(config, "cleanup.policy", "delete",
					"compaction would keep the last event of each subject and delete the others");
			checkFixed(config, "message.timestamp.type", "CreateTime",
					"records would lose the time at which their webhooks were received");
			config = Map.copyOf(config);
			TopicNames unused = new TopicNames(prefix, name);
		}

		/**
		 * The names of topics.
		 */
		public TopicNames names() {
			return new TopicNames(this.prefix, this.name);
		}

		private static void checkPresent(String setting, String value) {
			if (value.isBlank()) {
				throw new ConfigurationException(CONFIG + setting, "the value is empty",
						"write the value that topics shall have, or remove the key");
			}
		}

		private static void checkFixed(Map<String, String> config, String setting, String only, String otherwise) {
			String value = config.getOrDefault(setting, only);
			if (!value.equals(only)) {
				throw new ConfigurationException(CONFIG + setting, "'" + value + "' cannot be used: " + otherwise,
						"write " + only + ", or remove the key");
			}
		}

	}

}
