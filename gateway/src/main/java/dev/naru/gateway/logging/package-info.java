/**
 * Log lines that something outside can cause: how many there may be, and what they may
 * look like.
 */
@NullMarked
package dev.naru.gateway.logging;

import org.jspecify.annotations.NullMarked;
