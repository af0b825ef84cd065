package dev.naru.archfixture.webhook;

import dev.naru.archfixture.intake.Line;

/**
 * The vocabulary must not know who uses it.
 *
 * @param line climbs
 */
public record Climbs(Line line) {
}
