package dev.naru.gateway.publication;

import java.nio.file.Path;
import java.time.Duration;

import dev.naru.gateway.source.ConfigurationException;
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
 * @param topics how missing topics are created
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
	 * How a topic is created that is not there.
	 *
	 * @param partitions how many partitions it gets; -1 leaves it to the broker
	 * @param replicationFactor on how many brokers each stands; -1 leaves it to the
	 * broker
	 */
	public record Topics(@DefaultValue("6") int partitions, @DefaultValue("-1") int replicationFactor) {

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
		}

	}

}
