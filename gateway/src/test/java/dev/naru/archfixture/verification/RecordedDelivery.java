package dev.naru.archfixture.verification;

/**
 * What was proven before it was recorded.
 *
 * @param variant what proved it
 */
public record RecordedDelivery(String variant) {
}
