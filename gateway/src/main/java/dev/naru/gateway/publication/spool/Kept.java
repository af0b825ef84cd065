package dev.naru.gateway.publication.spool;

import java.time.Instant;

import dev.naru.gateway.envelope.Envelope;

/**
 * A record in the spool.
 *
 * @param position where in the spool; a later record has a greater one
 * @param spooledAt when it came
 * @param envelope the record
 */
record Kept(long position, Instant spooledAt, Envelope envelope) {
}
