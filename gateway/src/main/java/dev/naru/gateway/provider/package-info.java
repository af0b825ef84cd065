/**
 * Providers as data: profiles are loaded, checked and compiled here, and read deliveries
 * into normalized events.
 */
@NullMarked
package dev.naru.gateway.provider;

import org.jspecify.annotations.NullMarked;
