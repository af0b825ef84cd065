package dev.naru.archfixture.acknowledgement;

import dev.naru.archfixture.source.MeetsJackson;

/**
 * Answers need no source.
 *
 * @param sibling must not be met
 */
public record MeetsItsSibling(MeetsJackson sibling) {
}
