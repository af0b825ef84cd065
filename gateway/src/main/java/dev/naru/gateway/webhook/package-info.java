/**
 * The vocabulary that every room shares: a delivery, who it is for, and what became of
 * it.
 */
@NullMarked
package dev.naru.gateway.webhook;

import org.jspecify.annotations.NullMarked;
