/**
 * What a provider is told: every outcome has one answer.
 */
@NullMarked
package dev.naru.gateway.acknowledgement;

import org.jspecify.annotations.NullMarked;
