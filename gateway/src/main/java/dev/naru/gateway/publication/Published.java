package dev.naru.gateway.publication;

/**
 * Where a record is safe.
 */
public sealed interface Published {

	/**
	 * It stands on Kafka, acknowledged by all in-sync replicas.
	 *
	 * @param topic the topic
	 * @param partition the partition, counted from 0
	 * @param offset the offset in the partition
	 */
	record OnKafka(String topic, int partition, long offset) implements Published {
	}

	/**
	 * It lies on the disk of the gateway, and will come to stand on Kafka.
	 *
	 * @param position where in the spool; a later record has a greater one
	 */
	record Spooled(long position) implements Published {
	}

}
