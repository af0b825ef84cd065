/**
 * The house: where the rooms are put together and the gateway starts.
 */
@NullMarked
package dev.naru.gateway;

import org.jspecify.annotations.NullMarked;
