/**
 * A Kafka broker inside the gateway's own JVM, so that a first start needs nothing else.
 */
@NullMarked
package dev.naru.gateway.broker;

import org.jspecify.annotations.NullMarked;
