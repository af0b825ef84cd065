/**
 * The line itself, from a delivery to its outcome: one method, read top to bottom.
 */
@NullMarked
package dev.naru.gateway.intake;

import org.jspecify.annotations.NullMarked;
