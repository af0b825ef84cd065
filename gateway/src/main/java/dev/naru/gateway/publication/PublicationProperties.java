package dev.naru.gateway.publication;

import java.time.Duration;

import dev.naru.gateway.source.ConfigurationException;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How records are published, {@code naru.publication}.
 *
 * @param answerWithin how long Kafka has to acknowledge a record, 1 to 60 s
 * @param maxRecordsInFlight how many records may wait for Kafka at once
 * @param maxBytesInFlight how many bytes they may hold together, 8 MB to 1 GB; the Kafka
 * client's own buffer is made large enough for them
 * @param topics how missing topics are created
 */
public record PublicationProperties(@DefaultValue("3s") Duration answerWithin,
		@DefaultValue("10000") int maxRecordsInFlight, @DefaultValue("64MB") DataSize maxBytesInFlight,
		@DefaultValue Topics topics) {

	private static final DataSize FEWEST_BYTES = DataSize.ofMegabytes(8);

	private static final DataSize MOST_BYTES = DataSize.ofGigabytes(1);

	/**
	 * @throws ConfigurationException if a value is out of range
	 */
	public PublicationProperties {
		if (answerWithin.toMillis() < 1000 || answerWithin.toMillis() > 60_000) {
			throw new ConfigurationException("naru.publication.answer-within", answerWithin + " is out of range",
					"write 1s to 60s, and less than your providers wait for an answer; 3s serves nearly all");
		}
		if (maxRecordsInFlight < 1) {
			throw new ConfigurationException("naru.publication.max-records-in-flight",
					maxRecordsInFlight + " records in flight admit none", "write 1 or more, such as 10000");
		}
		if (maxBytesInFlight.compareTo(FEWEST_BYTES) < 0 || maxBytesInFlight.compareTo(MOST_BYTES) > 0) {
			throw new ConfigurationException("naru.publication.max-bytes-in-flight",
					maxBytesInFlight + " is out of range",
					"write 8MB to 1GB, such as 64MB: the largest record must fit in, and all of it in the heap twice");
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
