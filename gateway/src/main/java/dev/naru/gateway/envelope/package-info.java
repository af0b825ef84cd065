/**
 * One common envelope around every event: CloudEvents 1.0 in its Kafka protocol binding.
 */
@NullMarked
package dev.naru.gateway.envelope;

import org.jspecify.annotations.NullMarked;
