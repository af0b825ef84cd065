/**
 * What {@code deploy/} promises: alerts and dashboards before a real Prometheus, objects
 * for Kubernetes and Compose before their published models.
 */
@NullMarked
package dev.naru.gateway.operation;

import org.jspecify.annotations.NullMarked;
