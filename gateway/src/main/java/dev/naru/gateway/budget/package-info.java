/**
 * Budgets: what the gateway holds for others is bounded, and shared fairly among sources
 * and client addresses.
 */
@NullMarked
package dev.naru.gateway.budget;

import org.jspecify.annotations.NullMarked;
