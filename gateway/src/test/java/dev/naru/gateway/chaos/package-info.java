/**
 * Kills and freezes gateways and brokers under load, and proves that whatever was
 * answered with a 2xx is on Kafka.
 */
@NullMarked
package dev.naru.gateway.chaos;

import org.jspecify.annotations.NullMarked;
