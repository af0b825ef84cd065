/**
 * The one room that knows the Kafka client.
 */
@NullMarked
package dev.naru.gateway.publication.kafka;

import org.jspecify.annotations.NullMarked;
