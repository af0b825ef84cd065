package dev.naru.gateway.intake;

/**
 * Stands for an event in little room. Even at the 96 bits of it that are kept no two
 * events that the gateway ever sees have the same one.
 */
record Fingerprint(long high, long low) {
}
