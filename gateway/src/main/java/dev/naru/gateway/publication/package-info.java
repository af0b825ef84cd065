/**
 * Onto Kafka: a yes means that the record is safe.
 */
@NullMarked
package dev.naru.gateway.publication;

import org.jspecify.annotations.NullMarked;
