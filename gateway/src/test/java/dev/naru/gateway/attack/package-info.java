/**
 * Attacks on a gateway in a process of its own, and what they did to it.
 */
@NullMarked
package dev.naru.gateway.attack;

import org.jspecify.annotations.NullMarked;
