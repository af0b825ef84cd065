/**
 * What operators see: the meters of the gateway as one catalogue, and its health.
 */
@NullMarked
package dev.naru.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
