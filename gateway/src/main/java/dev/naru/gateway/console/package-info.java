/**
 * For the operator's eyes, on the management port alone: what goes to Kafka, as it goes.
 */
@NullMarked
package dev.naru.gateway.console;

import org.jspecify.annotations.NullMarked;
