package dev.naru.archfixture.source;

import tools.jackson.databind.JsonNode;

/**
 * Jackson belongs elsewhere.
 *
 * @param node does not belong here
 */
public record MeetsJackson(JsonNode node) {
}
