package dev.naru.gateway.intake;

/**
 * Stands for an event in little room. At 128 bits no two events that the gateway ever
 * sees have the same one.
 */
record Fingerprint(long high, long low) {
}
