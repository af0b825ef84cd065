package dev.naru.archfixture.acknowledgement;

import dev.naru.archfixture.source.MeetsTechnology;

/**
 * Answers need no source.
 *
 * @param sibling must not be met
 */
public record MeetsItsSibling(MeetsTechnology sibling) {
}
