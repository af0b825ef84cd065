package dev.naru.schemas;

/**
 * What an event is about.
 *
 * @param kind the kind, such as {@code payment}, one of those in the catalogue for a
 * canonical event type
 * @param id the provider's id of it, never empty
 */
public record Resource(String kind, String id) {
}
