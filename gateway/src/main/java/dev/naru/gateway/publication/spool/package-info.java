/**
 * Where records wait on disk while Kafka is away.
 */
@NullMarked
package dev.naru.gateway.publication.spool;

import org.jspecify.annotations.NullMarked;
