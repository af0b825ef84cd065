package dev.naru.schemas;

/**
 * A name that a member of {@code data.references} may have, with one meaning for all
 * built-in providers.
 *
 * @param name the name, such as {@code merchant_reference}
 * @param description what it is the id of, in one sentence
 */
public record Reference(String name, String description) {
}
