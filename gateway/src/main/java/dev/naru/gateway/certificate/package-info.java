/**
 * Fetches the certificates that some providers sign with.
 */
@NullMarked
package dev.naru.gateway.certificate;

import org.jspecify.annotations.NullMarked;
