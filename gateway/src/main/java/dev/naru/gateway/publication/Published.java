package dev.naru.gateway.publication;

/**
 * Where a record stands.
 *
 * @param topic the topic
 * @param partition the partition, counted from 0
 * @param offset the offset in the partition
 */
public record Published(String topic, int partition, long offset) {
}
