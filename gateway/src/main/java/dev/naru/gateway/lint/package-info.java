/**
 * Tells the author of a profile what the gateway makes of it: the file is checked, and
 * sample requests go through the very engine that takes webhooks.
 */
@NullMarked
package dev.naru.gateway.lint;

import org.jspecify.annotations.NullMarked;
