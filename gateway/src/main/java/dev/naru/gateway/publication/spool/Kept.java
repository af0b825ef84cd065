package dev.naru.gateway.publication.spool;

import dev.naru.gateway.envelope.Envelope;

/**
 * A record in the spool.
 *
 * @param position where in the spool; a later record has a greater one
 * @param envelope the record
 */
record Kept(long position, Envelope envelope) {
}
