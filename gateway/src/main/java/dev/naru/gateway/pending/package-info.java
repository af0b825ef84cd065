/**
 * What is under way and will be known once, and by when.
 */
@NullMarked
package dev.naru.gateway.pending;

import org.jspecify.annotations.NullMarked;
