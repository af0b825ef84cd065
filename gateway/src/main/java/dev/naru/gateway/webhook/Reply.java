package dev.naru.gateway.webhook;

import org.jspecify.annotations.Nullable;

/**
 * An answer as a provider wants it, to the byte.
 *
 * @param status the HTTP status, 200 to 299
 * @param contentType the media type of the body, or null if there is no body
 * @param body the content; empty for none
 */
public record Reply(int status, @Nullable String contentType, String body) {
}
