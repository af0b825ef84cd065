/**
 * Is it genuine? The closed set of schemes, judged on raw bytes before anything is
 * parsed.
 */
@NullMarked
package dev.naru.gateway.verification;

import org.jspecify.annotations.NullMarked;
