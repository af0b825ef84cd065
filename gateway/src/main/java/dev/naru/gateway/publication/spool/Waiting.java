package dev.naru.gateway.publication.spool;

import org.jspecify.annotations.Nullable;

/**
 * A record in the spool, without its content.
 *
 * @param position where in the spool
 * @param topic the topic it belongs on
 * @param source the endpoint that it came to
 * @param id the event's id
 * @param digest what tells it from others of that id, or null if the id alone does
 * @param key the partition key
 */
record Waiting(long position, String topic, String source, String id, @Nullable String digest, String key) {
}
