/**
 * Readers of what the gateway writes, Naru's own and those of others: each of them reads
 * every record.
 */
@NullMarked
package dev.naru.gateway.readers;

import org.jspecify.annotations.NullMarked;
