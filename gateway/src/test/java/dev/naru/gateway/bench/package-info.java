/**
 * Measures the gateway beside a ceiling, each a process of its own.
 */
@NullMarked
package dev.naru.gateway.bench;

import org.jspecify.annotations.NullMarked;
