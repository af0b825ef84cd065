package dev.naru.gateway.publication.spool;

/**
 * A record in the spool, without its content.
 *
 * @param position where in the spool
 * @param topic the topic it belongs on
 * @param source the endpoint that it came to
 * @param id the event's id
 * @param key the partition key
 */
record Waiting(long position, String topic, String source, String id, String key) {
}
