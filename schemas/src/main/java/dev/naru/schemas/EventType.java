package dev.naru.schemas;

/**
 * A canonical event type of the catalogue.
 *
 * @param type the value of the attribute {@code type}, such as {@code payment.paid}
 * @param kind the kind of the resource that such an event is about
 * @param description what happened, in one sentence that fits every provider
 */
public record EventType(String type, String kind, String description) {
}
