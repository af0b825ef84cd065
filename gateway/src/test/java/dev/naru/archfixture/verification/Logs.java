package dev.naru.archfixture.verification;

import org.slf4j.Logger;

/**
 * What verifies secrets has no logger.
 *
 * @param logger does not belong here
 */
public record Logs(Logger logger) {
}
